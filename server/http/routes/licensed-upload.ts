/** What an upload says when its file is to be licensed from a paid library first. */
import { readInput } from '../../contract/read-input.ts'
import { stockParameters } from '../../contract/stock-order.ts'
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import { AuthorizationError, InvalidParameterError } from '../../errors/request-errors.ts'
import type { LicenceWish } from '../../services/stock/licences.ts'
import type { SpooledFile } from '../../services/upload/spool.ts'
import type { ApiRequest } from '../api-request.ts'
import type { Principal } from '../middleware/principal.ts'

/** What the request buys; null when it names nothing. A preset cannot name anything: only the request is asked. */
export function licenceWish(
  { parameters: given, principal, environment, file }: ApiRequest<SpooledFile>,
  parameters: UploadParameters,
): LicenceWish | null {
  if (given.stock_license === undefined) return null
  const { stock_license: order } = readInput(stockParameters, { stock_license: given.stock_license })
  if (order === undefined) return null
  const orderedBy = buyerOf(principal)
  if (file !== null || given.file !== undefined) {
    throw new InvalidParameterError('stock_license gives the file: leave out the parameter file')
  }
  if (parameters.async === true) throw new InvalidParameterError('stock_license cannot be combined with async')
  return { ...order, environment, orderedBy }
}

/** The name of a preset is no secret: money is not spent for it. */
function buyerOf(principal: Principal): string {
  if (principal.kind === 'key') return principal.key.apiKey
  if (principal.kind === 'session') return principal.visitor.session.username
  throw new AuthorizationError('stock_license needs a signed upload: an unsigned preset cannot buy licences')
}
