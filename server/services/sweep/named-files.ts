import { BACKUP_FOLDER } from '../../domain/asset-backup.ts'
import type { Repositories } from '../../ports/database.ts'

/** Whether a row names that stored file: as an original, as derived from one, as the copy of one, or as what is to become one. */
export async function isNamed(
  rows: Pick<Repositories, 'assets' | 'derived' | 'backups' | 'pendingUploads'>,
  storageKey: string,
): Promise<boolean> {
  if (storageKey.startsWith(`${BACKUP_FOLDER}/`)) return (await rows.backups.findByStorageKey(storageKey)) !== null
  if ((await rows.assets.findByStorageKey(storageKey)) !== null) return true
  if ((await rows.derived.findByStorageKey(storageKey)) !== null) return true
  return (await rows.pendingUploads.findByStorageKey(storageKey)) !== null
}
