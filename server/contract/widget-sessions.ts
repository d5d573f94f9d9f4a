/** Signing in to a widget, and out of it. */
import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { ROLE_NAMES } from './roles.ts'
import { originText } from './widget-sign-in.ts'
import { text } from './wire-values.ts'

/** Short enough for a line of a log. */
const tagText = text({ max: 100 })

const visitorJson = z.object({
  /** Seconds for which the token is good; renewing makes it longer, up to 12 hours after signing in. */
  expires_in: z.int(),
  cloud_name: z.string(),
  user: z.object({
    /** As it was signed, or the e-mail. */
    username: z.string(),
    /** Null: a guest, whom a signature vouches for. */
    name: z.string().nullable(),
    email: z.string().nullable(),
  }),
  role: z.enum(ROLE_NAMES),
  /** Operations that may be called with the token. */
  permissions: z.array(z.string()),
  /** The only folder that is reached, with those below it; null: everything. */
  folder: z.string().nullable(),
  /** Whether assets lie where their public ids say (`fixed`), or in folders of their own (`dynamic`). */
  folder_mode: z.enum(['fixed', 'dynamic']),
})
export type VisitorJson = z.input<typeof visitorJson>

export const createWidgetSession = defineOperation({
  id: 'widgets.session.create',
  api: 'widgets',
  method: 'POST',
  path: '/ml/session',
  summary:
    'Signs somebody in to a widget: by `username`, `timestamp` and `signature`, by `email` and `password`, or by `access_token`, which also renews one',
  credentials: 'none',
  input: z
    .object({
      username: text({ max: 254 }).optional(),
      timestamp: text({ max: 20 }).optional(),
      signature: text({ max: 64 }).optional(),
      api_key: text({ max: 100 }).optional(),
      email: text({ max: 254 }).optional(),
      /** Read without changes: blanks at the ends of a password are part of it. */
      password: z.string('text').max(1000, 'at most 1000 characters').optional(),
      /** Of the authenticator app, or a recovery code. */
      totp: text({ max: 64 }).optional(),
      access_token: text({ max: 100 }).optional(),
      /** Only from servers, which send no `Origin`: of the pages that they hand the token to. */
      origin: originText.optional(),
      /** What the widget is part of: written into the access log, and used for nothing. */
      integration: z
        .object({
          type: tagText.optional(),
          platform: tagText.optional(),
          version: tagText.optional(),
          environment: tagText.optional(),
        })
        .optional(),
    })
    .transform(camelKeys),
  output: visitorJson.extend({ token: z.string() }),
})

export const getWidgetSession = defineOperation({
  id: 'widgets.session.get',
  api: 'widgets',
  method: 'GET',
  path: '/ml/session',
  summary: 'Says whose token it is, and what they may do now',
  credentials: 'token',
  input: z.object({}),
  output: visitorJson,
})

export const deleteWidgetSession = defineOperation({
  id: 'widgets.session.delete',
  api: 'widgets',
  method: 'DELETE',
  path: '/ml/session',
  summary: 'Signs out: the token is worth nothing any more',
  credentials: 'token',
  input: z.object({}),
  output: z.object({ message: z.literal('ok') }),
})
