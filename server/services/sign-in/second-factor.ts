/** The second factor: a code of an authenticator app, or one of the recovery codes. */
import type { UserCredential } from '../../domain/sign-in.ts'
import type { User } from '../../domain/user.ts'
import { AuthorizationError, ConflictError, InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { hashToken } from '../../security/opaque-token.ts'
import { TOTP_SECRET_BYTES, toBase32, totpAddress, totpStep } from '../../security/totp.ts'
import { countAttempt, factorLimits, takeBackAttempt } from './attempts.ts'
import { credentialOf } from './credentials.ts'
import type { SignInDependencies } from './sign-in-types.ts'

type Dependencies = Pick<SignInDependencies, 'database' | 'clock' | 'random'>

const RECOVERY_CODES = 10
const ISSUER = 'Tintype'

/** A new secret; it counts after `confirmFactor`. */
export async function beginFactor(
  user: User,
  { database, random }: Dependencies,
): Promise<{ readonly secret: string; readonly address: string }> {
  const secret = toBase32(random.bytes(TOTP_SECRET_BYTES))
  await database.transaction(async (tables) => {
    const credential = await credentialOf(user.id, tables)
    if (credential.totpSecret !== null) throw new ConflictError('A second factor is set up already: remove it first')
    await tables.credentials.put({ ...credential, pendingTotpSecret: secret })
  })
  return { secret, address: totpAddress(secret, { issuer: ISSUER, email: user.email }) }
}

/** Gives the recovery codes, which are shown this once. */
export async function confirmFactor(user: User, code: string, dependencies: Dependencies): Promise<readonly string[]> {
  const { database, clock, random } = dependencies
  const limits = factorLimits(user.id)
  await countAttempt(limits, dependencies)
  const codes = newRecoveryCodes(random)
  await database.transaction(async (tables) => {
    const credential = await credentialOf(user.id, tables)
    const secret = credential.pendingTotpSecret
    if (secret === null) throw new InvalidParameterError('No second factor is being set up: begin with one')
    const step = totpStep(secret, code, clock.now(), 0)
    if (step === null) throw new InvalidParameterError('The code is not the one of now: check the clock of the device')
    await tables.credentials.put({
      ...credential,
      totpSecret: secret,
      pendingTotpSecret: null,
      totpLastStep: step,
      recoveryHashes: codes.map(hashToken),
    })
  })
  await takeBackAttempt(limits, dependencies)
  return codes
}

/** After the password was asked for again. */
export async function removeFactor(userId: string, { database }: Dependencies): Promise<void> {
  await database.transaction(async (tables) => {
    const credential = await credentialOf(userId, tables)
    await tables.credentials.put({ ...credential, totpSecret: null, pendingTotpSecret: null, recoveryHashes: [] })
  })
}

/** New recovery codes; the old ones are worth nothing any more. */
export async function renewRecoveryCodes(userId: string, dependencies: Dependencies): Promise<readonly string[]> {
  const codes = newRecoveryCodes(dependencies.random)
  await dependencies.database.transaction(async (tables) => {
    const credential = await credentialOf(userId, tables)
    if (credential.totpSecret === null) throw new ConflictError('No second factor is set up')
    await tables.credentials.put({ ...credential, recoveryHashes: codes.map(hashToken) })
  })
  return codes
}

/** Uses the code up, within the transaction that starts the session. @throws AuthorizationError */
export async function useCode(
  credential: UserCredential,
  code: string,
  tables: Repositories,
  now: number,
): Promise<void> {
  const { totpSecret, totpLastStep, recoveryHashes } = credential
  const step = totpSecret === null ? null : totpStep(totpSecret, code.trim(), now, totpLastStep)
  if (step !== null) {
    await tables.credentials.put({ ...credential, totpLastStep: step })
    return
  }
  const hash = hashToken(code.trim().toLowerCase().replace(/[\s-]/g, ''))
  if (!recoveryHashes.includes(hash)) throw new AuthorizationError('Wrong code')
  await tables.credentials.put({ ...credential, recoveryHashes: recoveryHashes.filter((one) => one !== hash) })
}

/** 16 letters and digits are 82 bits: a plain hash of them cannot be turned around. */
function newRecoveryCodes(random: Dependencies['random']): readonly string[] {
  return Array.from({ length: RECOVERY_CODES }, () => random.alphanumeric(16))
}
