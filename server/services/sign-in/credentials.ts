/** Reading and changing what a user proves themselves with. */
import type { UserCredential } from '../../domain/sign-in.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'

const SHORTEST = 10
const LONGEST = 256

export async function credentialOf(userId: string, tables: Repositories): Promise<UserCredential> {
  const found = await tables.credentials.find(userId)
  if (found !== null) return found
  return {
    userId,
    passwordHash: null,
    totpSecret: null,
    pendingTotpSecret: null,
    totpLastStep: 0,
    recoveryHashes: [],
    identity: null,
  }
}

/** Length is what counts; rules about characters make people choose worse ones. @throws InvalidParameterError */
export function assertGoodPassword(password: string, email: string): void {
  const length = [...password].length
  if (length < SHORTEST || length > LONGEST) {
    throw new InvalidParameterError(`The password has ${length} characters: expected ${SHORTEST} to ${LONGEST}`)
  }
  if (password.toLowerCase() === email || new Set(password).size < 4) {
    throw new InvalidParameterError(
      'The password is too easy to guess: expected something else than the e-mail, or one character again and again',
    )
  }
}
