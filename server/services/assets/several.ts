/** Work on many things, a few at a time: writes of one moment are committed together, and requests get their turn. */

const AT_ONCE = 16

/** Results in the order of the things. The first failure ends it, when the work under way has ended. */
export async function forSeveral<T, R>(things: readonly T[], work: (thing: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let start = 0; start < things.length; start += AT_ONCE) {
    const settled = await Promise.allSettled(things.slice(start, start + AT_ONCE).map(work))
    for (const outcome of settled) {
      if (outcome.status === 'rejected') throw outcome.reason
      results.push(outcome.value)
    }
  }
  return results
}
