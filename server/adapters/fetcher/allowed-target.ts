/**
 * What a server-side request may ask for, told by its URL: http(s), no credentials, ports 80 and 443. Exceptions are
 * listed by the operator as `host:port` or `host:*`; they lift both the port rule and the ban on private addresses.
 */
import { RemoteRefusedError } from '../../errors/remote-errors.ts'

export interface Exceptions {
  /** Host as in URLs: lower case, IPv6 in brackets. */
  allows(host: string, port: number): boolean
}

export interface Target {
  readonly url: URL
  readonly port: number
  /** Listed by the operator: may be private. */
  readonly isException: boolean
}

/** @param entries `host:port` or `host:*`. @throws RangeError for anything else. */
export function readExceptions(entries: readonly string[]): Exceptions {
  const allowed = new Set(entries.map(readException))
  return { allows: (host, port) => allowed.has(`${host}:${port}`) || allowed.has(`${host}:*`) }
}

/** @throws RemoteRefusedError */
export function readTarget(text: string, exceptions: Exceptions): Target {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw new RemoteRefusedError('The address to load is not a valid URL')
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new RemoteRefusedError(`Addresses to load start with http:// or https://, not ${url.protocol}`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new RemoteRefusedError('An address to load must not contain a user name or password')
  }
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
  const isException = exceptions.allows(url.hostname, port)
  if (!isException && port !== 80 && port !== 443) {
    throw new RemoteRefusedError('Addresses to load must use port 80 or 443')
  }
  return { url, port, isException }
}

function readException(entry: string): string {
  const match = /^(?<host>\[[0-9a-f:.]+\]|[^\s:/@[\]]+):(?<port>\d{1,5}|\*)$/i.exec(entry)
  const { host, port } = match?.groups ?? {}
  if (host === undefined || !URL.canParse(`http://${host}/`)) {
    throw new RangeError(`Expected host:port or host:*, got ${JSON.stringify(entry)}`)
  }
  // The URL parser spells the host as later URLs will, whatever its notation here.
  return `${new URL(`http://${host}/`).hostname}:${port}`
}
