/** The files that a backup keeps: originals, backup copies and what waits to become one. What was derived can be made again. */
import type { Database } from '../../ports/database.ts'
import type { StoredFile, StoredFileKind } from '../../ports/repositories/stored-files.ts'

export async function* filesOfKind(
  { storedFiles }: Pick<Database, 'storedFiles'>,
  kind: StoredFileKind,
  limit: number,
): AsyncGenerator<readonly StoredFile[], void> {
  let after: string | null = null
  do {
    const files: readonly StoredFile[] = await storedFiles.listAfter(kind, after, limit)
    if (files.length > 0) yield files
    after = files.length < limit ? null : (files.at(-1)?.storageKey ?? null)
  } while (after !== null)
}

/** In pieces of at most that many. */
export async function* namedFiles(
  database: Pick<Database, 'storedFiles'>,
  limit: number,
): AsyncGenerator<readonly StoredFile[], void> {
  for (const kind of ['original', 'backup', 'waiting'] as const) yield* filesOfKind(database, kind, limit)
}
