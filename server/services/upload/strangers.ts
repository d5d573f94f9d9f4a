/**
 * Uploads whose sender is not known while the file arrives, because what proves it stands behind the file. What they may
 * take together is bounded: so many at a time, so many bytes each, for so long.
 */
import { OverloadedError } from '../../errors/media-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'

export interface StrangerLimits {
  /** At a time, over all environments. */
  readonly most: number
  /** For one file. A place must not be held by sending a byte now and then. */
  readonly milliseconds: number
}

export const STRANGER_DEFAULTS: StrangerLimits = { most: 20, milliseconds: 10 * 60_000 }
/** What the vendor takes without parts at all. */
export const STRANGER_BYTES = 100_000_000
const RETRY_AFTER_SECONDS = 10

export interface Strangers {
  /** Takes a place; the result gives it free again, and may be called twice. @throws OverloadedError */
  enter(): () => void
  /** Receives a file in time. @throws InvalidParameterError when it takes too long */
  inTime<T>(signal: AbortSignal, receive: (signal: AbortSignal) => Promise<T>): Promise<T>
}

export function createStrangers({ most, milliseconds }: StrangerLimits): Strangers {
  const inside = new Set<symbol>()
  return {
    enter() {
      if (inside.size >= most) throw new OverloadedError(RETRY_AFTER_SECONDS)
      const place = Symbol('place')
      inside.add(place)
      return () => void inside.delete(place)
    },
    async inTime(signal, receive) {
      const late = new AbortController()
      const timer = setTimeout(() => late.abort(strangerError(`for more than ${milliseconds / 1000} s`)), milliseconds)
      try {
        return await receive(AbortSignal.any([signal, late.signal]))
      } catch (error) {
        throw late.signal.aborted ? late.signal.reason : error
      } finally {
        clearTimeout(timer)
      }
    },
  }
}

/** @param what is not done for strangers: "more than … bytes" */
export function strangerError(what: string): InvalidParameterError {
  return new InvalidParameterError(
    `Put signature or upload_preset before the file: files are taken ${what} from known senders only`,
  )
}
