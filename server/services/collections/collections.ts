/** Collections: made, filled, ordered. */
import type { Asset } from '../../domain/asset.ts'
import type { Collection, CollectionPlace } from '../../domain/collection.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { boundCursor } from '../listing/bound-cursor.ts'

export interface CollectionDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
}

export interface CollectionDefinition {
  readonly name: string
  readonly description?: string | undefined
  readonly assetIds?: readonly string[] | undefined
}

export interface PageRequest {
  readonly maxResults: number
  readonly nextCursor?: string | undefined
  /** Only what lies there or below is shown, of collections that have something there; null: everything. */
  readonly folder: string | null
}

const MOST_COLLECTIONS = 1_000
const MOST_ASSETS = 10_000
/** Between neighbours: most insertions need nobody else to move. */
const GAP = 1_000

export async function listCollections(
  environmentId: string,
  { maxResults, nextCursor, folder }: PageRequest,
  { database }: CollectionDependencies,
) {
  const cursor = boundCursor(['collections', environmentId, folder], 2)
  const [name = '', id = ''] = cursor.read(nextCursor) ?? []
  const all = (await database.collections.list(environmentId, folder))
    .filter(({ assetCount }) => folder === null || assetCount > 0)
    .toSorted(byName)
  const rest = nextCursor === undefined ? all : all.filter((each) => byName(each, { name, id }) > 0)
  const page = rest.slice(0, maxResults)
  const last = page.at(-1)
  const isMore = rest.length > page.length && last !== undefined
  return { page, totalCount: all.length, nextCursor: isMore ? cursor.write(last.name, last.id) : null }
}

export async function createCollection(
  environmentId: string,
  { name, description, assetIds = [] }: CollectionDefinition,
  { database, clock, random }: CollectionDependencies,
): Promise<Collection> {
  const now = clock.now()
  const collection: Collection = {
    ...{ id: random.hex(32), environmentId, name, description: description || null },
    ...{ createdAt: now, updatedAt: now },
  }
  return database.transaction(async (tables) => {
    if ((await tables.collections.count(environmentId)) >= MOST_COLLECTIONS) {
      throw new InvalidParameterError(`A product environment has at most ${MOST_COLLECTIONS} collections`)
    }
    await tables.collections.insert(collection)
    const found = await existing(environmentId, assetIds, tables)
    await tables.collections.put(environmentId, collection.id, placesFrom(0, found))
    return collection
  })
}

export async function updateCollection(
  environmentId: string,
  id: string,
  { name, description }: { readonly name?: string | undefined; readonly description?: string | null | undefined },
  { database, clock }: CollectionDependencies,
): Promise<Collection> {
  return database.transaction(async (tables) => {
    const current = await collectionOf(environmentId, id, tables)
    const changed = {
      ...current,
      name: name ?? current.name,
      description: description === undefined ? current.description : description || null,
      updatedAt: clock.now(),
    }
    await tables.collections.update(changed)
    return changed
  })
}

export async function deleteCollection(
  environmentId: string,
  id: string,
  { database }: CollectionDependencies,
): Promise<void> {
  const isGone = await database.transaction(({ collections }) => collections.delete(environmentId, id))
  if (!isGone) throw notFound(id)
}

export async function listAssets(
  environmentId: string,
  id: string,
  { maxResults, nextCursor, folder }: PageRequest,
  { database }: CollectionDependencies,
): Promise<{ readonly assets: readonly Asset[]; readonly nextCursor: string | null }> {
  await collectionOf(environmentId, id, database)
  const cursor = boundCursor(['collection', environmentId, id, folder], 2)
  const after = placeOf(cursor.read(nextCursor))
  const places = await database.collections.places(environmentId, id, { folder, after, limit: maxResults + 1 })
  if (folder !== null && nextCursor === undefined && places.length === 0) throw notFound(id)
  const page = places.slice(0, maxResults)
  const last = page.at(-1)
  const found = await database.listings.byIds(
    environmentId,
    page.map(({ assetId }) => assetId),
  )
  const byId = new Map(found.map((asset) => [asset.id, asset]))
  return {
    assets: page.map(({ assetId }) => byId.get(assetId)).filter((asset) => asset !== undefined),
    nextCursor:
      places.length > page.length && last !== undefined ? cursor.write(String(last.position), last.assetId) : null,
  }
}

