/** A stored file read into memory, with its headers prepared: what the memory tier keeps and writes. */
import type { Readable } from 'node:stream'
import type { FileAnswer } from '../../services/delivery/delivery-types.ts'
import { cachingHeaders, fileHeaders, serverTiming, validatorsOf } from './answer-headers.ts'
import type { HotAnswer } from './hot-tier.ts'

export async function readWhole(answer: FileAnswer): Promise<HotAnswer> {
  const body = await readAll(await answer.open({}), answer.size)
  const validating = validatorsOf(answer)
  const timing = ['Server-Timing', serverTiming('hit', 0, answer.contentInfo)]
  return {
    body,
    headers: [...fileHeaders(answer, validating), 'Content-Length', String(body.length), ...timing],
    unchangedHeaders: [...cachingHeaders(answer, validating), ...timing],
    ...validating,
  }
}

/** The same answer, for the requests that had to wait until it was made. */
export function asMiss(answer: HotAnswer, { contentInfo }: FileAnswer, milliseconds: number): HotAnswer {
  const timing = ['Server-Timing', serverTiming('miss', milliseconds, contentInfo)]
  return {
    ...answer,
    headers: [...answer.headers.slice(0, -2), ...timing],
    unchangedHeaders: [...answer.unchangedHeaders.slice(0, -2), ...timing],
  }
}

/** The file in one buffer of its own. A file that is not as long as its row says is damaged, and is not sent. */
async function readAll(body: Readable, size: number): Promise<Buffer> {
  // What lies in memory is there at once; going round the events of a stream takes longer than all the rest.
  const first: Buffer | null = body.read()
  if (first?.length === size && body.readableLength === 0) {
    body.destroy()
    return first
  }
  if (first !== null) body.unshift(first)
  const whole = Buffer.allocUnsafeSlow(size)
  let at = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    if (at + chunk.length > size) throw new Error('A stored file is longer than its row says')
    at += chunk.copy(whole, at)
  }
  if (at !== size) throw new Error('A stored file is shorter than its row says')
  return whole
}
