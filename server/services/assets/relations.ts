/** Relates assets, or ends their relation. Each of the others has an outcome of its own. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { whereabouts } from '../../domain/whereabouts.ts'
import type { Repositories } from '../../ports/database.ts'
import { namedResource } from '../notifications/asset-events.ts'
import { type AssetReference, locateAsset } from './asset-reference.ts'
import type { AssetChange } from './asset-types.ts'

export type RelationCode =
  | 'success_ids'
  | 'already_exists_ids'
  | 'non_existing_ids'
  | 'invalid_ids'
  | 'invalid_relate_to_self_id'
  | 'relation_does_not_exist_ids'

export interface RelationOutcome {
  /** As it was named. */
  readonly asset: string
  readonly code: RelationCode
}

export interface RelationRequest {
  readonly environment: ProductEnvironment
  readonly subject: AssetReference
  /** `<resource type>/<type>/<public id>`, or asset ids when the subject is named by one. */
  readonly others: readonly string[]
}

/** @throws NotFoundError when the subject is not there */
export function relate(request: RelationRequest, dependencies: AssetChange): Promise<readonly RelationOutcome[]> {
  return forEachOther('relate', request, dependencies, async ({ relations }, subject, other) => {
    const { environmentId, id } = subject
    if (other.id === id) return 'invalid_relate_to_self_id'
    if (await relations.has(environmentId, id, other.id)) return 'already_exists_ids'
    await relations.add(environmentId, id, other.id)
    return 'success_ids'
  })
}

/** @throws NotFoundError when the subject is not there */
export function unrelate(request: RelationRequest, dependencies: AssetChange): Promise<readonly RelationOutcome[]> {
  return forEachOther('unrelate', request, dependencies, async ({ relations }, subject, other) => {
    const wasThere = await relations.remove(subject.environmentId, subject.id, other.id)
    return wasThere ? 'success_ids' : 'relation_does_not_exist_ids'
  })
}

async function forEachOther(
  as: 'relate' | 'unrelate',
  { environment, subject, others }: RelationRequest,
  { database, notify }: AssetChange,
  change: (tables: Repositories, subject: Asset, other: Asset) => Promise<RelationCode>,
): Promise<readonly RelationOutcome[]> {
  const isById = typeof subject === 'string'
  return database.transaction(async (tables) => {
    const located = await locateAsset(subject, environment, { database: tables })
    const outcomes: RelationOutcome[] = []
    for (const asset of new Set(others)) {
      outcomes.push({ asset, code: await outcomeOf(asset, located, tables) })
    }
    const assets = outcomes.flatMap(({ asset, code }) => (code === 'success_ids' ? [asset] : []))
    if (assets.length > 0) {
      const body = { ...namedResource(located), action: as, assets }
      const type = 'related_assets'
      await notify(tables, { environmentId: environment.id, type, body, whereabouts: whereabouts(located) })
    }
    return outcomes
  })

  async function outcomeOf(named: string, located: Asset, tables: Repositories): Promise<RelationCode> {
    const reference = isById ? referenceById(named) : referenceByName(named, environment)
    if (reference === null) return 'invalid_ids'
    const other =
      typeof reference === 'string'
        ? await tables.assets.findById(environment.id, reference)
        : await tables.assets.find(reference)
    return other === null ? 'non_existing_ids' : change(tables, located, other)
  }
}

function referenceById(text: string): AssetReference | null {
  return /^[0-9a-f]{32}$/.test(text) ? text : null
}

const NAME = /^(image|video|raw)\/([a-z_]+)\/(.+)$/s

function referenceByName(text: string, { id }: ProductEnvironment): AssetReference | null {
  const [, resourceType, type, publicId] = NAME.exec(text) ?? []
  if (resourceType === undefined || type === undefined || publicId === undefined) return null
  return {
    environmentId: id,
    resourceType: resourceType as Asset['resourceType'],
    type: type as Asset['type'],
    publicId,
  }
}
