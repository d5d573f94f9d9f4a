import type { Kysely } from 'kysely'
import type { StoredFileKind, StoredFileRepository } from '../../../ports/repositories/stored-files.ts'
import type { Schema } from '../schema.ts'

export function storedFileRepository(db: Kysely<Schema>): StoredFileRepository {
  function filesOf(kind: StoredFileKind) {
    if (kind === 'derived') {
      return db.selectFrom('derived').select(['storage_key', 'bytes', 'etag as digest']).as('file')
    }
    if (kind === 'waiting') {
      return db.selectFrom('pending_upload').select(['storage_key', 'bytes', 'sha256 as digest']).as('file')
    }
    const table = kind === 'original' ? 'asset' : 'asset_backup'
    return db.selectFrom(table).select(['storage_key', 'bytes', 'sha256 as digest']).as('file')
  }

  return {
    async listAfter(kind, storageKey, limit) {
      const rows = await db
        .selectFrom(filesOf(kind))
        .selectAll()
        .distinct()
        // A deleted asset whose backups are kept has no file, and an empty key.
        .where('storage_key', '>', storageKey ?? '')
        .orderBy('storage_key')
        .limit(limit)
        .execute()
      const algorithm = kind === 'derived' ? 'md5' : 'sha256'
      return rows.map((row) => ({
        storageKey: row.storage_key,
        bytes: Number(row.bytes),
        digest: { algorithm, value: row.digest },
      }))
    },
  }
}
