import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, json, list, text, wholeNumber, word } from './wire-values.ts'

const subAccountId = text({ max: 100 })
const name = text({ max: 255 })
const key = text({ max: 100 })

const permissions = json(
  z.object({ allow: list().default(['*']), deny: list().default([]) }, 'an object with lists of grants: allow, deny'),
)
/** What a key may do; `/` as the folder lifts that limit. Own additions. */
const limits = { permissions: permissions.optional(), folder_prefix: text({ max: 1000 }).optional() }

const accessKeyJson = z.object({
  name: z.string(),
  api_key: z.string(),
  api_secret: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  enabled: z.boolean(),
  dedicated_for: z.array(z.literal('webhooks')).optional(),
  root: z.boolean().optional(),
  permissions: z.object({ allow: z.array(z.string()), deny: z.array(z.string()) }),
  folder_prefix: z.string().nullable(),
})
const deletion = z.object({ message: z.enum(['ok', 'not_found']) })

export const listAccessKeys = defineOperation({
  id: 'provisioning.access_keys.list',
  method: 'GET',
  path: '/sub_accounts/{sub_account_id}/access_keys',
  summary: 'Lists the access keys of a product environment',
  credentials: 'provisioning',
  input: z
    .object({
      sub_account_id: subAccountId,
      page: wholeNumber({ min: 1, max: 1_000_000 }).default(1),
      page_size: wholeNumber({ min: 1, max: 100 }).default(100),
      sort_by: word(['api_key', 'created_at', 'name', 'enabled']).default('created_at'),
      sort_order: word(['asc', 'desc']).default('desc'),
    })
    .transform(camelKeys),
  output: z.object({ access_keys: z.array(accessKeyJson), total: z.int() }),
})

export const createAccessKey = defineOperation({
  id: 'provisioning.access_keys.create',
  method: 'POST',
  path: '/sub_accounts/{sub_account_id}/access_keys',
  summary: 'Makes an access key',
  credentials: 'provisioning',
  input: z
    .object({ sub_account_id: subAccountId, name: name.optional(), enabled: flag().optional(), ...limits })
    .transform(camelKeys),
  output: accessKeyJson,
})

export const updateAccessKey = defineOperation({
  id: 'provisioning.access_keys.update',
  method: 'PUT',
  path: '/sub_accounts/{sub_account_id}/access_keys/{key}',
  summary: 'Names, enables, disables or dedicates an access key',
  credentials: 'provisioning',
  input: z
    .object({
      sub_account_id: subAccountId,
      key,
      name: name.optional(),
      enabled: flag().optional(),
      dedicated_for: word(['webhooks']).optional(),
      ...limits,
    })
    .transform(camelKeys),
  output: accessKeyJson,
})

export const deleteAccessKey = defineOperation({
  id: 'provisioning.access_keys.delete',
  method: 'DELETE',
  path: '/sub_accounts/{sub_account_id}/access_keys/{key}',
  summary: 'Deletes an access key',
  credentials: 'provisioning',
  input: z.object({ sub_account_id: subAccountId, key }).transform(camelKeys),
  output: deletion,
})

export const deleteAccessKeyByName = defineOperation({
  id: 'provisioning.access_keys.delete_by_name',
  method: 'DELETE',
  path: '/sub_accounts/{sub_account_id}/access_keys',
  summary: 'Deletes the access key of that name',
  credentials: 'provisioning',
  input: z.object({ sub_account_id: subAccountId, name }).transform(camelKeys),
  output: deletion,
})
