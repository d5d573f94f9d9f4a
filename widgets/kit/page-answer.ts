/**
 * Asks a function of the page that answers by a callback, by a returned promise, or never. A page that does not answer
 * must not leave anything waiting for ever.
 */

/** The page's function failed, or did not answer. */
export class PageAnswerError extends Error {
  override readonly name = 'PageAnswerError'
}

export interface PageQuestion {
  /** Option that the function came by, for messages. */
  readonly name: string
  readonly signal?: AbortSignal
  readonly withinMs?: number
}

const ANSWER_WITHIN_MS = 30_000

/** @throws PageAnswerError, or the signal's reason */
export function pageAnswer<Answer>(
  call: (callback: (answer: Answer) => void) => unknown,
  { name, signal, withinMs = ANSWER_WITHIN_MS }: PageQuestion,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(
      () => reject(new PageAnswerError(`${name} did not answer within ${withinMs / 1000} seconds`)),
      withinMs,
    )
    const settle = (act: () => void): void => {
      clearTimeout(limit)
      act()
    }
    signal?.addEventListener('abort', () => settle(() => reject(signal.reason)), { once: true })
    const fail = (cause: unknown): void =>
      settle(() =>
        reject(new PageAnswerError(`${name} failed: ${cause instanceof Error ? cause.message : cause}`, { cause })),
      )
    try {
      const returned = call((answer) => settle(() => resolve(answer)))
      if (returned instanceof Promise) returned.catch(fail)
    } catch (cause) {
      fail(cause)
    }
  })
}
