/** Pages of assets, each one range of an index: `test/server/adapters/database/query-plans.test.ts` looks at the plans. */
import { type ExpressionBuilder, type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { Asset, StoredType } from '../../../domain/asset.ts'
import type {
  AssetListingRepository,
  ListingScope,
  TimePage,
  TypedScope,
} from '../../../ports/repositories/asset-listings.ts'
import type { AssetTable, Schema } from '../schema.ts'
import { contextEntry, moderationEntry } from './asset-entries.ts'
import { assetFromRow } from './asset-row.ts'
import { assetsById } from './assets-by-id.ts'
import { liesIn } from './folder-range.ts'
import { afterPrefix } from './prefix-range.ts'

type TagQuery = SelectQueryBuilder<Schema, 'asset_tag', { tag: string | null }>
type Range = (query: AssetQuery) => AssetQuery
type AssetQuery = SelectQueryBuilder<Schema, 'asset', AssetTable>

/** Complete by `satisfies`: a listing of all types reads one range for each. */
const TYPES = Object.keys({
  upload: true,
  private: true,
  authenticated: true,
  fetch: true,
  text: true,
  list: true,
  sprite: true,
  multi: true,
  asset: true,
} satisfies Record<StoredType, true>)

export function assetListingRepository(db: Kysely<Schema>): AssetListingRepository {
  const ofType = ({ environmentId, resourceType }: ListingScope, type: string): AssetQuery =>
    db
      .selectFrom('asset')
      .selectAll()
      .where('environment_id', '=', environmentId)
      .where('resource_type', '=', resourceType)
      .where('type', '=', type)

  /** The page of one range, or of one for each type, merged. */
  async function pageOf(scope: TypedScope, select: Range, order: Range): Promise<readonly Asset[]> {
    const page = (type: string) => order(select(ofType(scope, type)))
    if (scope.type !== undefined) return (await page(scope.type).execute()).map(assetFromRow)
    const [first, ...rest] = TYPES.map((type) => db.selectFrom(page(type).as('range')).selectAll('range'))
    if (first === undefined) throw new Error('A listing of no type')
    const union = rest.reduce((all, query) => all.unionAll(query), first)
    const merged = db.selectFrom(union.as('asset')).selectAll('asset') as unknown as AssetQuery
    return (await order(merged).execute()).map(assetFromRow)
  }

  async function byEntry(
    table: 'asset_tag' | 'asset_entry',
    column: 'tag' | 'entry',
    scope: ListingScope,
    value: string,
    { direction, after, limit }: TimePage,
  ) {
    // The page is found in the index alone, then its assets are fetched.
    let page = db
      .selectFrom(table)
      .select(['asset_id', 'created_at'])
      .where('environment_id', '=', scope.environmentId)
      .where('resource_type', '=', scope.resourceType)
      .where(sql.ref(column), '=', value)
      .orderBy('created_at', direction)
      .orderBy('asset_id', direction)
      .limit(limit)
    if (after !== null) {
      page = page.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('created_at', 'asset_id'), behind(direction), tuple(after.createdAt, after.id)),
      )
    }
    const rows = await db
      .selectFrom(page.as('page'))
      .innerJoin('asset', 'asset.id', 'page.asset_id')
      .selectAll('asset')
      .orderBy('page.created_at', direction)
      .orderBy('page.asset_id', direction)
      .execute()
    return rows.map(assetFromRow)
  }

  return {
    byTime: (scope, page) =>
      pageOf(
        scope,
        (query) => {
          const range = behindPlace(query, page)
          return page.since === undefined ? range : range.where('created_at', '>=', page.since)
        },
        (query) => orderedByTime(query, page),
      ),
    byPrefix(scope, prefix, { direction, after, limit }) {
      const end = afterPrefix(prefix)
      return pageOf(
        scope,
        (query) => {
          let range = query.where('public_id', '>=', prefix)
          if (end !== null) range = range.where('public_id', '<', end)
          if (after === null) return range
          return range.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('public_id', 'id'), behind(direction), tuple(after.publicId, after.id)),
          )
        },
        // Ids only matter between types: inside one a public id is there once.
        (query) => query.orderBy('public_id', direction).orderBy('id', direction).limit(limit),
      )
    },
    async byPublicIds({ environmentId, resourceType, type }, publicIds) {
      if (publicIds.length === 0) return []
      const rows = await db
        .selectFrom('asset')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('resource_type', '=', resourceType)
        .where('type', 'in', type === undefined ? TYPES : [type])
        .where('public_id', 'in', [...publicIds])
        .execute()
      return newestFirst(rows)
    },
    byIds: async (environmentId, ids) => newestFirst(await assetsById(db, environmentId, ids)),
    byTag: (scope, tag, page) => byEntry('asset_tag', 'tag', scope, tag, page),
    byContext: (scope, { key, value }, page) => byEntry('asset_entry', 'entry', scope, contextEntry(key, value), page),
    byModeration: (scope, { kind, status }, page) =>
      byEntry('asset_entry', 'entry', scope, moderationEntry(kind, status), page),
    async inFolder(environmentId, path, page) {
      const query = db
        .selectFrom('asset')
        .selectAll()
        .where('environment_id', '=', environmentId)
        .where('asset_folder', '=', path)
        .where((expression) => isLive(expression))
      return (await orderedByTime(behindPlace(query, page), page).execute()).map(assetFromRow)
    },
    async tags({ environmentId, resourceType }, { prefix, folder, after, limit }) {
      const end = afterPrefix(prefix)
      if (folder !== null) return tagsIn(folder)
      const least = (bound: (query: TagQuery) => TagQuery) => {
        const own = db
          .selectFrom('asset_tag')
          .select((expression) => expression.fn.min<string | null>('tag').as('tag'))
          .where('environment_id', '=', environmentId)
          .where('resource_type', '=', resourceType)
        return bound(end === null ? own : own.where('tag', '<', end))
      }
      const first = least((query) =>
        after === null ? query.where('tag', '>=', prefix) : query.where('tag', '>', after).where('tag', '>=', prefix),
      )
      // From tag to tag, whatever the number of assets behind each: a plain DISTINCT reads them all.
      const rows = await db
        .withRecursive('walk(tag)', (walking) =>
          walking
            .selectFrom(first.as('first'))
            .select('first.tag')
            .unionAll(
              walking
                .selectFrom('walk')
                .select(least((query) => query.where('asset_tag.tag', '>', sql.ref<string>('walk.tag'))).as('tag'))
                .where('walk.tag', 'is not', null),
            ),
        )
        .selectFrom('walk')
        .select('tag')
        .where('tag', 'is not', null)
        .$narrowType<{ tag: string }>()
        .limit(limit)
        .execute()
      return rows.map((row) => row.tag)

      async function tagsIn(path: string): Promise<readonly string[]> {
        const found = await db
          .selectFrom('asset')
          .innerJoin('asset_tag', 'asset_tag.asset_id', 'asset.id')
          .select('asset_tag.tag')
          .distinct()
          .where('asset.environment_id', '=', environmentId)
          .where(liesIn(path))
          .where('asset_tag.environment_id', '=', environmentId)
          .where('asset_tag.resource_type', '=', resourceType)
          .where('asset_tag.tag', '>=', prefix)
          .$if(end !== null, (query) => query.where('asset_tag.tag', '<', end ?? ''))
          .$if(after !== null, (query) => query.where('asset_tag.tag', '>', after ?? ''))
          .orderBy('asset_tag.tag')
          .limit(limit)
          .execute()
        return found.map(({ tag }) => tag)
      }
    },
  }
}

function orderedByTime(query: AssetQuery, { direction, limit }: TimePage): AssetQuery {
  return query.orderBy('created_at', direction).orderBy('id', direction).limit(limit)
}

function behindPlace(query: AssetQuery, { direction, after }: TimePage): AssetQuery {
  if (after === null) return query
  return query.where(({ eb, refTuple, tuple }) =>
    eb(refTuple('created_at', 'id'), behind(direction), tuple(after.createdAt, after.id)),
  )
}

/** Sorted here: asked for an order, SQLite reads all assets in that order instead of the named ones. */
function newestFirst(rows: readonly AssetTable[]): readonly Asset[] {
  return rows
    .toSorted((left, right) => right.created_at - left.created_at || (left.id < right.id ? 1 : -1))
    .map(assetFromRow)
}

function behind(direction: TimePage['direction']): '<' | '>' {
  return direction === 'asc' ? '>' : '<'
}

function isLive(expression: ExpressionBuilder<Schema, 'asset'>) {
  return expression.or([expression('placeholder', 'is', null), expression('placeholder', '<>', 'deleted')])
}
