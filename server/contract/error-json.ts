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

/** The whole body of an error below `/v2`. */
export const errorBodyV2 = z.object({
  error: z.object({
    category: z.enum(['user_error', 'auth_error', 'rate_limit_error', 'server_error']),
    code: errorJson.shape.code,
    message: errorJson.shape.message,
    details: errorJson.omit({ code: true, message: true }),
  }),
  request_id: z.string(),
})

export type ErrorBodyV2 = z.infer<typeof errorBodyV2>
