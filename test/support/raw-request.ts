/** HTTP requests as no client library would send them: paths as they are, bodies that end too early. */
import { request as httpRequest } from 'node:http'

export interface RawRequest {
  readonly port: number
  readonly method: string
  /** Sent as it is: nothing is escaped or resolved. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Buffer
  /** Ends the connection after so many bytes of a body that was announced whole. */
  readonly cutAt?: number
}

export interface RawAnswer {
  /** Null: the server has closed the connection without an answer. */
  readonly status: number | null
  readonly mediaType: string
  readonly text: string
}

const TIMEOUT_MS = 15_000

/** @throws Error when there is no end of it within 15 seconds */
export function rawRequest({ port, method, path, headers, body, cutAt }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const closed = { status: null, mediaType: '', text: '' }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    const length = body === undefined ? {} : { 'content-length': String(body.length) }
    const sent = httpRequest({ host: '127.0.0.1', port, method, path, headers: { ...length, ...headers }, signal })
    sent.on('error', () => (signal.aborted ? reject(new Error(`${method} ${path} has hung`)) : resolve(closed)))
    sent.on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('error', () => (signal.aborted ? reject(new Error(`${method} ${path} has hung`)) : resolve(closed)))
      response.on('end', () => {
        const mediaType = response.headers['content-type'] ?? ''
        resolve({ status: response.statusCode ?? null, mediaType, text: Buffer.concat(pieces).toString() })
      })
    })
    if (body === undefined || cutAt === undefined) {
      sent.end(body)
      return
    }
    sent.flushHeaders()
    sent.write(body.subarray(0, cutAt), () => sent.socket?.end())
  })
}
