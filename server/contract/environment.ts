import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { flag } from './wire-values.ts'

export const ping = defineOperation({
  id: 'environment.ping',
  method: 'GET',
  path: '/ping',
  summary: 'Answers when the server and its database do',
  credentials: 'basic',
  input: z.object({}),
  output: z.object({ status: z.literal('ok') }),
})

export const getConfig = defineOperation({
  id: 'environment.config',
  method: 'GET',
  path: '/config',
  summary: 'Says which environment this is, and how its folders work',
  credentials: 'basic',
  input: z.object({ settings: flag().default(false) }),
  output: z.object({
    cloud_name: z.string(),
    created_at: z.iso.datetime(),
    settings: z.object({ folder_mode: z.enum(['fixed', 'dynamic']) }).optional(),
  }),
})
