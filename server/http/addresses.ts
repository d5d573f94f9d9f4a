/**
 * Under which address a client knows this server. What a proxy says is believed only when the operator said so.
 */
import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'

export interface AddressOptions {
  /** Configured address, without a slash at its end; wins over what the request says. */
  readonly publicUrl?: string | undefined
  readonly trustProxy: boolean
  readonly host: string
  readonly port: number
}

export interface ServerAddress {
  readonly scheme: 'http' | 'https'
  /** Host name, with the port when it is not the scheme's own. */
  readonly authority: string
  /** Path that the server is mounted under, without a slash at its end; mostly empty. */
  readonly prefix: string
}

export interface Addresses {
  serverAddress(request: IncomingMessage): ServerAddress
  /** For what nobody asked for by a request of its own. */
  readonly withoutRequest: ServerAddress
  /** Origin and prefix, without a slash at the end. */
  baseUrl(request: IncomingMessage): string
  /** IP address of the client, whatever proxies stand before the server; null when its connection is gone. */
  clientAddress(request: IncomingMessage): string | null
}

/** Anything else in a Host header would end up in addresses that we answer with. */
const HOST = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/

export function addresses({ publicUrl, trustProxy, host, port }: AddressOptions): Addresses {
  const configured = publicUrl === undefined ? null : fromUrl(publicUrl)

  function serverAddress(request: IncomingMessage): ServerAddress {
    const relayed = RELAYED.get(request)
    if (relayed !== undefined) return relayed.server
    if (configured !== null) return configured
    const forwarded = (name: string) => (trustProxy ? firstOf(request.headers[name]) : undefined)
    const host = forwarded('x-forwarded-host') ?? request.headers.host ?? ''
    const encrypted = (request.socket as Partial<TLSSocket>).encrypted === true
    const scheme = forwarded('x-forwarded-proto') ?? (encrypted ? 'https' : 'http')
    return {
      scheme: scheme === 'https' ? 'https' : 'http',
      authority: HOST.test(host) ? host : 'localhost',
      prefix: mountPath(request),
    }
  }

  return {
    serverAddress,
    withoutRequest: configured ?? { scheme: 'http', authority: `${host}:${port}`, prefix: '' },
    baseUrl(request) {
      const { scheme, authority, prefix } = serverAddress(request)
      return `${scheme}://${authority}${prefix}`
    },
    clientAddress: (request) => RELAYED.get(request)?.client ?? clientAddress(request, trustProxy),
  }
}

function fromUrl(text: string): ServerAddress {
  const url = new URL(text)
  return {
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    authority: url.host,
    prefix: url.pathname.replace(/\/+$/, ''),
  }
}

/** Of forwarded addresses the last is the one that our own proxy saw; those before it may be invented. */
function clientAddress({ headers, socket }: IncomingMessage, trustProxy: boolean): string | null {
  const forwarded = trustProxy ? headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  const address = last === undefined || last === '' ? (socket.remoteAddress ?? null) : last
  return address?.replace(/^::ffff:(?=\d+\.)/, '') ?? null
}

/** How somebody else's request reached us, on whose behalf another one is sent. */
export interface RelayedFrom {
  readonly server: ServerAddress
  readonly client: string | null
}

const RELAYED = new WeakMap<IncomingMessage, RelayedFrom>()

/** To be called for requests of our own only, before anything else looks at them. */
export function noteRelayed(request: IncomingMessage, from: RelayedFrom): void {
  RELAYED.set(request, from)
}

const MOUNT_PATHS = new WeakMap<IncomingMessage, string>()

/** Remembers where our router is mounted; to be called by it first, before routers inside it add to `baseUrl`. */
export function noteMountPath(request: IncomingMessage & { readonly baseUrl?: string }): void {
  MOUNT_PATHS.set(request, request.baseUrl ?? '')
}

function mountPath(request: IncomingMessage): string {
  return MOUNT_PATHS.get(request) ?? ''
}

function firstOf(header: string | string[] | undefined): string | undefined {
  const text = Array.isArray(header) ? header[0] : header
  const first = text?.split(',')[0]?.trim()
  return first === '' ? undefined : first
}
