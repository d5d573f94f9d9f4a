/** What a piece of work is refused with. */
import { TransformationError } from '../../../server/errors/transformation-error.ts'

/** The error that `work` throws. Anything but a `TransformationError` is thrown on; so is success. */
export function refusal(work: () => unknown): TransformationError {
  try {
    work()
  } catch (error) {
    if (error instanceof TransformationError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

/** `fault` of what `work` is refused with. */
export function faultOf(work: () => unknown): string {
  return refusal(work).fault
}
