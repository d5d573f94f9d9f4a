/**
 * Widths whose files differ by a budget of bytes. Both ends of the range are measured, the bytes between them divided
 * into equal gaps of at least the budget, and each width in between is searched where a curve through what was
 * measured already (bytes grow with a power of the width) puts it. What is measured is real: the caller renders.
 */

export interface WidthRange {
  readonly minWidth: number
  readonly maxWidth: number
  /** Least difference of two neighbours, as far as the range allows. */
  readonly bytesStep: number
  readonly maxImages: number
}

/** A file of that width. */
export interface Measured {
  readonly width: number
  readonly bytes: number
}

/** Renders for one width between the ends: the first guess is mostly good enough. */
const TRIES = 3
/** Share of a gap by which a width may miss its place. */
const TOLERANCE = 0.1

/**
 * Widest first, at most `maxImages`; the ends of the range are the first and the last of them. Measures at most
 * `2 + TRIES * (maxImages - 2)` times, each width once, always the same ones for the same answers.
 */
export async function findWidths<M extends Measured>(
  { minWidth, maxWidth, bytesStep, maxImages }: WidthRange,
  measure: (width: number) => Promise<M>,
): Promise<readonly M[]> {
  const top = await measure(maxWidth)
  if (minWidth >= maxWidth || maxImages < 2) return [top]
  const bottom = await measure(minWidth)
  const range = top.bytes - bottom.bytes
  const gaps = Math.min(maxImages - 1, Math.max(1, Math.floor(range / bytesStep)))
  const gap = range / gaps
  const known: M[] = [bottom, top]
  const chosen: M[] = [top]
  for (let index = 1; index < gaps; index++) {
    const below = chosen.at(-1) as M
    const found = await findOne(top.bytes - index * gap, below, gap * TOLERANCE, known, measure)
    if (found !== null) chosen.push(found)
  }
  return [...chosen, bottom]
}

/** The width of so many bytes, narrower than `below`; null when there is none left between the ends. */
async function findOne<M extends Measured>(
  bytes: number,
  below: M,
  tolerance: number,
  known: M[],
  measure: (width: number) => Promise<M>,
): Promise<M | null> {
  const [least] = known as [M, ...M[]]
  const miss = (one: M) => Math.abs(one.bytes - bytes)
  let best: M | null = null
  const consider = (one: M) => {
    const isInside = one.width > least.width && one.width < below.width
    if (isInside && (best === null || miss(one) < miss(best))) best = one
  }
  for (const one of known) consider(one)
  for (let tries = 0; tries < TRIES; tries++) {
    if (best !== null && miss(best) <= tolerance) return best
    const narrower = known.findLast((one) => one.width < below.width && one.bytes <= bytes) ?? least
    const wider = known.find((one) => one.width > narrower.width) ?? below
    const width = between(narrower, wider.width > below.width ? below : wider, bytes)
    if (width === null) return best
    const made = await measure(width)
    known.push(made)
    known.sort((a, b) => a.width - b.width)
    consider(made)
  }
  return best
}

/** A whole width strictly between both, where a power through them has that many bytes. */
function between(narrower: Measured, wider: Measured, bytes: number): number | null {
  if (wider.width - narrower.width < 2) return null
  const power = Math.log(wider.bytes / narrower.bytes) / Math.log(wider.width / narrower.width)
  const guess = narrower.width * (bytes / narrower.bytes) ** (1 / power)
  const width = Number.isFinite(guess) ? Math.round(guess) : Math.round((narrower.width + wider.width) / 2)
  return Math.min(wider.width - 1, Math.max(narrower.width + 1, width))
}
