/**
 * What the child may connect to, put in place of Node's own agents before Companion is loaded: https to public
 * addresses, and the one socket where files go. A redirect is a new connection and is looked at like the first.
 */
import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import net, { type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { isPublicAddress } from '../../security/public-address.ts'
import { type CompanionSettings, UPLOAD_HOST } from './protocol.ts'

/** Without a byte in either direction: a provider, or whoever takes the file, has gone. */
const SILENCE_MS = 120_000

type Guard = Pick<CompanionSettings, 'uploadSocketPath' | 'standIns'>
type ConnectOptions = http.ClientRequestArgs & { readonly host?: string | null; readonly port?: unknown }
type Connected = (error: Error | null, stream: Duplex) => void

export function guardOutgoing(guard: Guard): void {
  http.globalAgent = new UploadAgent(guard)
  https.globalAgent = new PublicAgent(guard)
}

class UploadAgent extends http.Agent {
  readonly #guard: Guard

  constructor(guard: Guard) {
    super({ keepAlive: false })
    this.#guard = guard
  }

  override createConnection(options: ConnectOptions, _callback?: Connected): Duplex {
    if (options.host !== UPLOAD_HOST) return refused(`http to ${options.host}`)
    return silenced(net.connect({ path: this.#guard.uploadSocketPath }))
  }
}

class PublicAgent extends https.Agent {
  readonly #guard: Guard

  constructor(guard: Guard) {
    super({ keepAlive: true, maxSockets: 50 })
    this.#guard = guard
  }

  override createConnection(options: ConnectOptions, callback?: Connected): Duplex | null | undefined {
    const host = options.host ?? ''
    const standIn = this.#guard.standIns[host]
    if (standIn !== undefined) return silenced(net.connect(portOf(standIn), hostOf(standIn)))
    if (Number(options.port) !== 443) return refused(`${host}:${options.port}`)
    if (net.isIP(host.replace(/^\[|\]$/g, '')) !== 0 && !isPublicAddress(host.replace(/^\[|\]$/g, ''))) {
      return refused(host)
    }
    const made = super.createConnection({ ...options, lookup: publicLookup } as ConnectOptions, callback)
    if (made instanceof net.Socket) silenced(made)
    return made
  }
}

/** Every address of the answer has to be public: a name with a private one beside it is not to be trusted at all. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null || first === undefined) callback(error ?? new Error('no address'), '', 0)
    else if (!addresses.every(({ address }) => isPublicAddress(address))) {
      callback(new Error(`${hostname} is not a public address`), '', 0)
    } else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function silenced(socket: net.Socket): net.Socket {
  return socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('Nothing came for too long')))
}

/** Not thrown: whoever asked listens for errors of a request. */
function refused(target: string): net.Socket {
  return new net.Socket().destroy(new Error(`Requests to ${target} are not allowed`))
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':'))
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1))
}
