import { RenderTimeoutError } from '../../errors/media-errors.ts'

/** For all images of one picture together; each of them has the time of a render. */
const MOST_MILLISECONDS = 120_000

/** Runs `work`, which stops by its signal when that takes too long. @throws RenderTimeoutError */
export async function inTime<T>(asked: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = AbortSignal.timeout(MOST_MILLISECONDS)
  try {
    return await work(AbortSignal.any([asked, late]))
  } catch (error) {
    if (!late.aborted || asked.aborted) throw error
    throw new RenderTimeoutError(`Putting the images together took longer than ${MOST_MILLISECONDS / 1000} s`)
  }
}
