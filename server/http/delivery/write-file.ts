/**
 * Writes a stored file from storage: 200, 206, 304 or 416, HEAD too. Streamed with back-pressure; reading stops when
 * the client leaves.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileAnswer } from '../../services/delivery/delivery-types.ts'
import { cachingHeaders, fileHeaders, serverTiming, type Validating, validatorsOf } from './answer-headers.ts'
import { writeError } from './error-answer.ts'
import { isUnchanged } from './freshness.ts'
import { readRange } from './range.ts'

export interface FileWriting {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly answer: FileAnswer
  /** How long it took so far. */
  readonly milliseconds: number
  readonly signal: AbortSignal
  /** Told once how many bytes of the body were written, also when the client left before the end. */
  readonly onWritten: (bytes: number) => void
}

export async function writeFile(writing: FileWriting): Promise<void> {
  const { request, response, answer, milliseconds, onWritten } = writing
  const validating = validatorsOf(answer)
  const outcome = answer.isFresh ? 'miss' : 'hit'
  const timing = ['Server-Timing', serverTiming(outcome, milliseconds, answer.contentInfo)]
  if (isUnchanged(request.headers, validating)) {
    response.writeHead(304, [...cachingHeaders(answer, validating), ...timing])
    response.end()
    onWritten(0)
    return
  }
  const headers = [...fileHeaders(answer, validating), ...timing]
  const whole = ['Content-Length', String(answer.size)]
  if (request.method === 'HEAD') {
    response.writeHead(200, [...headers, ...whole])
    response.end()
    onWritten(0)
    return
  }
  const range = rangeOf(request, answer.size, validating)
  if (range.kind === 'unsatisfiable') {
    writeUnsatisfiable(response, answer.size)
    onWritten(0)
    return
  }
  if (range.kind === 'part') {
    const { start, end } = range
    const body = await answer.open({ range: { start, end } })
    const part = ['Content-Range', `bytes ${start}-${end}/${answer.size}`, 'Content-Length', String(end - start + 1)]
    response.writeHead(206, [...headers, ...part])
    await send(body, writing)
    return
  }
  const body = await answer.open({})
  response.writeHead(200, [...headers, ...whole])
  await send(body, writing)
}

/** A range that lies behind the end of the file. */
export function writeUnsatisfiable(response: ServerResponse, size: number): void {
  const message = `The range is not satisfiable: the file has ${size} bytes`
  writeError(response, { status: 416, message, headers: ['Content-Range', `bytes */${size}`] }, false)
}

function rangeOf(request: IncomingMessage, size: number, { etag, lastModified }: Validating) {
  const { range, 'if-range': ifRange } = request.headers
  return readRange({ range, ifRange: typeof ifRange === 'string' ? ifRange : undefined, size, etag, lastModified })
}

async function send(body: Readable, { response, signal, onWritten }: FileWriting): Promise<void> {
  let bytes = 0
  body.on('data', (chunk: Buffer) => {
    bytes += chunk.length
  })
  try {
    await pipeline(body, response, { signal })
  } finally {
    onWritten(bytes)
  }
}
