/** Fields of structured metadata and the values that enums and sets choose from. All bodies are JSON. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { entries, flag, text, wholeNumber, word } from './wire-values.ts'

const fieldTypes = ['string', 'integer', 'date', 'enum', 'set'] as const
const state = z.enum(['active', 'inactive'])
const fieldId = text({ max: 255 })
const direction = word(['asc', 'desc']).default('asc')

const comparison = z.strictObject({
  type: z.enum(['greater_than', 'less_than']),
  value: z.union([z.number(), z.string().max(100)]),
  equals: z.boolean().optional(),
})
const textLength = z.strictObject({
  type: z.literal('strlen'),
  min: z.int().min(0).max(10_000).optional(),
  max: z.int().min(0).max(10_000).optional(),
})
const rule = z.union([comparison, textLength], 'a rule greater_than, less_than or strlen')
const validation = z.union(
  [comparison, textLength, z.strictObject({ type: z.literal('and'), rules: z.array(rule).min(1).max(20).readonly() })],
  'a rule greater_than, less_than, strlen or and',
)

const option = z.object({
  external_id: z.string().min(1).max(255).optional(),
  value: z.string().min(1).max(500),
  state: state.optional(),
})
const options = z.array(option, 'a list of {external_id, value}').max(3000, 'at most 3000 values')
const value = z.union([z.string().max(10_000), z.number(), z.array(z.string()).max(3000)], 'text, a number or a list')

/** Null takes a setting away. */
const settings = {
  mandatory: flag().optional(),
  default_value: value.nullable().optional(),
  default_disabled: flag().optional(),
  validation: validation.nullable().optional(),
  restrictions: z.object({ readonly_ui: z.boolean().optional() }).nullable().optional(),
  datasource: z.object({ values: options }, 'values').optional(),
  allow_dynamic_list_values: flag().optional(),
}

const optionJson = z.object({ external_id: z.string(), value: z.string(), state, position: z.int() })
export const metadataFieldJson = z.object({
  type: z.enum(fieldTypes),
  external_id: z.string(),
  label: z.string(),
  mandatory: z.boolean(),
  default_value: value.nullable(),
  default_disabled: z.boolean(),
  validation: validation.nullable(),
  restrictions: z.object({ readonly_ui: z.boolean() }),
  datasource: z.object({ values: z.array(optionJson) }).optional(),
  allow_dynamic_list_values: z.boolean().optional(),
})
const fieldsJson = z.object({ metadata_fields: z.array(metadataFieldJson) })
const optionsJson = z.object({ values: z.array(optionJson) })
const foundJson = z.array(z.object({ field_id: z.string(), id: z.string(), value: z.string() }))

export type MetadataFieldJson = z.infer<typeof metadataFieldJson>
export type MetadataOptionJson = z.infer<typeof optionJson>

const json = { credentials: 'basic', keepsNull: true } as const

export const listMetadataFields = defineOperation({
  id: 'metadata_fields.list',
  method: 'GET',
  path: '/metadata_fields',
  summary: 'Lists metadata fields in their order, all or those of some ids',
  credentials: 'basic',
  // What can be said about an asset does not depend on where it lies.
  withinFolder: {},
  input: z.object({ external_ids: entries().optional() }).transform(camelKeys),
  output: fieldsJson,
})

export const createMetadataField = defineOperation({
  ...json,
  id: 'metadata_fields.create',
  method: 'POST',
  path: '/metadata_fields',
  summary: 'Makes a metadata field; an id is made up when none is given',
  input: z
    .object({ type: word(fieldTypes), label: text({ max: 255 }), external_id: fieldId.optional(), ...settings })
    .transform(camelKeys),
  output: metadataFieldJson,
})

export const getMetadataField = defineOperation({
  id: 'metadata_fields.get',
  method: 'GET',
  path: '/metadata_fields/{field_id}',
  summary: 'Gives one metadata field',
  credentials: 'basic',
  withinFolder: {},
  input: z.object({ field_id: fieldId }).transform(camelKeys),
  output: metadataFieldJson,
})

