/**
 * An answer of server-sent events. Who does not read is cut off rather than waited for: what was missed can be asked for
 * again by the id of the last event that came.
 */
import type { ServerResponse } from 'node:http'

export interface EventStream {
  /** Lines with a blank one behind them. */
  send(text: string): void
  end(): void
}

/** Bytes that wait for a reader: those of a burst of changes, and of all that are kept for who comes back. */
const MOST_WAITING = 2_000_000

export function eventStream(response: ServerResponse): EventStream {
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    // Proxies that gather answers would hold events back.
    'X-Accel-Buffering': 'no',
  })
  return {
    send(text) {
      if (response.destroyed) return
      response.write(text)
      if (response.writableLength > MOST_WAITING) response.destroy()
    },
    end: () => void response.end(),
  }
}
