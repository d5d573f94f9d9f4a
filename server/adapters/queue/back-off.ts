const FIRST_MS = 1_000
const LONGEST_MS = 10 * 60_000

/** How long to wait after that failed attempt (1 for the first): doubles each time, up to ten minutes. */
export function backOffMs(attempt: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1))
}
