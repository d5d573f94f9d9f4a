/** Stored files that no row names any more; a sweeper deletes them. Written in the transaction that orphans them. */
export interface GarbageRepository {
  add(storageKeys: readonly string[], now: number): Promise<void>
  has(storageKey: string): Promise<boolean>
  /** Entries added before that time. */
  list(before: number, limit: number): Promise<readonly string[]>
  remove(storageKeys: readonly string[]): Promise<void>
}
