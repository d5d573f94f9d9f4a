import { z } from 'zod'
import { defineOperation } from './operation.ts'
import { text } from './wire-values.ts'

export const originText = text({ max: 300 }).pipe(
  z.string().regex(/^https?:\/\/(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/, 'an origin, such as https://example.com'),
)

export const openSignInWindow = defineOperation({
  id: 'widgets.sign_in',
  api: 'widgets',
  method: 'GET',
  path: '/ml/sign_in',
  summary: 'For a window that a widget opens: signs in at the identity provider, and posts the session to that origin',
  credentials: 'none',
  answersFile: true,
  input: z.object({
    origin: originText,
    /** Made up by the page, and repeated in the message that it gets. */
    nonce: text({ max: 128 }).pipe(z.string().regex(/^[\w-]{16,128}$/, '16 to 128 letters, digits, _ or -')),
  }),
  output: z.string(),
})
