import type { User } from '../../domain/user.ts'

export interface UserRepository {
  /** @throws UniqueViolationError when the e-mail is taken. */
  insert(user: User): Promise<void>
  /** Writes the whole row, found by id. @throws UniqueViolationError when the e-mail is taken. */
  update(user: User): Promise<void>
  /** With credentials, sessions, tokens and memberships. */
  delete(id: string): Promise<void>
  findById(id: string): Promise<User | null>
  findByEmail(email: string): Promise<User | null>
  /** Oldest first. */
  list(): Promise<readonly User[]>
}
