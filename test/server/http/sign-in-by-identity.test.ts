/** Signing in by a real OpenID Connect provider on this machine. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, browser, newEmail } from '../../support/console-client.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  type Person,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../../support/identity-provider.ts'
import { callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

const PUBLIC_URL = 'https://media.example.com'
let provider: TestIdentityProvider
let server: TestServer

beforeAll(async () => {
  provider = await startIdentityProvider(`${PUBLIC_URL}/console/identity`)
  server = await startServer({
    settings: {
      publicUrl: PUBLIC_URL,
      oidcIssuer: provider.issuer,
      oidcClientId: CLIENT_ID,
      oidcClientSecret: CLIENT_SECRET,
      oidcName: 'Acme',
    },
  })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

it('is offered under the name of the provider', async () => {
  const { body } = await browser(server.url).call('GET', '/sign_in_methods')

  expect(body).toEqual({ password: true, identity_provider: { name: 'Acme' } })
})

describe('an invited user', () => {
  it('is signed in by the e-mail that the provider vouches for, and is pending no more', async () => {
    const { id, email } = await newUser()
    const page = browser(server.url)

    const answer = await signInAs(page, { subject: 'ada', email: email.toUpperCase(), isVerified: true })

    expect(answer.body).toMatchObject({ status: 'signed_in', user: { id, email, pending: false } })
    expect((await page.call('GET', '/session')).body.user.id).toBe(id)
  })

  it('is known afterwards by their identity, whatever their e-mail becomes', async () => {
    const { id, email } = await newUser()
    await signInAs(browser(server.url), { subject: 'grace', email, isVerified: true })

    const moved = { subject: 'grace', email: 'moved@example.com', isVerified: false }
    const later = await signInAs(browser(server.url), moved)
    const impostor = await signInAs(browser(server.url), { subject: 'other', email, isVerified: true })

    expect(later.body.user.id).toBe(id)
    expect(impostor.status).toBe(401)
  })

  it('is not signed in by an e-mail that nobody has verified', async () => {
    const { email } = await newUser()

    const { status, body } = await signInAs(browser(server.url), { subject: 'eve', email, isVerified: false })

    expect({ status, message: body.error.message }).toEqual({
      status: 401,
      message: 'Nobody with this identity may sign in here: ask for an invitation',
    })
  })

  it('is not signed in when disabled', async () => {
    const { id, email } = await newUser()
    await provision('provisioning.users.update', { id, enabled: false })

    expect((await signInAs(browser(server.url), { subject: 'off', email, isVerified: true })).status).toBe(401)
  })
})

it('lets nobody in who was not invited', async () => {
  const stranger = { subject: 'stranger', email: newEmail(), isVerified: true }

  expect((await signInAs(browser(server.url), stranger)).status).toBe(401)
})

describe('the way back', () => {
  it('is good in the browser that began, and there once', async () => {
    const { email } = await newUser()
    const [own, other] = [browser(server.url), browser(server.url)]
    const query = await wayBack(own, { subject: 'back', email, isVerified: true })
    await other.call('POST', '/identity')

    const nowhereBegun = await browser(server.url).call('POST', '/identity/finish', { query })
    const elsewhereBegun = await other.call('POST', '/identity/finish', { query })
    const finished = await own.call('POST', '/identity/finish', { query })
    const again = await own.call('POST', '/identity/finish', { query })

    expect(nowhereBegun.status).toBe(401)
    expect(elsewhereBegun.status).toBe(401)
    expect(finished.status).toBe(200)
    expect(again.status).toBe(401)
  })

  it.each([
    ['an error of the provider', () => 'error=access_denied&state=x'],
    ['a code that it did not give', (query: string) => query.replace(/code=[^&]+/, 'code=invented')],
    ['another state', (query: string) => query.replace(/state=[^&]+/, 'state=invented')],
    ['nonsense', () => '%%%'],
  ])('with %s signs nobody in', async (_what, change) => {
    const { email } = await newUser()
    const page = browser(server.url)
    const query = await wayBack(page, { subject: `bad-${email}`, email, isVerified: true })

    const { status } = await page.call('POST', '/identity/finish', { query: change(query) })

    expect(status).toBe(401)
    expect((await page.call('GET', '/session')).status).toBe(401)
  })
})

describe('without a provider', () => {
  it('says which setting names one', async () => {
    const plain = await startServer()

    const { status, body } = await browser(plain.url).call('POST', '/identity')
    const methods = await browser(plain.url).call('GET', '/sign_in_methods')

    expect({ status, message: body.error.message }).toEqual({
      status: 404,
      message: 'No identity provider is set up: see TINTYPE_OIDC_ISSUER',
    })
    expect(methods.body.identity_provider).toBeNull()
    await plain.close()
  })

  it('that answers, fails with a clear error, and passwords go on working', async () => {
    const settings = { oidcIssuer: 'http://127.0.0.1:9', oidcClientId: 'x', oidcClientSecret: 'y' }
    const broken = await startServer({ settings })

    const { status, body } = await browser(broken.url).call('POST', '/identity')

    expect({ status, message: body.error.message }).toEqual({
      status: 500,
      message: 'The identity provider cannot be reached: try again later',
    })
    await broken.close()
  })

  it.each([
    [{ oidcIssuer: 'http://idp.example.com', oidcClientId: 'x', oidcClientSecret: 'y' }, 'an https URL'],
    [{ oidcIssuer: 'https://idp.example.com' }, 'TINTYPE_OIDC_CLIENT_ID'],
  ])('%o is refused at the start', async (settings, message) => {
    await expect(startServer({ settings })).rejects.toThrow(message)
  })
})

function provision(id: string, parameters: Readonly<Record<string, unknown>>) {
  return callOperation(server, operationNamed(id), { parameters, json: true }, provisioningCredential(server.account))
}

async function newUser() {
  const { body } = await provision('provisioning.users.create', { name: 'Ada', email: newEmail(), role: 'admin' })
  return body as { readonly id: string; readonly email: string }
}

async function wayBack(page: Browser, person: Person): Promise<string> {
  const { body } = await page.call('POST', '/identity')
  return provider.signIn(body.url, person)
}

async function signInAs(page: Browser, person: Person) {
  return page.call('POST', '/identity/finish', { query: await wayBack(page, person) })
}
