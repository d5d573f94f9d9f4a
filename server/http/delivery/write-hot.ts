/**
 * Writes an answer from memory: no await, no database, no hashing. Conditions first, so that a 304 is the cheapest.
 * Everything here gives how many bytes of a body were written.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isUnchanged } from './freshness.ts'
import type { HotAnswer } from './hot-tier.ts'
import { readRange } from './range.ts'
import { writeUnsatisfiable } from './write-file.ts'

/** @param requestId sent as `X-Request-Id`; null when that is on the response already. */
export function writeHot(
  request: IncomingMessage,
  response: ServerResponse,
  answer: HotAnswer,
  requestId: string | null,
): number {
  const id = requestId === null ? [] : ['X-Request-Id', requestId]
  const { headers } = request
  if (isUnchanged(headers, answer)) {
    response.writeHead(304, [...answer.unchangedHeaders, ...id])
    response.end()
    return 0
  }
  if (request.method === 'HEAD') {
    response.writeHead(200, [...answer.headers, ...id])
    response.end()
    return 0
  }
  return headers.range === undefined ? writeWhole(response, answer, id) : writePart(request, response, answer, id)
}

function writeWhole(response: ServerResponse, { headers, body }: HotAnswer, id: string[]): number {
  response.writeHead(200, [...headers, ...id])
  response.end(body)
  return body.length
}

function writePart({ headers }: IncomingMessage, response: ServerResponse, answer: HotAnswer, id: string[]): number {
  const size = answer.body.length
  const ifRange = headers['if-range']
  const range = readRange({
    range: headers.range,
    ifRange: typeof ifRange === 'string' ? ifRange : undefined,
    size,
    etag: answer.etag,
    lastModified: answer.lastModified,
  })
  if (range.kind === 'unsatisfiable') {
    writeUnsatisfiable(response, size)
    return 0
  }
  if (range.kind === 'whole') return writeWhole(response, answer, id)
  const { start, end } = range
  const replaced = withoutHeader(answer.headers, 'Content-Length')
  const part = ['Content-Range', `bytes ${start}-${end}/${size}`, 'Content-Length', String(end - start + 1)]
  response.writeHead(206, [...replaced, ...part, ...id])
  response.end(answer.body.subarray(start, end + 1))
  return end - start + 1
}

function withoutHeader(headers: readonly string[], name: string): string[] {
  const at = headers.findIndex((text, index) => index % 2 === 0 && text === name)
  return headers.toSpliced(at, 2)
}
