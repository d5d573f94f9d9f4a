/**
 * Control over HTTP, for tests in other languages:
 *
 *   GET    /_emulator          the time, and faults that were not met yet
 *   POST   /_emulator/reset
 *   POST   /_emulator/advance  {"milliseconds": 60000}
 *   POST   /_emulator/faults   {"path": "/v1_1/", "status": 500, "times": 2}
 *   DELETE /_emulator/faults
 *
 * Only requests from the machine itself arrive here; pages in a browser are refused by their `Origin`.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import { TintypeError } from '../errors/base.ts'
import { InvalidParameterError, NotFoundError } from '../errors/request-errors.ts'
import type { Faults } from './faults.ts'

export interface EmulatorControl {
  now(): number
  advance(milliseconds: number): Promise<void>
  reset(): Promise<void>
  readonly faults: Faults
}

const YEAR_MS = 366 * 24 * 3_600_000
const advanceSchema = z.strictObject({ milliseconds: z.int().min(0).max(YEAR_MS) })

export function controlHandler(
  control: EmulatorControl,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  return async (request, response) => {
    try {
      if (request.headers.origin !== undefined) throw new InvalidParameterError('Pages may not control the emulator')
      await carryOut(request, control)
      send(response, 200, { now: new Date(control.now()).toISOString(), faults: control.faults.pending() })
    } catch (error) {
      const known = error instanceof TintypeError
      send(response, known ? error.status : 500, { error: { message: known ? error.message : 'General Error' } })
    }
  }
}

async function carryOut(request: IncomingMessage, { advance, reset, faults }: EmulatorControl): Promise<void> {
  switch (`${request.method} ${request.url}`) {
    case 'GET /_emulator':
      return
    case 'POST /_emulator/reset':
      return reset()
    case 'POST /_emulator/advance': {
      const parsed = advanceSchema.safeParse(await json(request))
      if (!parsed.success) {
        throw new InvalidParameterError('Expected {"milliseconds": a whole number from 0 to that of a year}')
      }
      return advance(parsed.data.milliseconds)
    }
    case 'POST /_emulator/faults':
      return faults.add((await json(request)) as Parameters<Faults['add']>[0])
    case 'DELETE /_emulator/faults':
      return faults.clear()
    default:
      throw new NotFoundError(`The emulator knows no ${request.method} ${request.url?.slice(0, 100)}`)
  }
}

async function json(request: IncomingMessage): Promise<unknown> {
  try {
    return JSON.parse(await text(request))
  } catch {
    throw new InvalidParameterError('Expected a JSON body')
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}
