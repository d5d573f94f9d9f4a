/**
 * Uploads of files that come from remote sources. Companion gets an address that is good for one file; what it sends
 * there goes on to the upload API as a form with exactly the parameters of the page, in the name of the client that asked
 * for it. So signatures, presets, limits and answers are those of any other upload.
 */
import { randomBytes } from 'node:crypto'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
  request as send,
} from 'node:http'
import { OverloadedError } from '../../errors/media-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { noteRelayed, type RelayedFrom } from '../addresses.ts'

/** The upload that a page wants. */
export interface RemoteUpload {
  readonly cloudName: string
  readonly resourceType: string
  /** By wire name, `file` apart. */
  readonly parameters: Readonly<Record<string, string>>
  readonly fileName: string
  readonly from: RelayedFrom
  readonly origin: string | undefined
}

export interface RemoteUploads {
  /** One segment of an address, good for one file. @throws OverloadedError */
  expect(upload: RemoteUpload): string
  /** Listens at this path until the result is called. */
  receive(socketPath: string): Promise<() => Promise<void>>
}

const LIFETIME_MS = 60 * 60_000
const MOST = 500
const RETRY_AFTER_SECONDS = 30
/** Where requests of our own say which upload they belong to. */
const TICKET_HEADER = 'x-tintype-ticket'
/** How long a sender may go on after it was answered. */
const LINGER_MS = 5_000
const UPLOAD_PATH = /\/v1_1\/([^/?#]+)\/(image|video|raw|auto)\/upload$/

interface Expected {
  readonly upload: RemoteUpload
  readonly until: number
}

/** @param handler of the whole server @param now milliseconds */
export function remoteUploads(handler: () => RequestListener, now: () => number): RemoteUploads {
  const expected = new Map<string, Expected>()
  const sending = new Map<string, RemoteUpload>()
  let ownPath = ''

  function take(ticket: string): RemoteUpload | null {
    const found = expected.get(ticket)
    expected.delete(ticket)
    return found === undefined || found.until < now() ? null : found.upload
  }

  function onRequest(request: IncomingMessage, response: ServerResponse): void {
    const ticket = request.headers[TICKET_HEADER]
    const own = typeof ticket === 'string' ? sending.get(ticket) : undefined
    if (own !== undefined) {
      noteRelayed(request, own.from)
      handler()(request, response)
      return
    }
    const upload = request.method === 'POST' ? take((request.url ?? '').slice(1)) : null
    if (upload === null) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('No file is expected here')
      return
    }
    passOn(upload, request, response)
  }

  function passOn(upload: RemoteUpload, request: IncomingMessage, response: ServerResponse): void {
    const ticket = newTicket()
    sending.set(ticket, upload)
    const boundary = `tintype-${ticket}`
    const { server } = upload.from
    const onward = send({
      socketPath: ownPath,
      agent: false,
      method: 'POST',
      path: `/v1_1/${upload.cloudName}/${upload.resourceType}/upload`,
      headers: {
        host: server.authority,
        'content-type': `multipart/form-data; boundary=${boundary}`,
        [TICKET_HEADER]: ticket,
        ...(upload.origin !== undefined && { origin: upload.origin }),
      },
    })
    const fail = (): void => {
      if (!response.headersSent) response.writeHead(502, { 'Content-Type': 'text/plain' })
      response.end()
      request.destroy()
    }
    onward.once('error', fail)
    onward.once('close', () => sending.delete(ticket))
    onward.once('response', (answer) => {
      response.writeHead(answer.statusCode ?? 502, {
        'Content-Type': answer.headers['content-type'] ?? 'application/json',
      })
      answer.pipe(response)
      if (request.complete) return
      // Refused before it was complete: what still comes is not wanted, and the answer should be seen.
      request.unpipe(onward)
      request.resume()
      const timer = setTimeout(() => request.destroy(), LINGER_MS)
      request.once('close', () => clearTimeout(timer))
    })
    request.once('error', () => onward.destroy())
    request.once('aborted', () => onward.destroy())
    onward.write(head(upload, boundary))
    request.pipe(onward, { end: false })
    request.once('end', () => onward.end(`\r\n--${boundary}--\r\n`))
  }

  return {
    expect(upload) {
      for (const [ticket, { until }] of expected) if (until < now()) expected.delete(ticket)
      if (expected.size >= MOST) throw new OverloadedError(RETRY_AFTER_SECONDS)
      const ticket = newTicket()
      expected.set(ticket, { upload, until: now() + LIFETIME_MS })
      return ticket
    },
    async receive(socketPath) {
      ownPath = socketPath
      // Parameters of an upload may be long; both ends are ours. A file takes as long as its provider needs.
      const server = createServer({ requestTimeout: 0 }, onRequest)
      await new Promise<void>((done, fail) => {
        server.once('error', fail)
        server.listen(socketPath, done)
      })
      server.unref()
      return async () => {
        server.closeAllConnections()
        await new Promise<void>((done) => server.close(() => done()))
      }
    },
  }
}

/** Cloud and kind of file from the address of the upload that a page names. @throws InvalidParameterError */
export function uploadTarget(endpoint: unknown): Pick<RemoteUpload, 'cloudName' | 'resourceType'> {
  const path = typeof endpoint === 'string' && URL.canParse(endpoint) ? new URL(endpoint).pathname : ''
  const [, cloudName, resourceType] = UPLOAD_PATH.exec(path) ?? []
  if (cloudName === undefined || resourceType === undefined) {
    throw new InvalidParameterError(
      'Invalid endpoint: expected the upload address of this server, …/v1_1/<cloud_name>/<resource_type>/upload',
    )
  }
  return { cloudName, resourceType }
}

function newTicket(): string {
  return randomBytes(24).toString('base64url')
}

function head({ parameters, fileName }: RemoteUpload, boundary: string): string {
  const fields = Object.entries(parameters).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"\r\n\r\n${value}\r\n`,
  )
  const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${quoted(fileName)}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return fields.join('') + file
}

/** As browsers write names into forms. */
function quoted(text: string): string {
  return text.replace(/\r?\n|\r/g, '%0D%0A').replaceAll('"', '%22')
}
