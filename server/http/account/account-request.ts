/**
 * A request to the Provisioning API: by the provisioning credentials of the account, or by the session of a user whose
 * role allows it. Both are judged before the body is read; keys of product environments are worth nothing here.
 */
import type { Request } from 'express'
import type { OperationContract } from '../../contract/operation.ts'
import type { Account } from '../../domain/account.ts'
import type { User } from '../../domain/user.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import { ForeignPageError } from '../../errors/sign-in-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { isSameText } from '../../security/same-text.ts'
import { assertRole, assertTarget } from '../../services/provisioning/user-rights.ts'
import { findSession } from '../../services/sign-in/sessions.ts'
import { readCookie, SESSION_COOKIE } from '../console/session-cookie.ts'
import { decodeRequest } from '../decode/request-body.ts'
import type { Parameters } from '../decode/values.ts'
import { basicCredentials } from '../middleware/basic-credentials.ts'
import { requestContext } from '../request-context.ts'

export interface AccountRequest {
  /** Of path, query and body. */
  readonly parameters: Parameters
  /** Null: by the credentials of the account, which may do everything. */
  readonly user: User | null
  readonly signal: AbortSignal
}

export interface AccountRequestDependencies {
  readonly account: Account
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
}

const TEXT_BYTES = 1_000_000

/** @throws AuthorizationError | PermissionDeniedError | NotFoundError */
export async function receiveAccountRequest(
  request: Request,
  operation: OperationContract,
  dependencies: AccountRequestDependencies,
): Promise<AccountRequest> {
  const { account, database } = dependencies
  const { account_id: accountId = '', ...path } = request.params as Readonly<Record<string, string>>
  const user = await authenticate(request, dependencies)
  if (accountId !== account.accountId) {
    throw new AuthorizationError(`Invalid account_id ${accountId.slice(0, 100)}`)
  }
  if (user !== null) assertRole(user, operation)
  const query = new URL(request.url, 'http://localhost').searchParams
  const decoded = await decodeRequest(request, query, { takeFile: null, textBytes: TEXT_BYTES })
  const parameters = { ...decoded.parameters, ...path }
  if (user !== null) await assertTarget(user, operation.id, parameters, database)
  return { parameters, user, signal: requestContext(request).signal }
}

async function authenticate(request: Request, dependencies: AccountRequestDependencies): Promise<User | null> {
  const { authorization } = request.headers
  const token = readCookie(request, SESSION_COOKIE)
  if (authorization !== undefined || token === null) {
    assertProvisioning(authorization, dependencies.account)
    return null
  }
  if (request.headers['x-tintype-console'] === undefined) throw new ForeignPageError()
  const found = await findSession(token, dependencies)
  if (found === null) throw new AuthorizationError('Not signed in')
  return found.user
}

function assertProvisioning(authorization: string | undefined, account: Account): void {
  const expected = 'expected Basic provisioning_api_key:provisioning_api_secret'
  if (authorization === undefined) throw new AuthorizationError(`Missing credentials: ${expected}`)
  const given = basicCredentials(authorization)
  if (given === null) throw new AuthorizationError(`Invalid credentials: ${expected}`)
  // One answer for both, and for keys of environments: which of them was wrong is nobody's business.
  const isKnown = isSameText(given.key, account.provisioningApiKey)
  const isProven = isSameText(given.secret, account.provisioningApiSecret)
  if (!isKnown || !isProven) throw new AuthorizationError('Invalid provisioning credentials')
}
