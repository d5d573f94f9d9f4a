import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { flag, text } from './wire-values.ts'

export const ping = defineOperation({
  id: 'environment.ping',
  method: 'GET',
  path: '/ping',
  summary: 'Answers when the server and its database do',
  credentials: 'basic',
  withinFolder: {},
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

const amount = z.object({
  usage: z.number(),
  credits_usage: z.number().optional(),
  /** Where there is one. */
  limit: z.number().optional(),
  used_percent: z.number().optional(),
})

const usageJson = z.object({
  plan: z.string(),
  last_updated: z.iso.date(),
  date_requested: z.iso.datetime(),
  transformations: amount.extend({
    breakdown: z.object({ transformation: z.number(), upload: z.number(), analysis: z.number() }),
  }),
  objects: amount,
  bandwidth: amount,
  storage: amount,
  credits: amount,
  impressions: amount,
  seconds_delivered: amount,
  requests: z.number(),
  resources: z.number(),
  derived_resources: z.number(),
  /** Own: bytes of originals received. */
  uploaded_bytes: z.number(),
  media_limits: z.object({
    image_max_size_bytes: z.number(),
    video_max_size_bytes: z.number(),
    raw_max_size_bytes: z.number(),
    image_max_px: z.number(),
    asset_max_total_px: z.number(),
  }),
})
export type UsageJson = z.input<typeof usageJson>

export const usage = defineOperation({
  id: 'environment.usage',
  method: 'GET',
  path: '/usage',
  summary: 'Reports what was used in the last 30 days, or in the 30 days up to `date` (one of the last 90)',
  credentials: 'basic',
  input: z.object({ date: text({ max: 50 }).optional() }),
  output: usageJson,
})

export const usageOn = defineOperation({
  ...usage,
  id: 'environment.usage_on',
  path: '/usage/{date}',
  summary: 'Reports what was used in the 30 days up to a day (`2026-11-23` or `23-11-2026`)',
  input: z.object({ date: text({ max: 50 }) }),
})
