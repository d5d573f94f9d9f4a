import type { Attempts, Session, TokenPurpose, UserCredential, UserToken } from '../../domain/sign-in.ts'

/** What users prove themselves with. Secrets of second factors are encrypted. */
export interface CredentialRepository {
  find(userId: string): Promise<UserCredential | null>
  findByIdentity(issuer: string, subject: string): Promise<UserCredential | null>
  put(credential: UserCredential): Promise<void>
}

export interface SessionRepository {
  insert(session: Session): Promise<void>
  findByTokenHash(tokenHash: string): Promise<Session | null>
  /** Newest first. */
  listByUser(userId: string): Promise<readonly Session[]>
  touch(id: string, now: number): Promise<void>
  /** Gives whether there was one. */
  delete(userId: string, id: string): Promise<boolean>
  deleteByUser(userId: string, options?: { readonly exceptId?: string }): Promise<void>
  deleteOld(options: { readonly usedBefore: number; readonly createdBefore: number }): Promise<void>
}

export interface UserTokenRepository {
  insert(token: UserToken): Promise<void>
  find(tokenHash: string): Promise<UserToken | null>
  /** Finds and deletes it, so that nobody else can. */
  take(tokenHash: string): Promise<UserToken | null>
  deleteByUser(userId: string, purpose: TokenPurpose): Promise<void>
  deleteExpired(now: number): Promise<void>
}

export interface AttemptRepository {
  find(key: string): Promise<Attempts | null>
  put(attempts: Attempts): Promise<void>
  delete(keys: readonly string[]): Promise<void>
  deleteExpired(now: number): Promise<void>
}
