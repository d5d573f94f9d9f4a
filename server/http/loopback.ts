/**
 * Whether a request comes from a person at this machine. The connection alone does not say so: a proxy on the same
 * machine connects from loopback for the whole world, and a foreign web page can make the browser of that person send
 * requests here, by its own origin or by a host name that it points at 127.0.0.1.
 */
import type { IncomingMessage } from 'node:http'

const FORWARDING_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

export function isFromLoopback(request: IncomingMessage): boolean {
  const { headers, socket } = request
  if (!isLoopbackAddress(socket.remoteAddress ?? '')) return false
  if (FORWARDING_HEADERS.some((name) => headers[name] !== undefined)) return false
  if (!isLoopbackName(hostName(`http://${headers.host ?? ''}`))) return false
  return headers.origin === undefined || isLoopbackName(hostName(headers.origin))
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address)
}

/** Whether a name or address, as written in a listener's setting, is one of this machine alone. */
export function isLoopbackHost(host: string): boolean {
  return isLoopbackName(host.replace(/^\[|\]$/g, ''))
}

/** Whether a page of that origin is one of this machine. */
export function isLoopbackOrigin(origin: string): boolean {
  return isLoopbackName(hostName(origin))
}

function isLoopbackName(name: string | null): boolean {
  return name !== null && (name === 'localhost' || name.endsWith('.localhost') || isLoopbackAddress(name))
}

function hostName(url: string): string | null {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : null
}
