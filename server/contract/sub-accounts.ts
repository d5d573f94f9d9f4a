import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { flag, json, list, text } from './wire-values.ts'

const id = text({ max: 100 })
const customAttributes = z.record(z.string().max(255), z.unknown(), 'an object').readonly()
const definition = {
  name: text({ max: 255 }).optional(),
  cloud_name: text({ max: 255 }).optional(),
  description: text({ max: 2000 }).optional(),
  custom_attributes: json(customAttributes).optional(),
  enabled: flag().optional(),
}

const subAccountJson = z.object({
  id: z.string(),
  name: z.string(),
  cloud_name: z.string(),
  enabled: z.boolean(),
  /** Where there is one. */
  description: z.string().optional(),
  custom_attributes: customAttributes.nullable(),
  api_access_keys: z.array(z.object({ key: z.string(), secret: z.string(), enabled: z.boolean() })),
  created_at: z.string(),
  updated_at: z.string(),
})

export const listSubAccounts = defineOperation({
  id: 'provisioning.sub_accounts.list',
  method: 'GET',
  path: '/sub_accounts',
  summary: 'Lists product environments',
  credentials: 'provisioning',
  input: z
    .object({
      enabled: flag().optional(),
      ids: list().pipe(z.array(z.string()).max(100, 'at most 100').readonly()).optional(),
      prefix: text({ max: 255 }).optional(),
      cloud_names: list().optional(),
    })
    .transform(camelKeys),
  output: z.object({ sub_accounts: z.array(subAccountJson) }),
})

export const createSubAccount = defineOperation({
  id: 'provisioning.sub_accounts.create',
  method: 'POST',
  path: '/sub_accounts',
  summary: 'Makes a product environment with one access key',
  credentials: 'provisioning',
  input: z.object({ ...definition, base_sub_account_id: id.optional() }).transform(camelKeys),
  output: subAccountJson,
})

export const getSubAccount = defineOperation({
  id: 'provisioning.sub_accounts.get',
  method: 'GET',
  path: '/sub_accounts/{id}',
  summary: 'Gives one product environment',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: subAccountJson,
})

export const updateSubAccount = defineOperation({
  id: 'provisioning.sub_accounts.update',
  method: 'PUT',
  path: '/sub_accounts/{id}',
  summary: 'Changes, enables or disables a product environment',
  credentials: 'provisioning',
  input: z.object({ id, ...definition }).transform(camelKeys),
  output: subAccountJson,
})

export const deleteSubAccount = defineOperation({
  id: 'provisioning.sub_accounts.delete',
  method: 'DELETE',
  path: '/sub_accounts/{id}',
  summary: 'Deletes a product environment with everything in it',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: z.object({ message: z.literal('ok') }),
})
