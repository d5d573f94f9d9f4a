/** Assertions for browser tests: few, and each says what it saw. */

export function equal<Value>(actual: Value, expected: Value, about = ''): void {
  if (!Object.is(actual, expected)) fail(about, actual, expected)
}

export function same(actual: unknown, expected: unknown, about = ''): void {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (one !== other) throw new Error(`${about} expected ${other}, saw ${one}`.trim())
}

export function ok(value: unknown, about: string): asserts value {
  if (!value) throw new Error(`expected ${about}, saw ${String(value)}`)
}

export function matches(actual: string | null | undefined, pattern: RegExp, about = ''): void {
  if (!pattern.test(actual ?? '')) fail(about, actual, pattern)
}

/** Tries again until nothing is thrown; the last error when time is up. */
export async function eventually<Value>(check: () => Value | Promise<Value>, withinMs = 20_000): Promise<Value> {
  const limit = performance.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (performance.now() > limit) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

function fail(about: string, actual: unknown, expected: unknown): never {
  throw new Error(`${about} expected ${String(expected)}, saw ${String(actual)}`.trim())
}
