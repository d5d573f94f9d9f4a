/** How the bytes of an answer are come by, whole or in part. */
import { Readable } from 'node:stream'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import type { Storage } from '../../ports/storage.ts'
import type { DerivationsService, Obtained, Prepared } from '../derivations/derivations-service.ts'

export interface OpenedPart {
  /** Both ends included. */
  readonly range?: { readonly start: number; readonly end: number }
}
export type Opener = (part: OpenedPart) => Promise<Readable>

export function openerOfStored(storageKey: string, storage: Storage): Opener {
  return async (part) => (await storage.get(storageKey, part)).body
}

/** A file that went between finding its row and opening it is made again. */
export function openerOfDerived(
  { derived, isFresh, unkept }: Obtained,
  prepared: Prepared | null,
  { storage, derivations }: { readonly storage: Storage; readonly derivations: Pick<DerivationsService, 'obtain'> },
): Opener {
  if (unkept !== null) return openerOfUnkept(unkept)
  return async (part) => {
    try {
      return (await storage.get(derived.storageKey, { ...part, isRecent: isFresh })).body
    } catch (error) {
      if (!(error instanceof ObjectNotFoundError) || prepared === null) throw error
      const again = await derivations.obtain(prepared)
      if (again.derived.etag !== derived.etag) throw error
      if (again.unkept !== null) return openerOfUnkept(again.unkept)(part)
      return (await storage.get(again.derived.storageKey, part)).body
    }
  }
}

/** Of a file that lies in memory only. */
function openerOfUnkept(bytes: Buffer): Opener {
  return async ({ range }) => {
    const part = range === undefined ? bytes : bytes.subarray(range.start, range.end + 1)
    return Readable.from(part.length === 0 ? [] : [part], { objectMode: false })
  }
}
