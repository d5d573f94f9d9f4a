import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { ROLE_NAMES } from './roles.ts'
import { flag, list, text, wholeNumber, word } from './wire-values.ts'

const id = text({ max: 100 })
const email = text({ max: 254 }).pipe(z.string().regex(/^\s*[^\s@,;<>"]+@[^\s@,;<>"]+\s*$/, 'an e-mail address'))
const ids = list().pipe(z.array(z.string()).max(100, 'at most 100').readonly())
/** `2026-11-23`, with or without a time. */
const date = text({ max: 40 }).transform((value, context) => {
  const time = Date.parse(value)
  if (!Number.isNaN(time)) return time
  context.issues.push({ code: 'custom', message: 'a date such as 2026-11-23', input: value })
  return z.NEVER
})
const definition = {
  name: text({ max: 255 }).optional(),
  email: email.optional(),
  role: word(ROLE_NAMES).optional(),
  sub_account_ids: list().optional(),
  all_sub_accounts: flag().optional(),
  enabled: flag().optional(),
}

export const userJson = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLE_NAMES),
  pending: z.boolean(),
  enabled: z.boolean(),
  sub_account_ids: z.array(z.string()),
  all_sub_accounts: z.boolean(),
  group_ids: z.array(z.string()),
  created_at: z.string(),
  updated_at: z.string(),
  last_login: z.string().nullable(),
})
const done = z.object({ message: z.literal('ok') })

export const listUsers = defineOperation({
  id: 'provisioning.users.list',
  method: 'GET',
  path: '/users',
  summary: 'Lists users; all of them unless a page is asked for',
  credentials: 'provisioning',
  input: z
    .object({
      ids: ids.optional(),
      emails: ids.optional(),
      pending: flag().optional(),
      prefix: text({ max: 255 }).optional(),
      sub_account_id: id.optional(),
      last_login: flag().optional(),
      from: date.optional(),
      to: date.optional(),
      union_type: word(['include', 'exclude']).default('include'),
      sort_by: word(['name', 'email', 'role', 'created_at', 'last_login']).default('created_at'),
      sort_order: word(['asc', 'desc']).default('asc'),
      page: wholeNumber({ min: 1, max: 1_000_000 }).optional(),
      page_size: wholeNumber({ min: 1, max: 1_000 }).optional(),
    })
    .transform(camelKeys),
  output: z.object({ users: z.array(userJson) }),
})

export const createUser = defineOperation({
  id: 'provisioning.users.create',
  method: 'POST',
  path: '/users',
  summary: 'Makes a user and sends an invitation',
  credentials: 'provisioning',
  input: z.object({ ...definition, name: text({ max: 255 }), email, role: word(ROLE_NAMES) }).transform(camelKeys),
  output: userJson,
})

export const getUser = defineOperation({
  id: 'provisioning.users.get',
  method: 'GET',
  path: '/users/{id}',
  summary: 'Gives one user',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: userJson,
})

export const updateUser = defineOperation({
  id: 'provisioning.users.update',
  method: 'PUT',
  path: '/users/{id}',
  summary: 'Changes, enables or disables a user',
  credentials: 'provisioning',
  input: z.object({ id, ...definition }).transform(camelKeys),
  output: userJson,
})

export const deleteUser = defineOperation({
  id: 'provisioning.users.delete',
  method: 'DELETE',
  path: '/users/{id}',
  summary: 'Deletes a user',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: done,
})

export const listGroupsOfUser = defineOperation({
  id: 'provisioning.users.groups',
  method: 'GET',
  path: '/users/{id}/groups',
  summary: 'Lists the groups of a user',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: z.object({ user_groups: z.array(z.object({ id: z.string(), name: z.string() })) }),
})

export const listSubAccountsOfUser = defineOperation({
  id: 'provisioning.users.sub_accounts',
  method: 'GET',
  path: '/users/{id}/sub_accounts',
  summary: 'Lists the product environments that a user sees, without their keys',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: z.object({
    sub_accounts: z.array(z.object({ id: z.string(), name: z.string(), cloud_name: z.string(), enabled: z.boolean() })),
  }),
})

export const setUserPassword = defineOperation({
  id: 'provisioning.users.set_password',
  method: 'POST',
  path: '/users/{id}/password',
  summary: 'Sets the password of a user and ends their sessions; own addition',
  credentials: 'provisioning',
  input: z.object({ id, password: z.string('text').max(1000, 'at most 1000 characters') }),
  output: done,
})

export const inviteUser = defineOperation({
  id: 'provisioning.users.invite',
  method: 'POST',
  path: '/users/{id}/invitation',
  summary: 'Sends the invitation of a pending user again; own addition',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: done,
})