export const updateMetadataField = defineOperation({
  ...json,
  id: 'metadata_fields.update',
  method: 'PUT',
  path: '/metadata_fields/{field_id}',
  summary: 'Changes the given settings of a metadata field; its id and type stay',
  input: z.object({ field_id: fieldId, label: text({ max: 255 }).optional(), ...settings }).transform(camelKeys),
  output: metadataFieldJson,
})

export const deleteMetadataField = defineOperation({
  id: 'metadata_fields.delete',
  method: 'DELETE',
  path: '/metadata_fields/{field_id}',
  summary: 'Deletes a metadata field with the rules that name it; its id stays taken for ever',
  credentials: 'basic',
  input: z.object({ field_id: fieldId }).transform(camelKeys),
  output: z.object({ message: z.literal('ok') }),
})

export const orderMetadataFields = defineOperation({
  ...json,
  id: 'metadata_fields.order',
  method: 'PUT',
  path: '/metadata_fields/order',
  summary: 'Sorts all metadata fields',
  input: z.object({ order_by: word(['label', 'external_id', 'created_at']), direction }).transform(camelKeys),
  output: fieldsJson,
})

export const moveMetadataField = defineOperation({
  ...json,
  id: 'metadata_fields.move',
  method: 'PUT',
  path: '/metadata_fields/{field_id}/reorder',
  summary: 'Moves a metadata field to a position, counted from 1',
  input: z.object({ field_id: fieldId, position: wholeNumber({ min: 1, max: 10_000 }) }).transform(camelKeys),
  output: fieldsJson,
})

export const updateDatasource = defineOperation({
  ...json,
  id: 'metadata_fields.update_datasource',
  method: 'PUT',
  path: '/metadata_fields/{field_id}/datasource',
  summary: 'Adds values to an enum or a set, and changes those whose id is known',
  input: z.object({ field_id: fieldId, values: options }).transform(camelKeys),
  output: optionsJson,
})

export const deleteDatasourceEntries = defineOperation({
  ...json,
  id: 'metadata_fields.delete_datasource',
  method: 'DELETE',
  path: '/metadata_fields/{field_id}/datasource',
  summary: 'Makes values inactive: assets keep them, none gets them any more',
  input: z.object({ field_id: fieldId, external_ids: entries() }).transform(camelKeys),
  output: optionsJson,
})

export const restoreDatasourceEntries = defineOperation({
  ...json,
  id: 'metadata_fields.restore_datasource',
  method: 'POST',
  path: '/metadata_fields/{field_id}/datasource_restore',
  summary: 'Makes inactive values active again',
  input: z.object({ field_id: fieldId, external_ids: entries() }).transform(camelKeys),
  output: optionsJson,
})

export const orderDatasource = defineOperation({
  ...json,
  id: 'metadata_fields.order_datasource',
  method: 'POST',
  path: '/metadata_fields/{field_id}/datasource/order',
  summary: 'Sorts the values of an enum or a set',
  input: z.object({ field_id: fieldId, order_by: word(['value']).default('value'), direction }).transform(camelKeys),
  output: optionsJson,
})

const search = {
  /** Part of the value, or with `exact_match` all of it; either way in any case. */
  term: text({ max: 500 }).default(''),
  max_results: wholeNumber({ min: 1, max: 500 }).default(100),
  exact_match: flag().default(false),
}

export const searchDatasources = defineOperation({
  id: 'metadata_fields.search_datasources',
  method: 'POST',
  path: '/metadata_fields/datasource/search',
  summary: 'Finds active values of all enums and sets',
  credentials: 'basic',
  reads: true,
  input: z.object(search).transform(camelKeys),
  output: foundJson,
})

export const searchDatasourcesByQuery = defineOperation({
  ...searchDatasources,
  id: 'metadata_fields.search_datasources_by_query',
  method: 'GET',
})

export const searchDatasource = defineOperation({
  id: 'metadata_fields.search_datasource',
  method: 'POST',
  path: '/metadata_fields/{field_id}/datasource/search',
  summary: 'Finds active values of one enum or set',
  credentials: 'basic',
  reads: true,
  input: z.object({ field_id: fieldId, ...search }).transform(camelKeys),
  output: foundJson,
})

export const searchDatasourceByQuery = defineOperation({
  ...searchDatasource,
  id: 'metadata_fields.search_datasource_by_query',
  method: 'GET',
})
