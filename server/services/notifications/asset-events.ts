/**
 * What changed about assets, as events. Every change of a request is told at once: one event of each kind, with all the
 * assets that it is about.
 */
import type { Asset } from '../../domain/asset.ts'
import type { NotificationType } from '../../domain/notification.ts'
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
  for (const [type, body] of eventsOf(steps)) await notify(tables, { environmentId, type, body })
}

type Body = Readonly<Record<string, unknown>>

function eventsOf(steps: readonly AssetChangeStep[]): readonly (readonly [NotificationType, Body])[] {
  const events: readonly (readonly [NotificationType, readonly unknown[] | Body])[] = [
    ['resource_tags_changed', steps.flatMap(tagsChange)],
    ['resource_context_changed', byPublicId(steps, ({ before, after }) => pairsChange(before.context, after.context))],
    [
      'resource_metadata_changed',
      byPublicId(steps, ({ before, after }) => pairsChange(before.metadata, after.metadata)),
    ],
    ['resource_display_name_changed', steps.flatMap(displayNameChange)],
    ['access_control_changed', steps.flatMap(accessChange)],
    ['move', byPublicId(steps, folderChange)],
  ]
  return events
    .filter(([, resources]) => Object.keys(resources).length > 0)
    .map(([type, resources]) => [type, { resources }] as const)
}

function plainName({ after }: AssetChangeStep) {
  const { resource_type, type, asset_id, public_id } = namedResource(after)
  return { resource_type, type, asset_id, public_id }
}

function tagsChange(step: AssetChangeStep): readonly Body[] {
  const { tags: before } = step.before
  const { tags: after } = step.after
  const added = after.filter((tag) => !before.includes(tag))
  const removed = before.filter((tag) => !after.includes(tag))
  return added.length + removed.length === 0 ? [] : [{ ...plainName(step), added, removed, updated: [] }]
}

function displayNameChange(step: AssetChangeStep): readonly Body[] {
  if (step.before.displayName === step.after.displayName) return []
  return [{ ...plainName(step), new_display_name: step.after.displayName }]
}

function accessChange(step: AssetChangeStep): readonly Body[] {
  const { before, after } = step
  const isSame =
    before.accessMode === after.accessMode &&
    JSON.stringify(before.accessControl) === JSON.stringify(after.accessControl)
  if (isSame) return []
  const rules = after.accessControl.map(presentRule)
  return [{ ...plainName(step), access_mode: after.accessMode, access_control: rules }]
}

function folderChange({ before, after }: AssetChangeStep): Body | null {
  if (before.assetFolder === after.assetFolder) return null
  return {
    from_asset_folder: before.assetFolder,
    to_asset_folder: after.assetFolder,
    display_name: after.displayName,
  }
}

function byPublicId(steps: readonly AssetChangeStep[], change: (step: AssetChangeStep) => Body | null): Body {
  const changes = steps.map((step) => [step, change(step)] as const)
  return Object.fromEntries(
    changes.flatMap(([step, body]) => {
      const { public_id: publicId, ...name } = plainName(step)
      return body === null ? [] : [[publicId, { ...name, ...body }]]
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
