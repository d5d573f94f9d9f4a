/** Many assets changed by one call, each by itself and only while it still is what the caller thinks: an addition of ours. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { errorJson } from './error-json.ts'
import { defineOperation } from './operation.ts'
import { foundAssetJson } from './search.ts'
import { entries, json, keyValues, list, text } from './wire-values.ts'

const MOST_CHANGES = 500
const MOST_CONDITIONS = 1_000

const metadataValue = z.union(
  [z.string().max(20_000), z.number(), z.boolean(), z.null(), z.array(z.union([z.string(), z.number()])).max(1_000)],
  'text, a number or a list',
)
const few = <V extends z.ZodType>(value: V) =>
  z
    .record(z.string().min(1), value)
    .refine((values) => Object.keys(values).length <= MOST_CONDITIONS, `at most ${MOST_CONDITIONS} conditions`)

const condition = z
  .strictObject({
    /** All of them, in this order. */
    tags: entries().optional(),
    /** Of these keys alone; empty text for one that is not there. */
    context: few(z.string().max(10_000)).optional(),
    /** Of these fields alone; empty text or null for no value. */
    metadata: few(metadataValue).optional(),
    display_name: text({ max: 255 }).optional(),
    asset_folder: text({ max: 255 }).optional(),
    public_id: text({ max: 2_000 }).optional(),
  })
  .transform(camelKeys)

const wanted = z
  .strictObject({
    /** Instead of those that it has. */
    tags: list().optional(),
    add_tags: list().optional(),
    remove_tags: list().optional(),
    /** Other keys stay; empty text takes one away. */
    context: keyValues().optional(),
    /** Other fields stay; empty text takes a value away. */
    metadata: keyValues().optional(),
    display_name: text({ max: 255 }).optional(),
    asset_folder: text({ max: 255 }).optional(),
    public_id: text({ max: 2_000 }).optional(),
  })
  .refine((set) => Object.keys(set).length > 0, 'something to set')
  .refine(
    ({ tags, add_tags, remove_tags }) => tags === undefined || (add_tags === undefined && remove_tags === undefined),
    'either tags, or add_tags and remove_tags',
  )
  .transform(camelKeys)

const change = z
  .strictObject({ asset_id: text({ max: 100 }), if: condition.optional(), set: wanted })
  .transform(({ asset_id: assetId, if: condition = {}, set }) => ({ assetId, condition, set }))

export type AssetCondition = z.output<typeof condition>
export type AssetWish = z.output<typeof wanted>
export type AssetChangeInput = z.output<typeof change>

/** What was set, as it was or is: can be sent as `set` or `if`. */
const valuesJson = z.object({
  tags: z.array(z.string()).optional(),
  /** Empty text: not there. */
  context: z.record(z.string(), z.string()).optional(),
  /** With fields that conditional rules have changed besides. Empty text: no value. */
  metadata: z.record(z.string(), z.unknown()).optional(),
  display_name: z.string().optional(),
  asset_folder: z.string().optional(),
  public_id: z.string().optional(),
})
export type ChangedValuesJson = z.input<typeof valuesJson>

const resultJson = z.object({
  asset_id: z.string(),
  /** `differs`: it is not what `if` says, and stays as it is. */
  result: z.enum(['changed', 'unchanged', 'differs', 'refused']),
  /** Of what has changed. */
  before: valuesJson.optional(),
  after: valuesJson.optional(),
  /** As it is now, unless it was refused. */
  asset: foundAssetJson.optional(),
  /** Why it was refused. */
  error: errorJson.pick({ message: true, code: true, cause: true, remedy: true }).optional(),
})
export type ChangeResultJson = z.input<typeof resultJson>

export const changeAssets = defineOperation({
  id: 'assets.change_many',
  api: 'widgets',
  method: 'POST',
  path: '/ml/changes',
  summary:
    'Changes many assets, each by itself, and only while it still is what `if` says; answers how to take that back',
  credentials: 'basic',
  // Each asset is looked at where it is changed.
  withinFolder: {},
  input: z.object({
    changes: json(
      z
        .array(change)
        .min(1, 'at least one change')
        .max(MOST_CHANGES, `at most ${MOST_CHANGES} changes`)
        .refine(isEachOnce, 'each asset_id once'),
    ),
  }),
  /** In the order of the changes. */
  output: z.object({ results: z.array(resultJson) }),
})

function isEachOnce(changes: readonly AssetChangeInput[]): boolean {
  return new Set(changes.map(({ assetId }) => assetId)).size === changes.length
}
