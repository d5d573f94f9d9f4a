/**
 * `/healthz`: the process answers. `/readyz`: it can do its work, else 503 with the parts that cannot, so that a load
 * balancer sends nobody here. Names only: what exactly is wrong stands in the log.
 *
 * A full disk is still 200, as `degraded`: files are delivered and deleted as ever, and taking the server out would end
 * that too, on all servers of a shared disk at once.
 */
import type { ServerResponse } from 'node:http'

export interface Readiness {
  /** By name of the part: resolves when it works. */
  readonly checks: Readonly<Record<string, () => Promise<unknown>>>
  /** Parts that do their work in part. */
  readonly degraded: () => readonly string[]
  readonly isStopping: () => boolean
  /** Told about a part that does not work. */
  readonly onFailure: (part: string, error: unknown) => void
}

const CHECK_TIMEOUT_MS = 2000

export function sendHealth(response: ServerResponse): void {
  send(response, 200, { status: 'ok' })
}

export async function sendReadiness(response: ServerResponse, readiness: Readiness): Promise<void> {
  if (readiness.isStopping()) {
    send(response, 503, { status: 'stopping' })
    return
  }
  const names = Object.keys(readiness.checks)
  const results = await Promise.allSettled(Object.values(readiness.checks).map((check) => within(check)))
  const failed = names.filter((name, index) => {
    const result = results[index]
    if (result?.status === 'rejected') readiness.onFailure(name, result.reason)
    return result?.status === 'rejected'
  })
  const degraded = readiness.degraded()
  if (failed.length > 0) send(response, 503, { status: 'not ready', failed })
  else if (degraded.length > 0) send(response, 200, { status: 'degraded', degraded })
  else send(response, 200, { status: 'ready' })
}

async function within(check: () => Promise<unknown>): Promise<unknown> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`no answer within ${CHECK_TIMEOUT_MS} ms`)), CHECK_TIMEOUT_MS)
  try {
    return await Promise.race([check(), promise])
  } finally {
    clearTimeout(timer)
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
    'Cache-Control': 'no-store',
  })
  response.end(text)
}
