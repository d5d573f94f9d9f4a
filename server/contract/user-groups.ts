import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { userJson } from './users.ts'
import { text } from './wire-values.ts'

const id = text({ max: 100 })
const name = text({ max: 255 })
const groupJson = z.object({ id: z.string(), name: z.string(), users: z.array(userJson) })
const members = z.object({ users: z.array(userJson) })
const membership = z.object({ id, user_id: id }).transform(camelKeys)

export const listUserGroups = defineOperation({
  id: 'provisioning.user_groups.list',
  method: 'GET',
  path: '/user_groups',
  summary: 'Lists groups by name, with their users',
  credentials: 'provisioning',
  input: z.object({}),
  output: z.object({ user_groups: z.array(groupJson) }),
})

export const createUserGroup = defineOperation({
  id: 'provisioning.user_groups.create',
  method: 'POST',
  path: '/user_groups',
  summary: 'Makes a group',
  credentials: 'provisioning',
  input: z.object({ name }),
  output: groupJson,
})

export const getUserGroup = defineOperation({
  id: 'provisioning.user_groups.get',
  method: 'GET',
  path: '/user_groups/{id}',
  summary: 'Gives one group',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: groupJson,
})

export const updateUserGroup = defineOperation({
  id: 'provisioning.user_groups.update',
  method: 'PUT',
  path: '/user_groups/{id}',
  summary: 'Gives a group another name',
  credentials: 'provisioning',
  input: z.object({ id, name }),
  output: groupJson,
})

export const deleteUserGroup = defineOperation({
  id: 'provisioning.user_groups.delete',
  method: 'DELETE',
  path: '/user_groups/{id}',
  summary: 'Deletes a group; its users stay',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: z.object({ ok: z.literal(true) }),
})

export const listUsersOfGroup = defineOperation({
  id: 'provisioning.user_groups.users',
  method: 'GET',
  path: '/user_groups/{id}/users',
  summary: 'Lists the users of a group',
  credentials: 'provisioning',
  input: z.object({ id }),
  output: members,
})

export const addUserToGroup = defineOperation({
  id: 'provisioning.user_groups.add_user',
  method: 'POST',
  path: '/user_groups/{id}/users/{user_id}',
  summary: 'Puts a user into a group',
  credentials: 'provisioning',
  input: membership,
  output: members,
})

export const removeUserFromGroup = defineOperation({
  id: 'provisioning.user_groups.remove_user',
  method: 'DELETE',
  path: '/user_groups/{id}/users/{user_id}',
  summary: 'Takes a user out of a group',
  credentials: 'provisioning',
  input: membership,
  output: members,
})
