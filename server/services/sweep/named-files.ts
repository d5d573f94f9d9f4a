import type { Repositories } from '../../ports/database.ts'

/** Whether a row names that stored file, as an original or as derived from one. */
export async function isNamed(rows: Pick<Repositories, 'assets' | 'derived'>, storageKey: string): Promise<boolean> {
  if ((await rows.assets.findByStorageKey(storageKey)) !== null) return true
  return (await rows.derived.findByStorageKey(storageKey)) !== null
}
