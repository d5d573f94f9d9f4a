/** Setting passwords: by their owner, by the link of a mail, or by the operator. */
import type { TokenPurpose } from '../../domain/sign-in.ts'
import type { User } from '../../domain/user.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { hashToken } from '../../security/opaque-token.ts'
import { hashPassword, SALT_BYTES } from '../../security/password.ts'
import { assertGoodPassword, credentialOf } from './credentials.ts'
import { type StartedSession, startSession } from './sessions.ts'
import type { Client, SignInDependencies } from './sign-in-types.ts'

type Dependencies = Pick<SignInDependencies, 'database' | 'clock' | 'random' | 'passwordCost'>

/** Ends all sessions but `exceptSessionId`. @throws InvalidParameterError */
export async function setPassword(
  user: Pick<User, 'id' | 'email'>,
  password: string,
  dependencies: Dependencies,
  exceptSessionId?: string,
): Promise<void> {
  const passwordHash = await newHash(user.email, password, dependencies)
  await dependencies.database.transaction(async (tables) => {
    await writeHash(user.id, passwordHash, tables, exceptSessionId)
    const current = await tables.users.findById(user.id)
    if (current?.pending === true) await tables.users.update({ ...current, pending: false })
  })
}

/** By the link of an invitation or a reset, which works once. Signs in, unless there is a second factor. */
export async function setPasswordByToken(
  { token, password, name }: { readonly token: string; readonly password: string; readonly name?: string | undefined },
  purpose: TokenPurpose,
  client: Client,
  dependencies: Dependencies,
): Promise<StartedSession | null> {
  const { database, clock } = dependencies
  const tokenHash = hashToken(token)
  const found = await database.userTokens.find(tokenHash)
  const user = found === null ? null : await database.users.findById(found.userId)
  if (found === null || user === null || found.purpose !== purpose || found.expiresAt <= clock.now() || !user.enabled) {
    throw invalidLink()
  }
  const passwordHash = await newHash(user.email, password, dependencies)
  return database.transaction(async (tables) => {
    const current = await tables.users.findById(user.id)
    if (current === null || !current.enabled || (await tables.userTokens.take(tokenHash)) === null) throw invalidLink()
    await writeHash(user.id, passwordHash, tables)
    const renamed: User = { ...current, name: name ?? current.name, pending: false, updatedAt: clock.now() }
    await tables.users.update(renamed)
    const { totpSecret } = await credentialOf(user.id, tables)
    return totpSecret === null ? startSession(renamed, client, tables, dependencies) : null
  })
}

function newHash(email: string, password: string, { random, passwordCost }: Dependencies): Promise<string> {
  assertGoodPassword(password, email)
  return hashPassword(password, random.bytes(SALT_BYTES), passwordCost)
}

async function writeHash(
  userId: string,
  passwordHash: string,
  tables: Repositories,
  exceptSessionId?: string,
): Promise<void> {
  await tables.credentials.put({ ...(await credentialOf(userId, tables)), passwordHash })
  await tables.sessions.deleteByUser(userId, exceptSessionId === undefined ? {} : { exceptId: exceptSessionId })
  await tables.widgetSessions.deleteByUser(userId)
  for (const purpose of ['invitation', 'password_reset', 'second_factor'] as const) {
    await tables.userTokens.deleteByUser(userId, purpose)
  }
}

function invalidLink(): InvalidParameterError {
  return new InvalidParameterError('This link was used already, has expired or is incomplete: ask for another')
}
