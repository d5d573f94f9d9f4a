import { totpCode } from '../../../../server/security/totp.ts'
import { type Browser, browser, CONSOLE_HEADER, newEmail, PASSWORD } from '../../../support/console-client.ts'
import type { Examples, ExampleWorld } from './example.ts'

const asVisitor = (parameters: Readonly<Record<string, unknown>> = {}) => ({
  parameters,
  json: true,
  headers: CONSOLE_HEADER,
})

const asUser = (page: Browser, parameters: Readonly<Record<string, unknown>> = {}) => ({
  parameters,
  json: true,
  headers: { ...CONSOLE_HEADER, cookie: page.cookies() },
})

const session: Examples[string] = async (world) => {
  const page = await signedIn(world)
  return { headers: { ...CONSOLE_HEADER, cookie: page.cookies() } }
}

/** Links in mails are tested in `sign-in-mails.test.ts`, where the mails arrive. */
export const consoleExamples: Examples = {
  'console.sign_in.methods': () => ({ headers: CONSOLE_HEADER }),
  'console.session.create': async (world) => asVisitor({ email: await user(world), password: PASSWORD }),
  'console.session.second_factor': async (world) => {
    const { page, email, recoveryCode } = await withSecondFactor(world)
    await page.call('DELETE', '/session')
    const { body } = await page.call('POST', '/session', { email, password: PASSWORD })
    return asVisitor({ ticket: body.ticket, code: recoveryCode })
  },
  'console.session.get': session,
  'console.session.delete': session,
  'console.sessions.list': session,
  'console.sessions.delete': async (world) => {
    const page = await signedIn(world)
    const { body } = await page.call('GET', '/sessions')
    return asUser(page, { id: body.sessions[0].id })
  },
  'console.sessions.delete_others': session,
  'console.password.update': async (world) =>
    asUser(await signedIn(world), { current_password: PASSWORD, new_password: 'another good one' }),
  'console.password.request_reset': async (world) => asVisitor({ email: await user(world) }),
  'console.second_factor.begin': async (world) => asUser(await signedIn(world), { password: PASSWORD }),
  'console.second_factor.confirm': async (world) => {
    const page = await signedIn(world)
    const { body } = await page.call('POST', '/second_factor', { password: PASSWORD })
    return asUser(page, { code: presentCode(body.secret) })
  },
  'console.second_factor.delete': async (world) => asUser((await withSecondFactor(world)).page, { password: PASSWORD }),
  'console.second_factor.renew_codes': async (world) =>
    asUser((await withSecondFactor(world)).page, { password: PASSWORD }),
}

/** Gives the e-mail. */
async function user({ call }: ExampleWorld): Promise<string> {
  const parameters = { name: 'Ada', email: newEmail(), role: 'admin' }
  const { id, email } = await call('provisioning.users.create', { parameters, json: true })
  await call('provisioning.users.set_password', { parameters: { id, password: PASSWORD }, json: true })
  return email
}

async function signedIn(world: ExampleWorld, email?: string): Promise<Browser> {
  const page = browser(world.url)
  await page.call('POST', '/session', { email: email ?? (await user(world)), password: PASSWORD })
  return page
}

async function withSecondFactor(world: ExampleWorld) {
  const email = await user(world)
  const page = await signedIn(world, email)
  const { body } = await page.call('POST', '/second_factor', { password: PASSWORD })
  const confirmed = await page.call('PUT', '/second_factor', { code: presentCode(body.secret) })
  return { page, email, recoveryCode: confirmed.body.recovery_codes[0] as string }
}

function presentCode(secret: string): string {
  return totpCode(secret, Math.floor(Date.now() / 30_000))
}
