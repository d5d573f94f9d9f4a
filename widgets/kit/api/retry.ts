/**
 * Tries again with growing pauses. What is worth another try is the caller's to say; the pauses have jitter, so that
 * many clients do not come back at the same instant.
 */

export interface RetryOptions {
  readonly delaysMs: readonly number[]
  readonly signal: AbortSignal
  /** Undefined: give up. A number: at least so long a pause, whatever the table says. */
  readonly worthRetrying: (error: unknown) => { readonly waitMs?: number | undefined } | undefined
  readonly onWait?: (attempt: number, waitMs: number) => void
}

export async function withRetries<Result>(attempt: () => Promise<Result>, options: RetryOptions): Promise<Result> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const delay = options.delaysMs[tries]
      const verdict = options.signal.aborted ? undefined : options.worthRetrying(error)
      if (delay === undefined || verdict === undefined) throw error
      const waitMs = Math.max(verdict.waitMs ?? 0, delay * (0.75 + Math.random() / 2))
      options.onWait?.(tries + 1, waitMs)
      await pause(waitMs, options.signal)
    }
  }
}

/** Resolves after so many milliseconds; rejects with the signal's reason. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal.reason)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, durationMs)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}
