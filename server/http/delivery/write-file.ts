/**
 * Writes a stored file: 200, 206, 304 or 416, HEAD too. Small files are read whole, so that they can be kept in
 * memory; the rest is streamed with back-pressure, and reading stops when the client leaves.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileAnswer } from '../../services/delivery/delivery-types.ts'
import { cachingHeaders, fileHeaders, serverTiming, type Validating, validatorsOf } from './answer-headers.ts'
import { writeError } from './error-answer.ts'
import { isUnchanged } from './freshness.ts'
import type { HotAnswer } from './hot-tier.ts'
import { readRange } from './range.ts'

export interface FileWriting {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly answer: FileAnswer
  /** How long it took so far. */
  readonly milliseconds: number
  readonly signal: AbortSignal
  /** Files up to this size are read whole and handed over. */
  readonly keepUpTo: number
  keep(answer: HotAnswer): void
}

export async function writeFile(writing: FileWriting): Promise<void> {
  const { request, response, answer, signal } = writing
  const validating = validatorsOf(answer)
  const outcome = answer.isFresh ? 'miss' : 'hit'
  const timing = ['Server-Timing', serverTiming(outcome, writing.milliseconds, answer.contentInfo)]
  const unchanged = isUnchanged(request.headers, validating)
  if (unchanged) {
    response.writeHead(304, [...cachingHeaders(answer, validating), ...timing])
    response.end()
    return
  }
  const headers = [...fileHeaders(answer, validating), ...timing]
  const isHead = request.method === 'HEAD'
  const range = isHead ? ({ kind: 'whole' } as const) : rangeOf(request, answer.size, validating)
  if (range.kind === 'unsatisfiable') {
    writeUnsatisfiable(response, answer.size)
    return
  }
  if (range.kind === 'part') {
    const { start, end } = range
    const body = await answer.open({ range: { start, end } })
    const part = ['Content-Range', `bytes ${start}-${end}/${answer.size}`, 'Content-Length', String(end - start + 1)]
    response.writeHead(206, [...headers, ...part])
    return send(body, response, signal)
  }
  if (isHead) {
    response.writeHead(200, [...headers, 'Content-Length', String(answer.size)])
    response.end()
    return
  }
  if (answer.dependencies !== null && answer.size <= writing.keepUpTo) return writeWhole(writing, validating, headers)
  const body = await answer.open({})
  response.writeHead(200, [...headers, 'Content-Length', String(answer.size)])
  return send(body, response, signal)
}

/** A range that lies behind the end of the file. */
export function writeUnsatisfiable(response: ServerResponse, size: number): void {
  const message = `The range is not satisfiable: the file has ${size} bytes`
  writeError(response, { status: 416, message, headers: ['Content-Range', `bytes */${size}`] }, false)
}

async function writeWhole(
  { response, answer, keep }: FileWriting,
  validating: Validating,
  headers: readonly string[],
): Promise<void> {
  const body = await readAll(await answer.open({}), answer.size)
  response.writeHead(200, [...headers, 'Content-Length', String(body.length)])
  response.end(body)
  const timing = ['Server-Timing', serverTiming('hit', 0, answer.contentInfo)]
  keep({
    body,
    headers: [...fileHeaders(answer, validating), 'Content-Length', String(body.length), ...timing],
    unchangedHeaders: [...cachingHeaders(answer, validating), ...timing],
    ...validating,
  })
}

/** The file in one buffer of its own. A file that is not as long as its row says is damaged, and is not sent. */
async function readAll(body: Readable, size: number): Promise<Buffer> {
  const whole = Buffer.allocUnsafeSlow(size)
  let at = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (at + chunk.length > size) throw new Error('A stored file is longer than its row says')
    at += chunk.copy(whole, at)
  }
  if (at !== size) throw new Error('A stored file is shorter than its row says')
  return whole
}

function rangeOf(request: IncomingMessage, size: number, { etag, lastModified }: Validating) {
  const { range, 'if-range': ifRange } = request.headers
  return readRange({ range, ifRange: typeof ifRange === 'string' ? ifRange : undefined, size, etag, lastModified })
}

async function send(body: Readable, response: ServerResponse, signal: AbortSignal): Promise<void> {
  await pipeline(body, response, { signal })
}
