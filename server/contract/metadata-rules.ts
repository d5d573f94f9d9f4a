/** Conditional rules of structured metadata. All bodies are JSON. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { text, wholeNumber, word } from './wire-values.ts'

/** One leaf, or several joined. */
type ConditionJson =
  | { readonly and: readonly ConditionJson[] }
  | { readonly or: readonly ConditionJson[] }
  | z.output<typeof leaf>

const id = z.string().min(1).max(255)
const value = z.union([z.string().max(10_000), z.number(), z.array(z.string()).max(3000)])

const leaf = z
  .strictObject({
    metadata_field_id: id,
    populated: z.boolean().optional(),
    includes: z
      .array(z.union([z.string(), z.number()]))
      .min(1)
      .max(3000)
      .optional(),
    equals: value.optional(),
  })
  .refine(
    ({ populated, includes, equals }) =>
      [populated, includes, equals].filter((part) => part !== undefined).length === 1,
    'exactly one of populated, includes and equals',
  )
const CONDITION = '{metadata_field_id, populated|includes|equals}, {and: […]} or {or: […]}'
const nested: z.ZodType<ConditionJson> = z.union([
  z.strictObject({ and: z.lazy(() => z.array(nested).min(1).max(50)) }),
  z.strictObject({ or: z.lazy(() => z.array(nested).min(1).max(50)) }),
  leaf,
]) as z.ZodType<ConditionJson>
/** The reference shows schemas without recursion, so there it is an object with a description. */
const condition = z
  .custom<ConditionJson>((given) => nested.safeParse(given).success, CONDITION)
  .meta({ type: 'object', description: CONDITION })

const activated = z
  .strictObject({
    external_ids: z.array(id).max(3000),
    mode: z.enum(['override', 'append']).optional(),
    /** The older form of `mode`. */
    exclusive: z.boolean().optional(),
  })
  .transform(({ exclusive, ...rest }) =>
    rest.mode === undefined && exclusive !== undefined
      ? { ...rest, mode: exclusive ? ('override' as const) : ('append' as const) }
      : rest,
  )
const result = z
  .strictObject({
    enable: z.boolean().optional(),
    activate_values: z.union([z.literal('all'), activated], 'all or {external_ids, mode}').optional(),
    apply_value: z.strictObject({ value, mode: z.enum(['default', 'append']).optional() }).optional(),
    set_mandatory: z.boolean().optional(),
  })
  .refine(
    (parts) => Object.keys(parts).length > 0,
    'at least one of enable, activate_values, apply_value and set_mandatory',
  )

const state = ['active', 'inactive'] as const
const ruleJson = z.object({
  external_id: z.string(),
  metadata_field_id: z.string(),
  name: z.string().nullable(),
  condition: z.unknown(),
  result: z.unknown(),
  state: z.enum(state),
  position: z.int(),
  condition_signature: z.string(),
})

export type MetadataRuleJson = z.infer<typeof ruleJson>

/** What a form has to know of a rule, to show what the server will make of values. */
export const effectiveRuleJson = ruleJson.pick({
  external_id: true,
  metadata_field_id: true,
  condition: true,
  result: true,
})
export type EffectiveRuleJson = z.infer<typeof effectiveRuleJson>

const changeable = {
  name: text({ max: 255 }).optional(),
  state: word(state).optional(),
  position: wholeNumber({ min: 1, max: 10_000 }).optional(),
}

export const listMetadataRules = defineOperation({
  id: 'metadata_rules.list',
  method: 'GET',
  path: '/metadata_rules',
  summary: 'Lists conditional metadata rules by field and position',
  credentials: 'basic',
  withinFolder: {},
  input: z.object({}),
  output: z.object({ metadata_rules: z.array(ruleJson) }),
})

export const createMetadataRule = defineOperation({
  id: 'metadata_rules.create',
  method: 'POST',
  path: '/metadata_rules',
  summary: 'Makes a conditional metadata rule',
  credentials: 'basic',
  input: z.object({ metadata_field_id: text({ max: 255 }), condition, result, ...changeable }).transform(camelKeys),
  output: ruleJson,
})

export const updateMetadataRule = defineOperation({
  id: 'metadata_rules.update',
  method: 'PUT',
  path: '/metadata_rules/{rule_id}',
  summary: 'Changes the given parts of a conditional metadata rule',
  credentials: 'basic',
  input: z
    .object({
      rule_id: text({ max: 255 }),
      metadata_field_id: text({ max: 255 }).optional(),
      condition: condition.optional(),
      result: result.optional(),
      ...changeable,
    })
    .transform(camelKeys),
  output: ruleJson,
})

export const deleteMetadataRule = defineOperation({
  id: 'metadata_rules.delete',
  method: 'DELETE',
  path: '/metadata_rules/{rule_id}',
  summary: 'Deletes a conditional metadata rule',
  credentials: 'basic',
  input: z.object({ rule_id: text({ max: 255 }) }).transform(camelKeys),
  output: z.object({ success: z.literal(true) }),
})
