/**
 * Work of the page's own thread that may be long, in pieces: after a few milliseconds the page may answer people and draw
 * before it goes on.
 */

/** A slow phone takes four times as long as it believes: still less than the 50 ms that people notice. */
const PIECE_MS = 10

/** Does it with one after the other, in order. @param onPause before the page gets its turn */
export async function inPieces<Item>(
  items: readonly Item[],
  work: (item: Item, index: number) => void,
  onPause: (done: number) => void = () => undefined,
): Promise<void> {
  const pause = pauses(onPause)
  for (const [index, item] of items.entries()) {
    work(item, index)
    await pause(index + 1)
  }
}

/** Asked after each step of something long: a promise when it is time to let the page have its turn. */
export function pauses(onPause: (done: number) => void = () => undefined): (done: number) => Promise<void> | undefined {
  let began = performance.now()
  return (done) => {
    if (performance.now() - began < PIECE_MS) return undefined
    onPause(done)
    return nextTurn().then(() => {
      began = performance.now()
    })
  }
}

/** `scheduler.yield()` comes back before other work that waits; a browser without it lets everybody go first. */
function nextTurn(): Promise<void> {
  const { scheduler } = globalThis as { scheduler?: { yield?: () => Promise<void> } }
  return scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve))
}
