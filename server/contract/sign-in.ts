import { z } from 'zod'
import { camelKeys } from './camel-keys.ts'
import { defineOperation } from './operation.ts'
import { userJson } from './users.ts'
import { text } from './wire-values.ts'

const email = text({ max: 254 })
/** Read without changes: blanks at the ends of a password are part of it. */
const password = z.string('text').max(1000, 'at most 1000 characters')
const code = text({ max: 64 })
const token = text({ max: 100 })
const done = z.object({ message: z.literal('ok') })
const signedIn = z.object({ status: z.literal('signed_in'), user: userJson })
const codeRequired = z.object({ status: z.literal('second_factor_required'), ticket: z.string() })
const sessionJson = z.object({
  id: z.string(),
  current: z.boolean(),
  created_at: z.string(),
  last_used_at: z.string(),
  user_agent: z.string(),
  address: z.string(),
})
const recoveryCodes = z.object({ recovery_codes: z.array(z.string()) })

export const signInMethods = defineOperation({
  id: 'console.sign_in.methods',
  method: 'GET',
  path: '/sign_in_methods',
  summary: 'Says how people can sign in',
  credentials: 'visitor',
  input: z.object({}),
  output: z.object({ password: z.boolean(), identity_provider: z.object({ name: z.string() }).nullable() }),
})

export const signIn = defineOperation({
  id: 'console.session.create',
  method: 'POST',
  path: '/session',
  summary: 'Signs in by password; with a second factor, gives a ticket for the next step',
  credentials: 'visitor',
  input: z.object({ email, password }),
  output: z.union([signedIn, codeRequired]),
})

export const signInWithCode = defineOperation({
  id: 'console.session.second_factor',
  method: 'POST',
  path: '/session/second_factor',
  summary: 'Signs in by a code of the authenticator app, or a recovery code',
  credentials: 'visitor',
  input: z.object({ ticket: token, code }),
  output: signedIn,
})

export const whoAmI = defineOperation({
  id: 'console.session.get',
  method: 'GET',
  path: '/session',
  summary: 'Says who is signed in',
  credentials: 'session',
  input: z.object({}),
  output: z.object({ user: userJson, second_factor: z.boolean(), recovery_codes_left: z.int() }),
})

export const signOut = defineOperation({
  id: 'console.session.delete',
  method: 'DELETE',
  path: '/session',
  summary: 'Signs out',
  credentials: 'session',
  input: z.object({}),
  output: done,
})

export const listSessions = defineOperation({
  id: 'console.sessions.list',
  method: 'GET',
  path: '/sessions',
  summary: 'Lists where the user is signed in, newest first',
  credentials: 'session',
  input: z.object({}),
  output: z.object({ sessions: z.array(sessionJson) }),
})

export const endSession = defineOperation({
  id: 'console.sessions.delete',
  method: 'DELETE',
  path: '/sessions/{id}',
  summary: 'Signs out somewhere',
  credentials: 'session',
  input: z.object({ id: text({ max: 100 }) }),
  output: done,
})

export const endOtherSessions = defineOperation({
  id: 'console.sessions.delete_others',
  method: 'DELETE',
  path: '/sessions',
  summary: 'Signs out everywhere else',
  credentials: 'session',
  input: z.object({}),
  output: done,
})

export const changePassword = defineOperation({
  id: 'console.password.update',
  method: 'PUT',
  path: '/password',
  summary: 'Changes the own password and signs out everywhere else',
  credentials: 'session',
  input: z.object({ current_password: password, new_password: password }).transform(camelKeys),
  output: done,
})

export const requestPasswordReset = defineOperation({
  id: 'console.password.request_reset',
  method: 'POST',
  path: '/password_reset',
  summary: 'Sends a link for a new password, if there is such a user; the answer does not say',
  credentials: 'visitor',
  input: z.object({ email }),
  output: done,
})

export const resetPassword = defineOperation({
  id: 'console.password.reset',
  method: 'POST',
  path: '/password_reset/finish',
  summary: 'Sets a password by the link of a mail; signs in unless there is a second factor',
  credentials: 'visitor',
  input: z.object({ token, password }),
  output: z.union([signedIn, z.object({ status: z.literal('password_set') })]),
})

export const acceptInvitation = defineOperation({
  id: 'console.invitation.accept',
  method: 'POST',
  path: '/invitation',
  summary: 'Sets the first password by the link of an invitation, and signs in',
  credentials: 'visitor',
  input: z.object({ token, password, name: text({ max: 255 }).optional() }),
  output: z.union([signedIn, z.object({ status: z.literal('password_set') })]),
})

export const beginSecondFactor = defineOperation({
  id: 'console.second_factor.begin',
  method: 'POST',
  path: '/second_factor',
  summary: 'Gives a secret for an authenticator app, and the address for its QR code',
  credentials: 'session',
  input: z.object({ password }),
  output: z.object({ secret: z.string(), address: z.string() }),
})

export const confirmSecondFactor = defineOperation({
  id: 'console.second_factor.confirm',
  method: 'PUT',
  path: '/second_factor',
  summary: 'Switches the second factor on by its first code; gives the recovery codes',
  credentials: 'session',
  input: z.object({ code }),
  output: recoveryCodes,
})

export const removeSecondFactor = defineOperation({
  id: 'console.second_factor.delete',
  method: 'DELETE',
  path: '/second_factor',
  summary: 'Switches the second factor off',
  credentials: 'session',
  input: z.object({ password }),
  output: done,
})

export const renewRecoveryCodes = defineOperation({
  id: 'console.second_factor.renew_codes',
  method: 'POST',
  path: '/second_factor/recovery_codes',
  summary: 'Gives new recovery codes; the old ones end',
  credentials: 'session',
  input: z.object({ password }),
  output: recoveryCodes,
})

export const startIdentity = defineOperation({
  id: 'console.identity.start',
  method: 'POST',
  path: '/identity',
  summary: 'Gives the address at the identity provider to which the browser goes',
  credentials: 'visitor',
  input: z.object({}),
  output: z.object({ url: z.string() }),
})

export const finishIdentity = defineOperation({
  id: 'console.identity.finish',
  method: 'POST',
  path: '/identity/finish',
  summary: 'Signs in by what the identity provider put into the address on the way back',
  credentials: 'visitor',
  input: z.object({ query: text({ max: 8000 }) }),
  output: signedIn,
})
