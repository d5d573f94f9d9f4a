/** Signing in: by password, with a second factor where there is one, or by the identity provider. */
import type { User } from '../../domain/user.ts'
import { normalEmail } from '../../domain/user.ts'
import { AuthorizationError, NotFoundError } from '../../errors/request-errors.ts'
import type { IdentityFlow, IdentityProvider } from '../../ports/identity-provider.ts'
import { hashToken, TOKEN_BYTES, writeToken } from '../../security/opaque-token.ts'
import { isPassword } from '../../security/password.ts'
import { countAttempt, factorLimits, passwordLimits, takeBackAttempt } from './attempts.ts'
import { credentialOf } from './credentials.ts'
import { useCode } from './second-factor.ts'
import { type StartedSession, startSession } from './sessions.ts'
import type { Client, SignInDependencies } from './sign-in-types.ts'

export type SignIn = { readonly started: StartedSession } | { readonly ticket: string }

const TICKET_MS = 5 * 60_000

/** One answer for an unknown e-mail, a wrong password and a disabled user. @throws AuthorizationError */
export async function signInByPassword(
  { email, password }: { readonly email: string; readonly password: string },
  client: Client,
  dependencies: SignInDependencies,
): Promise<SignIn> {
  const { database, clock, random, passwordCost } = dependencies
  const limits = passwordLimits(email, client.address)
  await countAttempt(limits, dependencies)
  const user = await database.users.findByEmail(normalEmail(email))
  const credential = user === null ? null : await database.credentials.find(user.id)
  const isRight = await isPassword(password, credential?.passwordHash ?? null, passwordCost)
  if (!isRight || user === null || !user.enabled) throw new AuthorizationError('Wrong e-mail or password')
  await takeBackAttempt(limits, dependencies)
  return database.transaction(async (tables) => {
    const current = await tables.users.findById(user.id)
    const { passwordHash, totpSecret } = await credentialOf(user.id, tables)
    // Changed while the old one was being compared.
    if (current === null || !current.enabled || passwordHash !== credential?.passwordHash) {
      throw new AuthorizationError('Wrong e-mail or password')
    }
    if (totpSecret === null) return { started: await startSession(current, client, tables, dependencies) }
    const ticket = writeToken(random.bytes(TOKEN_BYTES))
    await tables.userTokens.insert({
      tokenHash: hashToken(ticket),
      userId: user.id,
      purpose: 'second_factor',
      expiresAt: clock.now() + TICKET_MS,
    })
    return { ticket }
  })
}

/** @param ticket of `signInByPassword`. @throws AuthorizationError */
export async function signInByCode(
  { ticket, code }: { readonly ticket: string; readonly code: string },
  client: Client,
  dependencies: SignInDependencies,
): Promise<StartedSession> {
  const { database, clock } = dependencies
  const found = await database.userTokens.find(hashToken(ticket))
  if (found === null || found.purpose !== 'second_factor' || found.expiresAt <= clock.now()) {
    throw new AuthorizationError('This sign-in has taken too long: start again')
  }
  const limits = factorLimits(found.userId)
  await countAttempt(limits, dependencies)
  const started = await database.transaction(async (tables) => {
    const user = await tables.users.findById(found.userId)
    if (user === null || !user.enabled || (await tables.userTokens.take(hashToken(ticket))) === null) {
      throw new AuthorizationError('This sign-in has taken too long: start again')
    }
    await useCode(await credentialOf(user.id, tables), code, tables, clock.now())
    return startSession(user, client, tables, dependencies)
  })
  await takeBackAttempt(limits, dependencies)
  return started
}

/** The password of somebody who is signed in already, asked for again. @throws AuthorizationError */
export async function assertPassword(
  user: User,
  password: string,
  client: Client,
  dependencies: SignInDependencies,
): Promise<void> {
  const limits = passwordLimits(user.email, client.address)
  await countAttempt(limits, dependencies)
  const { database, passwordCost } = dependencies
  const credential = await database.credentials.find(user.id)
  if (!(await isPassword(password, credential?.passwordHash ?? null, passwordCost)))
    throw new AuthorizationError('Wrong password')
  await takeBackAttempt(limits, dependencies)
}

/** @throws NotFoundError */
export function requireIdentityProvider({ identityProvider }: SignInDependencies): IdentityProvider {
  if (identityProvider !== null) return identityProvider
  throw new NotFoundError('No identity provider is set up: see TINTYPE_OIDC_ISSUER')
}

/** Only who was invited gets in; the first time they are recognised by the e-mail that the provider vouches for. */
export async function signInByIdentity(
  query: string,
  redirectUri: string,
  flow: IdentityFlow,
  client: Client,
  dependencies: SignInDependencies,
): Promise<StartedSession> {
  const { issuer, subject, verifiedEmail } = await requireIdentityProvider(dependencies).finish(
    query,
    redirectUri,
    flow,
  )
  return dependencies.database.transaction(async (tables) => {
    const linked = await tables.credentials.findByIdentity(issuer, subject)
    const user =
      linked !== null
        ? await tables.users.findById(linked.userId)
        : verifiedEmail === null
          ? null
          : await tables.users.findByEmail(normalEmail(verifiedEmail))
    if (user === null || !user.enabled) {
      throw new AuthorizationError('Nobody with this identity may sign in here: ask for an invitation')
    }
    const credential = await credentialOf(user.id, tables)
    if (linked === null) {
      if (credential.identity !== null) {
        throw new AuthorizationError('Nobody with this identity may sign in here: ask for an invitation')
      }
      await tables.credentials.put({ ...credential, identity: { issuer, subject } })
    }
    return startSession(user, client, tables, dependencies)
  })
}
