/** Faults that a test asks for: the next requests of a kind are refused, delayed, or lose their connection. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { z } from 'zod'
import { InvalidParameterError } from '../errors/request-errors.ts'

const MINUTE_MS = 60_000

export const faultSchema = z.strictObject({
  /** Any when it is left out. */
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']).optional(),
  /** What the path begins with, such as `/v1_1/demo/image/upload`; any when it is left out. */
  path: z.string().startsWith('/').max(2_000).optional(),
  /** How many requests meet it; default 1. */
  times: z.int().min(1).max(1_000_000).default(1),
  /** How many matching requests pass first; default 0. */
  after: z.int().min(0).max(1_000_000).default(0),
  /** Milliseconds before anything happens. */
  delayMs: z.int().min(0).max(MINUTE_MS).optional(),
  /** Answered instead of carrying the request out, with the error envelope. */
  status: z.int().min(400).max(599).optional(),
  message: z.string().max(1_000).optional(),
  /**
   * When the connection is cut: `before` anything is done, or when everything was done and only the answer is missing.
   */
  disconnect: z.enum(['before', 'instead-of-answer']).optional(),
})

export type Fault = z.input<typeof faultSchema>

interface ArmedFault {
  readonly fault: z.output<typeof faultSchema>
  toPass: number
  left: number
}

export interface Faults {
  /** @throws InvalidParameterError naming what is wrong with it */
  add(fault: Fault): void
  clear(): void
  /** What has not been met yet. */
  pending(): readonly Fault[]
  /** The handler with faults before it. */
  around(handler: RequestListener): RequestListener
}

export function createFaults(): Faults {
  let armed: ArmedFault[] = []

  function next(request: IncomingMessage): z.output<typeof faultSchema> | null {
    for (const entry of armed) {
      if (!matches(entry.fault, request)) continue
      if (entry.toPass > 0) {
        entry.toPass -= 1
        continue
      }
      entry.left -= 1
      if (entry.left === 0) armed = armed.filter((other) => other !== entry)
      return entry.fault
    }
    return null
  }

  return {
    add(fault) {
      const parsed = faultSchema.safeParse(fault)
      if (!parsed.success) throw faultError(parsed.error)
      const { data } = parsed
      if (data.status === undefined && data.disconnect === undefined && data.delayMs === undefined) {
        throw new InvalidParameterError('A fault does something: expected status, disconnect or delayMs')
      }
      armed = [...armed, { fault: data, toPass: data.after, left: data.times }]
    },
    clear() {
      armed = []
    },
    pending: () => armed.map(({ fault, left, toPass }) => ({ ...fault, times: left, after: toPass })),
    around: (handler) => (request, response) => {
      const fault = next(request)
      if (fault === null) handler(request, response)
      else if (fault.delayMs === undefined) commit(fault, handler, request, response)
      else setTimeout(() => commit(fault, handler, request, response), fault.delayMs)
    },
  }
}

function matches({ method, path }: z.output<typeof faultSchema>, request: IncomingMessage): boolean {
  return (method === undefined || method === request.method) && (path === undefined || !!request.url?.startsWith(path))
}

function commit(
  { status, message, disconnect }: z.output<typeof faultSchema>,
  handler: RequestListener,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (disconnect === 'before') {
    request.socket.destroy()
    return
  }
  if (disconnect === 'instead-of-answer') {
    loseAnswer(request, response)
    handler(request, response)
    return
  }
  if (status === undefined) {
    handler(request, response)
    return
  }
  request.resume()
  const body = JSON.stringify({ error: { message: message ?? `Fault injected: ${status}` } })
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'X-Cld-Error': `Fault ${status}` })
  response.end(body)
}

/** The answer is made and thrown away; then the connection goes. */
function loseAnswer({ socket }: IncomingMessage, response: ServerResponse): void {
  response.writeHead = () => response
  response.write = (_chunk: unknown, ...rest: unknown[]) => {
    const done = rest.find((value) => typeof value === 'function') as (() => void) | undefined
    if (done !== undefined) process.nextTick(done)
    return true
  }
  response.end = () => {
    socket.destroy()
    return response
  }
}

function faultError(error: z.ZodError): InvalidParameterError {
  const [issue] = error.issues
  const name = issue?.path.join('.') || (issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : 'fault')
  return new InvalidParameterError(`Invalid value for parameter ${name} of a fault: ${issue?.message ?? 'not valid'}`)
}
