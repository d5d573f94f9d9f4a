/**
 * A storage that deletes nothing that a backup may be about to copy: derived and quarantined files are no part of one.
 */
import { DeletionHeldError } from '../../errors/port-errors.ts'
import type { Storage } from '../../ports/storage.ts'
import { isDerivedKey } from '../derivations/file-key.ts'
import { QUARANTINE } from '../sweep/inspection.ts'

export function storageWithHold(storage: Storage, isHeld: () => boolean): Storage {
  return {
    ...storage,
    async delete(key) {
      const isFree = isDerivedKey(key) || key.startsWith(`${QUARANTINE}/`)
      if (!isFree && isHeld() && (await storage.head(key)) !== null) throw new DeletionHeldError()
      await storage.delete(key)
    },
  }
}