export async function addAssets(
  environmentId: string,
  id: string,
  { assetIds, before }: { readonly assetIds: readonly string[]; readonly before?: string | undefined },
  { database, clock }: CollectionDependencies,
): Promise<{ readonly added: readonly string[]; readonly notFound: readonly string[] }> {
  return database.transaction(async (tables) => {
    const collection = await collectionOf(environmentId, id, tables)
    const found = await existing(environmentId, assetIds, tables)
    const { collections } = tables
    await collections.remove(environmentId, id, found)
    if ((await collections.size(environmentId, id)) + found.length > MOST_ASSETS) {
      throw new InvalidParameterError(`A collection holds at most ${MOST_ASSETS} assets`)
    }
    const start = await startFor(collection, before, found.length, tables)
    await collections.put(environmentId, id, placesFrom(start, found))
    await collections.update({ ...collection, updatedAt: clock.now() })
    const known = new Set(found)
    return { added: found, notFound: [...new Set(assetIds)].filter((assetId) => !known.has(assetId)) }
  })
}

export async function removeAssets(
  environmentId: string,
  id: string,
  assetIds: readonly string[],
  { database, clock }: CollectionDependencies,
): Promise<readonly string[]> {
  return database.transaction(async (tables) => {
    const collection = await collectionOf(environmentId, id, tables)
    const removed = await tables.collections.remove(environmentId, id, assetIds)
    await tables.collections.update({ ...collection, updatedAt: clock.now() })
    return removed
  })
}

/** Where so many assets go, which are not in it any more. */
async function startFor(
  { environmentId, id }: Collection,
  before: string | undefined,
  many: number,
  { collections }: Repositories,
): Promise<number> {
  if (before === undefined) {
    const last = await collections.lastPosition(environmentId, id)
    return last === null ? 0 : last + GAP
  }
  const position = await collections.positionOf(environmentId, id, before)
  if (position === null) {
    throw new InvalidParameterError(
      `Invalid value ${before} for parameter before: expected an asset of the collection that is not being added`,
    )
  }
  await collections.makeRoom(environmentId, id, { from: position, by: many * GAP })
  return position
}

/** In the order in which they were asked for, each once. */
async function existing(
  environmentId: string,
  assetIds: readonly string[],
  { listings }: Pick<Repositories, 'listings'>,
): Promise<readonly string[]> {
  const unique = [...new Set(assetIds)]
  const assets = await listings.byIds(environmentId, unique)
  // Deleted ones whose backups are kept are among them.
  const found = new Set(assets.filter(({ placeholder }) => placeholder !== 'deleted').map(({ id }) => id))
  return unique.filter((assetId) => found.has(assetId))
}

function placesFrom(start: number, assetIds: readonly string[]): readonly CollectionPlace[] {
  return assetIds.map((assetId, index) => ({ assetId, position: start + index * GAP }))
}

function placeOf(key: readonly string[] | null): CollectionPlace | null {
  if (key === null) return null
  const [position = '', assetId = ''] = key
  if (!/^-?\d{1,15}$/.test(position)) throw new InvalidParameterError('Invalid value for parameter next_cursor')
  return { position: Number(position), assetId }
}

async function collectionOf(
  environmentId: string,
  id: string,
  { collections }: Pick<Repositories, 'collections'>,
): Promise<Collection> {
  const found = await collections.find(environmentId, id)
  if (found === null) throw notFound(id)
  return found
}

function notFound(id: string): NotFoundError {
  return new NotFoundError(`Cannot find collection with id ${id.slice(0, 100)}`)
}

interface Named {
  readonly name: string
  readonly id: string
}

function byName(left: Named, right: Named): number {
  if (left.name !== right.name) return left.name < right.name ? -1 : 1
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
}
