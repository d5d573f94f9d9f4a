/** Files made from assets, with an index of the named transformations that their chains use. */
import type { Kysely } from 'kysely'
import type { Derived } from '../../../domain/derived.ts'
import type { DerivedRepository } from '../../../ports/repositories/derived.ts'
import type { DerivedTable, Schema } from '../schema.ts'
import { compiledOnce } from './compiled.ts'

const BLANK: DerivedTable = {
  id: '',
  environment_id: '',
  asset_id: '',
  version_id: '',
  transformation: '',
  extension: '',
  file_key: '',
  storage_key: '',
  format: '',
  content_type: '',
  bytes: 0,
  width: 0,
  height: 0,
  etag: '',
  created_at: 0,
  last_used_at: 0,
  units: 0,
}
const COLUMNS = Object.keys(BLANK) as (keyof DerivedTable)[]

const byFileKey = compiledOnce((db) =>
  db.selectFrom('derived').selectAll().where('environment_id', '=', '').where('file_key', '=', '').limit(1),
)
const insertRow = compiledOnce((db) =>
  db
    .insertInto('derived')
    .values(BLANK)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)

export function derivedRepository(db: Kysely<Schema>): DerivedRepository {
  const select = () => db.selectFrom('derived').selectAll()
  return {
    async find(key) {
      const row = await select()
        .where('asset_id', '=', key.assetId)
        .where('version_id', '=', key.versionId)
        .where('file_key', '=', key.fileKey)
        .where('transformation', '=', key.transformation)
        .where('extension', '=', key.extension)
        .executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findByFileKey(environmentId, fileKey) {
      const [row] = await byFileKey(db, [environmentId, fileKey, 1])
      return row === undefined ? null : fromRow(row)
    },
    async findByStorageKey(storageKey) {
      const row = await select().where('storage_key', '=', storageKey).limit(1).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async listByAsset(assetId) {
      const rows = await select().where('asset_id', '=', assetId).orderBy('created_at').orderBy('id').execute()
      return rows.map(fromRow)
    },
    async pageByAsset(assetId, { after, limit }) {
      let page = select().where('asset_id', '=', assetId).orderBy('created_at').orderBy('id').limit(limit)
      if (after !== null) {
        page = page.where((row) =>
          row.or([
            row('created_at', '>', after.createdAt),
            row.and([row('created_at', '=', after.createdAt), row('id', '>', after.id)]),
          ]),
        )
      }
      return (await page.execute()).map(fromRow)
    },
    async findMany(environmentId, ids) {
      if (ids.length === 0) return []
      const rows = await select()
        .where('id', 'in', [...ids])
        .where('environment_id', '=', environmentId)
        .execute()
      return rows.map(fromRow)
    },
    async insert(derived) {
      const row = toRow(derived)
      const inserted = await insertRow(
        db,
        COLUMNS.map((column) => row[column]),
      )
      if (inserted.length === 0) return false
      const names = namesIn(derived.transformation)
      if (names.length === 0) return true
      const rows = names.map((name) => ({ environment_id: derived.environmentId, name, derived_id: derived.id }))
      await db.insertInto('derived_named').values(rows).execute()
      return true
    },
    async touch(ids, usedAt) {
      if (ids.length === 0) return
      await db
        .updateTable('derived')
        .set({ last_used_at: usedAt })
        .where('id', 'in', [...ids])
        .execute()
    },
    async deleteByAsset(assetId, options) {
      let query = db.deleteFrom('derived').where('asset_id', '=', assetId)
      if (options?.exceptVersionId !== undefined) query = query.where('version_id', '<>', options.exceptVersionId)
      return finishDelete(db, await query.returningAll().execute())
    },
    async deleteByNamedTransformation(environmentId, name) {
      const ids = db
        .selectFrom('derived_named')
        .select('derived_id')
        .where('environment_id', '=', environmentId)
        .where('name', '=', name)
      return finishDelete(db, await db.deleteFrom('derived').where('id', 'in', ids).returningAll().execute())
    },
    async deleteByIds(ids) {
      if (ids.length === 0) return []
      return finishDelete(
        db,
        await db
          .deleteFrom('derived')
          .where('id', 'in', [...ids])
          .returningAll()
          .execute(),
      )
    },
    async deleteByChain(environmentId, { transformation, extension }) {
      let deleted = db
        .deleteFrom('derived')
        .where('environment_id', '=', environmentId)
        .where('transformation', '=', transformation)
      if (extension !== null) deleted = deleted.where('extension', '=', extension)
      return finishDelete(db, await deleted.returningAll().execute())
    },
    async listBy(environmentId, by, { after, limit }) {
      let page = select().where('environment_id', '=', environmentId).orderBy('id').limit(limit)
      if (after !== null) page = page.where('id', '>', after)
      if ('chain' in by) {
        page = page.where('transformation', '=', by.chain.transformation)
        if (by.chain.extension !== null) page = page.where('extension', '=', by.chain.extension)
      } else {
        const ids = db
          .selectFrom('derived_named')
          .select('derived_id')
          .where('environment_id', '=', environmentId)
          .where('name', '=', by.named)
        page = page.where('id', 'in', ids)
      }
      return (await page.execute()).map(fromRow)
    },
    async findStale({ after, limit }) {
      let page = select().orderBy('id').limit(limit)
      if (after !== null) page = page.where('id', '>', after)
      const rows = await page.execute()
      const current = await currentVersions(db, [...new Set(rows.map((row) => row.asset_id))])
      const stale = rows.filter((row) => current.get(row.asset_id) !== row.version_id)
      return { stale: stale.map(fromRow), last: rows.length < limit ? null : (rows.at(-1)?.id ?? null) }
    },
    async totalBytes() {
      // Rows of equal meaning share one file, which counts once.
      const files = db.selectFrom('derived').select(['storage_key', 'bytes']).groupBy(['storage_key', 'bytes'])
      const row = await db
        .selectFrom(files.as('file'))
        .select((expression) => expression.fn.sum<number | null>('file.bytes').as('bytes'))
        .executeTakeFirstOrThrow()
      return Number(row.bytes ?? 0)
    },
    async leastRecentlyUsed(limit) {
      const rows = await select().orderBy('last_used_at').orderBy('id').limit(limit).execute()
      return rows.map(fromRow)
    },
  }
}

async function currentVersions(db: Kysely<Schema>, assetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (assetIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('asset')
    .select(['id', 'version_id'])
    .where('id', 'in', [...assetIds])
    .where((expression) =>
      expression.or([expression('placeholder', 'is', null), expression('placeholder', '<>', 'deleted')]),
    )
    .execute()
  return new Map(rows.map((row) => [row.id, row.version_id]))
}

async function finishDelete(db: Kysely<Schema>, rows: readonly DerivedTable[]): Promise<readonly Derived[]> {
  const ids = rows.filter((row) => namesIn(row.transformation).length > 0).map((row) => row.id)
  if (ids.length > 0) await db.deleteFrom('derived_named').where('derived_id', 'in', ids).execute()
  return rows.map(fromRow)
}

/** Names in `t_` parameters, at any depth of the chain; `t_a.b` names two. */
function namesIn(transformation: string): readonly string[] {
  const names = transformation
    .split(/[/,]/)
    .filter((parameter) => parameter.startsWith('t_'))
    .flatMap((parameter) => parameter.slice(2).split('.'))
  return [...new Set(names.filter((name) => name !== ''))]
}

function toRow(derived: Derived): DerivedTable {
  return {
    id: derived.id,
    environment_id: derived.environmentId,
    asset_id: derived.assetId,
    version_id: derived.versionId,
    transformation: derived.transformation,
    extension: derived.extension,
    file_key: derived.fileKey,
    storage_key: derived.storageKey,
    format: derived.format,
    content_type: derived.contentType,
    bytes: derived.bytes,
    width: derived.width,
    height: derived.height,
    etag: derived.etag,
    created_at: derived.createdAt,
    last_used_at: derived.lastUsedAt,
    units: derived.units,
  }
}

function fromRow(row: DerivedTable): Derived {
  return {
    id: row.id,
    environmentId: row.environment_id,
    assetId: row.asset_id,
    versionId: row.version_id,
    transformation: row.transformation,
    extension: row.extension,
    fileKey: row.file_key,
    storageKey: row.storage_key,
    format: row.format,
    contentType: row.content_type,
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    etag: row.etag,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    units: row.units,
  }
}
