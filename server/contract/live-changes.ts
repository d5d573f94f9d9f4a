import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { flag, text } from './wire-values.ts'

export const followChanges = defineOperation({
  id: 'widgets.events',
  api: 'widgets',
  method: 'GET',
  path: '/events',
  summary: 'Streams changes of assets and folders as server-sent events, as long as the session lasts',
  credentials: 'token',
  answersFile: true,
  // Its service tells of nothing else.
  withinFolder: {},
  input: z.object({
    /** The id of the last event that was seen; the header `Last-Event-ID` says the same. */
    last_event_id: text({ max: 100 }).optional(),
    /** `false`: ends after what was missed. */
    wait: flag().default(true),
  }),
  output: z.string(),
})
