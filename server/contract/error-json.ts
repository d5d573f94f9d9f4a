/** What an error looks like on the wire. Clients of the vendor read `message`; the rest is for people. */
import { z } from 'zod'

export const errorJson = z.object({
  message: z.string().describe('What was wrong, and what was expected.'),
  code: z.string().describe('Stable name of the situation.'),
  cause: z.string().describe('What usually leads to it.'),
  remedy: z.string().describe('What to do about it.'),
  docs: z.url().describe('Where more stands.'),
  signature: z
    .object({
      string_to_sign: z.string(),
      string_signed: z.string().optional(),
      first_difference: z.object({ offset: z.int(), expected: z.string(), received: z.string() }).optional(),
      explanation: z.string(),
    })
    .optional()
    .describe('Why a signature does not fit; only for callers at the machine of the server.'),
})

export type ErrorJson = z.infer<typeof errorJson>
