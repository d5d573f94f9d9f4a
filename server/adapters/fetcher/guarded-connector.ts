/**
 * Opens sockets to public addresses only. The name is resolved here, every address of the answer is checked, and the
 * socket is given exactly these: a name that resolves differently a moment later (DNS rebinding) changes nothing.
 *
 * undici asks a `lookup` option only for names, never for IP literals; therefore the check sits in front of the
 * connector and not in its `lookup`.
 */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { buildConnector } from 'undici'
import { RemoteRefusedError } from '../../errors/remote-errors.ts'
import { isPublicAddress } from '../../security/public-address.ts'
import type { Exceptions } from './allowed-target.ts'

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}
/** All addresses of a name; rejects when there is none. */
export type Resolver = (host: string) => Promise<readonly ResolvedAddress[]>

/** The resolver of the operating system. */
export const systemResolver: Resolver = (host) => lookup(host, { all: true })

const CONNECT_TIMEOUT_MS = 5_000

export function guardedConnector(resolve: Resolver, exceptions: Exceptions): buildConnector.connector {
  return (options, callback) => {
    const fail = (error: unknown) => callback(error instanceof Error ? error : new Error('failed'), null)
    addressesOf(options, resolve, exceptions).then((addresses) => {
      const connect = buildConnector({ allowH2: false, timeout: CONNECT_TIMEOUT_MS, lookup: pinned(addresses) })
      connect(options, (...[error, socket]) => {
        if (error !== null) return fail(error)
        const { remoteAddress } = socket
        if (!addresses.some(({ address }) => address === remoteAddress)) {
          socket.destroy()
          return fail(refused())
        }
        callback(null, socket)
      })
    }, fail)
  }
}

async function addressesOf(
  { hostname, port, protocol }: buildConnector.Options,
  resolve: Resolver,
  exceptions: Exceptions,
): Promise<readonly ResolvedAddress[]> {
  const bare = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(bare)
  const addresses = family === 0 ? await resolve(bare) : [{ address: bare, family }]
  const host = family === 6 ? `[${bare}]` : bare
  const isException = exceptions.allows(host, Number(port) || (protocol === 'https:' ? 443 : 80))
  if (addresses.length === 0) throw new Error('no address')
  if (!isException && !addresses.every(({ address }) => isPublicAddress(address))) throw refused()
  return addresses
}

function refused(): RemoteRefusedError {
  return new RemoteRefusedError('The address to load is not a public one')
}

type LookupFunction = NonNullable<Extract<buildConnector.BuildOptions, { lookup?: unknown }>['lookup']>

function pinned(addresses: readonly ResolvedAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses
    if (options.all === true) done(null, [...addresses])
    else if (first === undefined) done(new Error('no address'), '')
    else done(null, first.address, first.family)
  }
}
