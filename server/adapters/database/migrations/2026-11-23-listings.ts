/** Folders with the number of their assets, and what listings are read from: newest first, by tag, context, moderation. */
import { createHash, randomBytes } from 'node:crypto'
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const listings: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex('asset_newest')
      .on('asset')
      .columns(['environment_id', 'resource_type', 'type', 'created_at', 'id'])
      .execute()
    await db.schema
      .createIndex('asset_folder_newest')
      .on('asset')
      .columns(['environment_id', 'asset_folder', 'created_at', 'id'])
      .execute()
    await remakeTags(db)
    await createEntries(db)
    await createFolders(db)
    const rows = db as Kysely<Rows>
    await placeInFixedFolders(rows)
    await fillEntries(rows)
    await fillFolders(rows)
  },
}

/** Tags in the order of their assets' creation, so that a page is one range. */
async function remakeTags(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('asset_tag_new')
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('asset_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('asset_tag_order', ['environment_id', 'resource_type', 'tag', 'created_at', 'asset_id'])
    .execute()
  await sql`insert into asset_tag_new (environment_id, resource_type, tag, created_at, asset_id)
    select t.environment_id, t.resource_type, t.tag, a.created_at, t.asset_id
    from asset_tag t join asset a on a.id = t.asset_id`.execute(db)
  await db.schema.dropTable('asset_tag').execute()
  await db.schema.alterTable('asset_tag_new').renameTo('asset_tag').execute()
  await db.schema.createIndex('asset_tag_asset').on('asset_tag').column('asset_id').execute()
}

async function createEntries(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('asset_entry')
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('asset_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('asset_entry_order', [
      'environment_id',
      'resource_type',
      'entry',
      'created_at',
      'asset_id',
    ])
    .execute()
  await db.schema.createIndex('asset_entry_asset').on('asset_entry').column('asset_id').execute()
}

async function createFolders(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('folder')
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addColumn('path', 'text', (column) => column.notNull())
    .addColumn('parent', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('external_id', 'text', (column) => column.notNull())
    .addColumn('asset_count', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('folder_key', ['environment_id', 'path'])
    .execute()
  await db.schema.createIndex('folder_parent').on('folder').columns(['environment_id', 'parent', 'path']).execute()
  await db.schema
    .createIndex('folder_external_id')
    .unique()
    .on('folder')
    .columns(['environment_id', 'external_id'])
    .execute()
}

interface Rows {
  readonly environment: { readonly id: string; readonly settings_json: string }
  readonly asset: {
    readonly id: string
    readonly environment_id: string
    readonly resource_type: string
    readonly type: string
    readonly public_id: string
    readonly asset_folder: string
    readonly placeholder: string | null
    readonly context_json: string
    readonly moderation_json: string
    readonly created_at: number
  }
  readonly asset_entry: {
    readonly environment_id: string
    readonly resource_type: string
    readonly entry: string
    readonly created_at: number
    readonly asset_id: string
  }
  readonly folder: {
    readonly environment_id: string
    readonly path: string
    readonly parent: string
    readonly name: string
    readonly external_id: string
    readonly asset_count: number
    readonly created_at: number
  }
}

type AssetRow = Rows['asset']

/** Where folders are part of public ids, assets lie where their public id says. */
async function placeInFixedFolders(db: Kysely<Rows>): Promise<void> {
  const environments = await db.selectFrom('environment').selectAll().execute()
  const isFixed = ({ settings_json }: Rows['environment']) => JSON.parse(settings_json).folderMode === 'fixed'
  const fixed = new Set(environments.filter(isFixed).map(({ id }) => id))
  for await (const asset of everyAsset(db)) {
    const folder = asset.public_id.slice(0, Math.max(0, asset.public_id.lastIndexOf('/')))
    const isStored = ['upload', 'private', 'authenticated'].includes(asset.type)
    if (!fixed.has(asset.environment_id) || !isStored || folder === '') continue
    await db.updateTable('asset').set({ asset_folder: folder }).where('id', '=', asset.id).execute()
  }
}

async function fillEntries(db: Kysely<Rows>): Promise<void> {
  for await (const asset of everyAsset(db)) {
    if (asset.placeholder === 'deleted') continue
    const { environment_id, resource_type, created_at, id: asset_id } = asset
    const rows = entriesOf(asset).map((entry) => ({ environment_id, resource_type, entry, created_at, asset_id }))
    if (rows.length > 0) await db.insertInto('asset_entry').values(rows).execute()
  }
}

/** As repositories wrote them on the day of this migration. */
function entriesOf({ context_json, moderation_json }: AssetRow): readonly string[] {
  const context = JSON.parse(context_json) as Record<string, string>
  const moderation = JSON.parse(moderation_json) as readonly { readonly kind: string; readonly status: string }[]
  const hashed = (...parts: readonly string[]) =>
    createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
  const entries = [
    ...Object.entries(context).flatMap(([key, value]) => [hashed('context', key), hashed('context', key, value)]),
    ...moderation.map(({ kind, status }) => hashed('moderation', kind, status)),
  ]
  return [...new Set(entries)]
}

async function fillFolders(db: Kysely<Rows>): Promise<void> {
  const folders = new Map<string, { environment: string; path: string; count: number; createdAt: number }>()
  for await (const { environment_id: environment, asset_folder: path, placeholder, created_at } of everyAsset(db)) {
    for (const ancestor of withAncestors(path)) {
      const key = JSON.stringify([environment, ancestor])
      const folder = folders.get(key) ?? { environment, path: ancestor, count: 0, createdAt: created_at }
      folders.set(key, folder)
      folder.createdAt = Math.min(folder.createdAt, created_at)
      if (ancestor === path && placeholder !== 'deleted') folder.count++
    }
  }
  for (const { environment, path, count, createdAt } of folders.values()) {
    const slash = path.lastIndexOf('/')
    const row = {
      environment_id: environment,
      path,
      parent: path.slice(0, Math.max(0, slash)),
      name: path.slice(slash + 1),
      external_id: randomBytes(16).toString('hex'),
      asset_count: count,
      created_at: createdAt,
    }
    await db.insertInto('folder').values(row).execute()
  }
}

function withAncestors(path: string): readonly string[] {
  const names = path.split('/')
  return path === '' ? [''] : ['', ...names.map((_, index) => names.slice(0, index + 1).join('/'))]
}

async function* everyAsset(db: Kysely<Rows>): AsyncGenerator<AssetRow> {
  let after = ''
  for (;;) {
    const page = await db.selectFrom('asset').selectAll().where('id', '>', after).orderBy('id').limit(1000).execute()
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
