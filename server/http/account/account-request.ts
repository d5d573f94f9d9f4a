/**
 * A request to the Provisioning API: whoever knows the provisioning credentials of the account. They are judged before
 * the body is read; keys of product environments are worth nothing here.
 */
import type { Request } from 'express'
import type { Account } from '../../domain/account.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import { isSameText } from '../../security/same-text.ts'
import { decodeRequest } from '../decode/request-body.ts'
import type { Parameters } from '../decode/values.ts'
import { basicCredentials } from '../middleware/basic-credentials.ts'
import { requestContext } from '../request-context.ts'

export interface AccountRequest {
  /** Of path, query and body. */
  readonly parameters: Parameters
  readonly signal: AbortSignal
}

const TEXT_BYTES = 1_000_000

/** @throws AuthorizationError */
export async function receiveAccountRequest(request: Request, account: Account): Promise<AccountRequest> {
  const { account_id: accountId, ...path } = request.params as Readonly<Record<string, string>>
  assertProvisioning(request.headers.authorization, accountId ?? '', account)
  const query = new URL(request.url, 'http://localhost').searchParams
  const { parameters } = await decodeRequest(request, query, { takeFile: null, textBytes: TEXT_BYTES })
  return { parameters: { ...parameters, ...path }, signal: requestContext(request).signal }
}

function assertProvisioning(authorization: string | undefined, accountId: string, account: Account): void {
  const expected = 'expected Basic provisioning_api_key:provisioning_api_secret'
  if (authorization === undefined) throw new AuthorizationError(`Missing credentials: ${expected}`)
  const given = basicCredentials(authorization)
  if (given === null) throw new AuthorizationError(`Invalid credentials: ${expected}`)
  // One answer for both, and for keys of environments: which of them was wrong is nobody's business.
  const isKnown = isSameText(given.key, account.provisioningApiKey)
  const isProven = isSameText(given.secret, account.provisioningApiSecret)
  if (!isKnown || !isProven) throw new AuthorizationError('Invalid provisioning credentials')
  if (accountId !== account.accountId) {
    throw new AuthorizationError(`Invalid account_id ${accountId.slice(0, 100)}`)
  }
}
