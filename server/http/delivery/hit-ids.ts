/**
 * Request ids of answers from memory. Random digits for each would cost more than the answer: these are counted on from
 * a random start, which is as unique.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { givenRequestId } from '../request-context.ts'

const PREFIX_DIGITS = 20
const COUNTER_DIGITS = 12

/** @param prefix 20 random hexadecimal digits. */
export function hitIds(prefix: string): (request: IncomingMessage, response: ServerResponse) => string | null {
  let count = 0
  return (request, response) => {
    // A request that came through the application has its id on the answer already.
    if (response.hasHeader('X-Request-Id')) return null
    count += 1
    return givenRequestId(request) ?? prefix.slice(0, PREFIX_DIGITS) + count.toString(16).padStart(COUNTER_DIGITS, '0')
  }
}
