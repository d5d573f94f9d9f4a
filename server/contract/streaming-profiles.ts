import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { json, text } from './wire-values.ts'

const name = text({ max: 255 })
const display_name = text({ max: 255 }).optional()
const representations = json(
  z
    .array(z.object({ transformation: z.string('a transformation').min(1).max(10_000) }), 'a list of {transformation}')
    .min(1, 'at least one representation')
    .max(50, 'at most 50 representations')
    .readonly(),
)

const entryJson = z.object({
  external_id: z.string(),
  name: z.string(),
  display_name: z.string().nullable(),
  predefined: z.boolean(),
})
const profileJson = entryJson.extend({
  representations: z.array(
    z.object({ transformation: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) }),
  ),
})

export const listStreamingProfiles = defineOperation({
  id: 'streaming_profiles.list',
  method: 'GET',
  path: '/streaming_profiles',
  summary: 'Lists streaming profiles, those that are always there first',
  credentials: 'basic',
  input: z.object({}),
  output: z.object({ data: z.array(entryJson) }),
})

export const getStreamingProfile = defineOperation({
  id: 'streaming_profiles.get',
  method: 'GET',
  path: '/streaming_profiles/{name}',
  summary: 'Gives one streaming profile with its representations',
  credentials: 'basic',
  input: z.object({ name }),
  output: z.object({ data: profileJson }),
})

export const createStreamingProfile = defineOperation({
  id: 'streaming_profiles.create',
  method: 'POST',
  path: '/streaming_profiles',
  summary: 'Makes a streaming profile',
  credentials: 'basic',
  input: z.object({ name, display_name, representations }).transform(camelKeys),
  output: z.object({ message: z.literal('created'), data: profileJson }),
})

export const updateStreamingProfile = defineOperation({
  id: 'streaming_profiles.update',
  method: 'PUT',
  path: '/streaming_profiles/{name}',
  summary: 'Changes the given parts of a streaming profile, also of one that is always there',
  credentials: 'basic',
  input: z.object({ name, display_name, representations: representations.optional() }).transform(camelKeys),
  output: z.object({ message: z.literal('updated'), data: profileJson }),
})

export const deleteStreamingProfile = defineOperation({
  id: 'streaming_profiles.delete',
  method: 'DELETE',
  path: '/streaming_profiles/{name}',
  summary: 'Deletes a streaming profile; one that is always there becomes what it was',
  credentials: 'basic',
  input: z.object({ name }),
  output: z.object({ message: z.literal('deleted') }),
})
