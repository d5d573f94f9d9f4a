/** Tags and context of many assets at once. All of a request changes, or nothing. */
import type { Asset, ResourceType, StoredType } from '../../domain/asset.ts'
import { withTimes } from '../../domain/last-updated.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { tellOfChanges } from '../notifications/asset-events.ts'
import { readContext, readTags } from '../upload/asset-attributes.ts'
import { type AssetChange, isReached } from './asset-types.ts'

const MOST_PUBLIC_IDS = 1_000

export interface Selection {
  readonly environmentId: string
  readonly resourceType: ResourceType
  readonly type: StoredType
  /** Those beyond the first 1000 are left alone; unknown ones do not count. */
  readonly publicIds: readonly string[]
}

export interface TagsRequest extends Selection {
  readonly command: 'add' | 'remove' | 'remove_all' | 'replace' | 'set_exclusive'
  readonly tags: readonly string[]
}

/** Public ids of the assets that changed. */
export async function changeTags(request: TagsRequest, dependencies: AssetChange): Promise<readonly string[]> {
  const { command } = request
  const tags = readTags(request.tags)
  if (tags.length === 0 && command !== 'remove_all') throw new InvalidParameterError('Missing required parameter - tag')
  const cleared = command === 'set_exclusive' ? await clearFromOthers(request, tags, dependencies) : []
  const changed = await changeMany(request, dependencies, (asset) => {
    const next = nextTags(asset.tags, tags, command)
    return sameList(next, asset.tags) ? null : { ...asset, tags: next }
  })
  return [...new Set([...cleared, ...changed])]
}

export interface ContextRequest extends Selection {
  readonly command: 'add' | 'remove_all'
  readonly context: Readonly<Record<string, string>>
}

/** Public ids of the assets that changed. An empty value deletes its key. */
export async function changeContext(request: ContextRequest, dependencies: AssetChange): Promise<readonly string[]> {
  const { command, context } = request
  if (command === 'add' && Object.keys(context).length === 0) {
    throw new InvalidParameterError('Missing required parameter - context')
  }
  return changeMany(request, dependencies, (asset) => {
    const next = command === 'remove_all' ? {} : readContext({ ...asset.context, ...context })
    return JSON.stringify(next) === JSON.stringify(asset.context) ? null : { ...asset, context: next }
  })
}

/** Each once, those that count. @throws InvalidParameterError when there are none */
export function readPublicIds(publicIds: readonly string[]): readonly string[] {
  const wanted = [...new Set(publicIds)].slice(0, MOST_PUBLIC_IDS)
  if (wanted.length === 0) throw new InvalidParameterError('Missing required parameter - public_ids')
  return wanted
}

async function changeMany(
  { environmentId, resourceType, type, publicIds }: Selection,
  { database, derivations, clock, notify, within }: AssetChange,
  change: (asset: Asset) => Asset | null,
): Promise<readonly string[]> {
  const wanted = readPublicIds(publicIds)
  const changed = await database.transaction(async (tables) => {
    const assets = await tables.assets.findMany({ environmentId, resourceType, type }, wanted)
    const steps = assets.flatMap((before) => {
      const after = isReached(before, within) ? change(before) : null
      return after === null ? [] : [{ before, after }]
    })
    for (const { before, after } of steps) await tables.assets.update(withTimes(before, after, clock.now()))
    await tellOfChanges(tables, steps, notify)
    return steps.map(({ after }) => after)
  })
  for (const asset of changed) derivations.forget(asset)
  const names = new Set(changed.map(({ publicId }) => publicId))
  return wanted.filter((publicId) => names.has(publicId))
}

async function clearFromOthers(
  { environmentId, resourceType, type, publicIds }: Selection,
  tags: readonly string[],
  { database, derivations, clock, notify, within }: AssetChange,
): Promise<readonly string[]> {
  const kept = new Set(publicIds)
  const cleared = await database.transaction(async (tables) => {
    const holders = new Map<string, Asset>()
    for (const tag of tags) {
      for (const asset of await tables.assets.listByTag({ environmentId, resourceType, type }, tag)) {
        if (!kept.has(asset.publicId) && isReached(asset, within)) holders.set(asset.id, asset)
      }
    }
    const steps = [...holders.values()].map((before) => {
      const left = before.tags.filter((tag) => !tags.includes(tag))
      return { before, after: withTimes(before, { ...before, tags: left }, clock.now()) }
    })
    for (const { after } of steps) await tables.assets.update(after)
    await tellOfChanges(tables, steps, notify)
    return [...holders.values()]
  })
  for (const asset of cleared) derivations.forget(asset)
  return cleared.map(({ publicId }) => publicId)
}

export function nextTags(
  current: readonly string[],
  given: readonly string[],
  command: TagsRequest['command'],
): readonly string[] {
  switch (command) {
    case 'add':
    case 'set_exclusive':
      return [...new Set([...current, ...given])]
    case 'remove':
      return current.filter((tag) => !given.includes(tag))
    case 'replace':
      return given
    case 'remove_all':
      return []
  }
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((entry, index) => entry === right[index])
}
