/** Where requests may come from, by the settings of their environment: whatever they can prove besides. */
import type { IncomingMessage } from 'node:http'
import type { OperationContract } from '../../contract/operation.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { AuthorizationError, PermissionDeniedError } from '../../errors/request-errors.ts'
import { isAddressWithin } from '../../security/address-list.ts'

/** The Admin API only from those addresses, where there is a list. @throws PermissionDeniedError */
export function assertAddressAllowed(
  address: string | null,
  { credentials }: Pick<OperationContract, 'credentials'>,
  { settings }: ProductEnvironment,
): void {
  if (credentials !== 'basic' || settings.adminAddresses.length === 0) return
  if (address !== null && isAddressWithin(address, settings.adminAddresses)) return
  throw new PermissionDeniedError(`The Admin API cannot be used from the address ${address ?? '(unknown)'}`, 403)
}

/** Browsers send the origin of a page with everything that it posts. @throws AuthorizationError */
export function assertOriginAllowed(
  { headers: { origin } }: IncomingMessage,
  { credentials }: Pick<OperationContract, 'credentials'>,
  { settings }: ProductEnvironment,
): void {
  if (credentials !== 'key' && credentials !== 'key-or-preset') return
  if (origin === undefined || isOriginAllowed(origin, settings.corsOrigins)) return
  throw new AuthorizationError(`Pages of ${origin.slice(0, 200)} cannot use the upload API of this product environment`)
}

export function isOriginAllowed(origin: string, allowed: readonly string[]): boolean {
  return allowed.length === 0 || allowed.includes(origin.toLowerCase())
}
