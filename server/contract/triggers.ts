import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, json, text, wholeNumber, word } from './wire-values.ts'

/** In the order of `NOTIFICATION_TYPES`, which a test compares. */
export const EVENT_TYPES = [
  'all',
  'access_control_changed',
  'create_folder',
  'delete',
  'delete_by_token',
  'delete_folder',
  'eager',
  'error',
  'explode',
  'generate_archive',
  'moderation',
  'moderation_summary',
  'move',
  'move_or_rename_asset_folder',
  'multi',
  'publish',
  'related_assets',
  'rename',
  'resource_context_changed',
  'resource_display_name_changed',
  'resource_metadata_changed',
  'resource_tags_changed',
  'restore_asset_version',
  'sprite',
  'text',
  'upload',
] as const

const eventType = word(EVENT_TYPES)
const filter = json(z.record(z.string(), z.unknown(), 'a JsonLogic object'))
const uri = text({ max: 2_000 })
const id = text({ max: 100 })

const triggerJson = z.object({
  id: z.string(),
  product_environment_id: z.string(),
  uri_type: z.literal('webhook'),
  uri: z.string(),
  event_type: z.enum(EVENT_TYPES),
  additive: z.boolean(),
  filter: z.record(z.string(), z.unknown()).optional(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
})

const deliveryJson = z.object({
  id: z.string(),
  trigger_id: z.string().nullable(),
  event_type: z.enum(EVENT_TYPES),
  uri: z.string(),
  attempts: z.number().int(),
  error: z.string(),
  created_at: z.iso.datetime(),
  failed_at: z.iso.datetime(),
})

export const listTriggers = defineOperation({
  id: 'triggers.list',
  method: 'GET',
  path: '/triggers',
  summary: 'Lists the addresses that are told of events',
  credentials: 'basic',
  input: z.object({ event_type: eventType.optional() }).transform(camelKeys),
  output: z.object({ triggers: z.array(triggerJson), total: z.number().int() }),
})

export const createTrigger = defineOperation({
  id: 'triggers.create',
  method: 'POST',
  path: '/triggers',
  summary: 'Has an address told of every event of a type; at most 30 addresses a type',
  credentials: 'basic',
  input: z
    .object({
      uri,
      event_type: eventType,
      uri_type: word(['webhook']).default('webhook'),
      additive: flag().default(false),
      filter: filter.optional(),
      auth_scheme: word(['default', 'legacy_hmac']).default('default'),
    })
    .transform(camelKeys),
  output: triggerJson,
})

export const updateTrigger = defineOperation({
  id: 'triggers.update',
  method: 'PUT',
  path: '/triggers/{id}',
  summary: 'Changes a trigger',
  credentials: 'basic',
  input: z
    .object({ id, new_uri: uri.optional(), additive: flag().optional(), filter: filter.optional() })
    .transform(camelKeys),
  output: triggerJson,
})

export const deleteTrigger = defineOperation({
  id: 'triggers.delete',
  method: 'DELETE',
  path: '/triggers/{id}',
  summary: 'Deletes a trigger',
  credentials: 'basic',
  input: z.object({ id }),
  output: z.object({ message: z.literal('deleted') }),
})

export const testTrigger = defineOperation({
  id: 'triggers.test',
  method: 'POST',
  path: '/triggers/{id}/test',
  summary: 'Says whether the filter of a trigger lets a sample pass; sends nothing',
  credentials: 'basic',
  reads: true,
  input: z.object({ id, sample_data: json(z.record(z.string(), z.unknown(), 'an object')) }).transform(camelKeys),
  output: z.object({ trigger_id: z.string(), filter_present: z.boolean(), filter_result: z.boolean() }),
})

export const listDeadNotifications = defineOperation({
  id: 'notifications.list_dead',
  method: 'GET',
  path: '/notifications/dead',
  summary: 'Lists notifications that no receiver took, newest first; they are kept for 30 days',
  credentials: 'basic',
  input: z
    .object({ max_results: wholeNumber({ min: 1, max: 500 }).default(10), next_cursor: text().optional() })
    .transform(camelKeys),
  output: z.object({ notifications: z.array(deliveryJson), next_cursor: z.string().optional() }),
})

export const replayNotification = defineOperation({
  id: 'notifications.replay',
  method: 'POST',
  path: '/notifications/{id}/replay',
  summary: 'Sends a notification that was given up again',
  credentials: 'basic',
  input: z.object({ id }),
  output: z.object({ message: z.literal('sent again') }),
})
