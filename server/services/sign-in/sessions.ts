/** Sessions: what somebody carries after they have signed in. */
import type { Session } from '../../domain/sign-in.ts'
import type { User } from '../../domain/user.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { hashToken, TOKEN_BYTES, writeToken } from '../../security/opaque-token.ts'
import type { Client, SignInDependencies } from './sign-in-types.ts'

type Dependencies = Pick<SignInDependencies, 'database' | 'clock' | 'random'>

const IDLE_MS = 12 * 3_600_000
export const SESSION_MS = 14 * 24 * 3_600_000
/** A session in use is written that often at most. */
const TOUCH_EVERY_MS = 60_000
const MOST_TEXT = 200

export interface StartedSession {
  readonly token: string
  readonly session: Session
  readonly user: User
}

/** Within the transaction that proved who they are. */
export async function startSession(
  user: User,
  client: Client,
  tables: Repositories,
  { clock, random }: Pick<Dependencies, 'clock' | 'random'>,
): Promise<StartedSession> {
  const token = writeToken(random.bytes(TOKEN_BYTES))
  const now = clock.now()
  const session: Session = {
    id: random.hex(32),
    tokenHash: hashToken(token),
    userId: user.id,
    createdAt: now,
    lastUsedAt: now,
    userAgent: client.userAgent.slice(0, MOST_TEXT),
    address: client.address.slice(0, MOST_TEXT),
  }
  const signedIn: User = { ...user, pending: false, lastLoginAt: now }
  await tables.users.update(signedIn)
  await tables.sessions.insert(session)
  await tables.sessions.deleteOld({ usedBefore: now - IDLE_MS, createdBefore: now - SESSION_MS })
  await tables.userTokens.deleteExpired(now)
  await tables.attempts.deleteExpired(now)
  return { token, session, user: signedIn }
}

/** Whose session that is; null when it has ended or its user may not sign in any more. */
export async function findSession(
  token: string,
  { database, clock }: Dependencies,
): Promise<{ readonly session: Session; readonly user: User } | null> {
  const session = await database.sessions.findByTokenHash(hashToken(token))
  const now = clock.now()
  if (session === null || session.lastUsedAt <= now - IDLE_MS || session.createdAt <= now - SESSION_MS) return null
  const user = await database.users.findById(session.userId)
  if (user === null || !user.enabled) return null
  if (session.lastUsedAt <= now - TOUCH_EVERY_MS) await database.sessions.touch(session.id, now)
  return { session, user }
}

/** @throws NotFoundError */
export async function endSession(userId: string, id: string, { database }: Dependencies): Promise<void> {
  if (await database.sessions.delete(userId, id)) return
  throw new NotFoundError(`Cannot find session with id ${id.slice(0, 100)}`)
}
