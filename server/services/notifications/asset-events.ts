/**
 * What changed about assets, as events. Every change of a request is told at once: one event of each kind, with all the
 * assets that it is about.
 */
import type { Asset } from '../../domain/asset.ts'
import type { NotificationType } from '../../domain/notification.ts'
import { whereaboutsOf } from '../../domain/whereabouts.ts'
import type { Repositories } from '../../ports/database.ts'
import { presentRule } from '../../present/asset.ts'
import type { Notify } from './notification-types.ts'

export interface AssetChangeStep {
  readonly before: Asset
  readonly after: Asset
}

/** An asset as notifications name it. */
export function namedResource({ resourceType, type, id, publicId, version }: Asset) {
  return { resource_type: resourceType, type, asset_id: id, public_id: publicId, version }
}

/** Tells of what differs. To be called in the transaction of the change. */
export async function tellOfChanges(
  tables: Repositories,
  steps: readonly AssetChangeStep[],
  notify: Notify,
): Promise<void> {
  const environmentId = steps[0]?.after.environmentId
  if (environmentId === undefined) return
  for (const { type, form, change } of KINDS) {
    const changed = steps.flatMap((step) => {
      const body = change(step)
      return body === null ? [] : [{ step, body }]
    })
    if (changed.length === 0) continue
    const body = { resources: form === 'list' ? listed(changed) : byPublicId(changed) }
    await notify(tables, { environmentId, type, body, whereabouts: whereaboutsOf(changed.map(({ step }) => step)) })
  }
}

type Body = Readonly<Record<string, unknown>>
type Changed = readonly { readonly step: AssetChangeStep; readonly body: Body }[]

/** The contract wants some of them as lists, some by public id. */
const KINDS: readonly {
  readonly type: NotificationType
  readonly form: 'list' | 'by-public-id'
  /** Null: that did not change. */
  readonly change: (step: AssetChangeStep) => Body | null
}[] = [
  { type: 'resource_tags_changed', form: 'list', change: tagsChange },
  {
    type: 'resource_context_changed',
    form: 'by-public-id',
    change: ({ before, after }) => pairsChange(before.context, after.context),
  },
  {
    type: 'resource_metadata_changed',
    form: 'by-public-id',
    change: ({ before, after }) => pairsChange(before.metadata, after.metadata),
  },
  { type: 'resource_display_name_changed', form: 'list', change: displayNameChange },
  { type: 'access_control_changed', form: 'list', change: accessChange },
  { type: 'move', form: 'by-public-id', change: folderChange },
]

function plainName({ after }: AssetChangeStep) {
  const { resource_type, type, asset_id, public_id } = namedResource(after)
  return { resource_type, type, asset_id, public_id }
}

function tagsChange(step: AssetChangeStep): Body | null {
  const { tags: before } = step.before
  const { tags: after } = step.after
  const added = after.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !after.includes(tag))
  return added.length + removed.length === 0 ? null : { added, removed, updated: [] }
}

function displayNameChange({ before, after }: AssetChangeStep): Body | null {
  return before.displayName === after.displayName ? null : { new_display_name: after.displayName }
}

function accessChange({ before, after }: AssetChangeStep): Body | null {
  const isSame =
    before.accessMode === after.accessMode &&
    JSON.stringify(before.accessControl) === JSON.stringify(after.accessControl)
  if (isSame) return null
  const rules = after.accessControl.map(presentRule)
  return { access_mode: after.accessMode, access_control: rules }
}

function folderChange({ before, after }: AssetChangeStep): Body | null {
  if (before.assetFolder === after.assetFolder) return null
  return {
    from_asset_folder: before.assetFolder,
    to_asset_folder: after.assetFolder,
    display_name: after.displayName,
  }
}

function listed(changed: Changed): readonly Body[] {
  return changed.map(({ step, body }) => ({ ...plainName(step), ...body }))
}

function byPublicId(changed: Changed): Body {
  return Object.fromEntries(
    changed.map(({ step, body }) => {
      const { public_id: publicId, ...name } = plainName(step)
      return [publicId, { ...name, ...body }]
    }),
  )
}

function pairsChange(before: Body, after: Body): Body | null {
  const has = (values: Body, name: string) => Object.hasOwn(values, name)
  const list = (values: Body, isMeant: (name: string) => boolean) =>
    Object.entries(values).flatMap(([name, value]) => (isMeant(name) ? [{ name, value }] : []))
  const added = list(after, (name) => !has(before, name))
  const removed = list(before, (name) => !has(after, name))
  const updated = list(
    after,
    (name) => has(before, name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return added.length + removed.length + updated.length === 0 ? null : { added, removed, updated }
}
