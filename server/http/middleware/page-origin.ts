/**
 * Which pages may sign people in to widgets and call the API with what comes of it: those that the product environment
 * names, those of this server, and on the machine of a server that is asked there, all of that machine.
 */
import type { IncomingMessage } from 'node:http'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { ForeignOriginError } from '../../errors/sign-in-errors.ts'
import type { ServerAddress } from '../addresses.ts'
import { isFromLoopback, isLoopbackOrigin } from '../loopback.ts'

export type AddressOf = (request: IncomingMessage) => ServerAddress

/** What a browser says of the page; null where there is none. */
export function pageOrigin({ headers }: IncomingMessage): string | null {
  return headers.origin?.toLowerCase() ?? null
}

export function isPageAllowed(
  request: IncomingMessage,
  origin: string,
  { settings }: Pick<ProductEnvironment, 'settings'>,
  addressOf: AddressOf,
): boolean {
  const { scheme, authority } = addressOf(request)
  if (origin === `${scheme}://${authority}`.toLowerCase() || settings.widgetOrigins.includes(origin)) return true
  return isFromLoopback(request) && isLoopbackOrigin(origin)
}

/** @throws ForeignOriginError */
export function assertPageAllowed(
  request: IncomingMessage,
  origin: string,
  environment: Pick<ProductEnvironment, 'settings'>,
  addressOf: AddressOf,
): void {
  if (!isPageAllowed(request, origin, environment, addressOf)) throw new ForeignOriginError(origin)
}

/** The token of a widget; null when the request carries something else, or nothing. */
export function bearerToken({ headers }: IncomingMessage): string | null {
  return /^bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1]?.trim() ?? null
}
