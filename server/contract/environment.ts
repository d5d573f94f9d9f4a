import { z } from 'zod'
import { defineOperation } from './operation.ts'

export const ping = defineOperation({
  id: 'environment.ping',
  method: 'GET',
  path: '/ping',
  summary: 'Answers when the server and its database do',
  credentials: 'basic',
  input: z.object({}),
  output: z.object({ status: z.literal('ok') }),
})
