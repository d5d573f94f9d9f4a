/** Signing in to a widget in a window of its own, by a real OpenID Connect provider on this machine. */
import { createHash } from 'node:crypto'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newEmail } from '../../../support/console-client.ts'
import {
  CLIENT_ID,
  CLIENT_SECRET,
  startIdentityProvider,
  type TestIdentityProvider,
} from '../../../support/identity-provider.ts'
import { callOperation, provisioningCredential } from '../../../support/operation-client.ts'
import { environmentRow, preparedFolder } from '../../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { operationNamed } from '../../contract/examples/world.ts'

const PUBLIC_URL = 'https://media.example.com'
const HOST = 'https://cms.example.com'
const NONCE = 'made-up-by-the-page'
let provider: TestIdentityProvider
let server: TestServer

beforeAll(async () => {
  provider = await startIdentityProvider(`${PUBLIC_URL}/widgets/v1/identity`)
  const folder = await preparedFolder(async (database) => {
    const environment = environmentRow('demo')
    await database.environments.insert({
      ...environment,
      settings: { ...environment.settings, widgetOrigins: [HOST] },
    })
  })
  server = await startServer({
    folder,
    removesFolder: true,
    settings: {
      publicUrl: PUBLIC_URL,
      oidcIssuer: provider.issuer,
      oidcClientId: CLIENT_ID,
      oidcClientSecret: CLIENT_SECRET,
    },
  })
})
afterAll(async () => {
  await server.close()
  await provider.close()
})

/** What a window that is opened at that address meets. */
async function visit(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/widgets/v1${path}`, { redirect: 'manual', headers })
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('tintype_widget_identity='))
  return { status: response.status, headers: response.headers, text: await response.text(), cookie: cookie ?? '' }
}

const begin = (origin = HOST, nonce = NONCE) =>
  visit(`/demo/ml/sign_in?${new URLSearchParams({ origin, nonce })}`, { accept: 'text/html' })

async function signIn(email: string, subject = email) {
  const begun = await begin()
  const query = await provider.signIn(begun.headers.get('location') ?? '', { subject, email, isVerified: true })
  const [cookie = ''] = begun.cookie.split(';')
  return { begun, query, cookie, finish: () => visit(`/identity?${query}`, { cookie, accept: 'text/html' }) }
}

async function invited(): Promise<string> {
  const email = newEmail()
  const parameters = { name: 'Ada', email, role: 'media_library_admin' }
  const credential = provisioningCredential(server.account)
  await callOperation(server, operationNamed('provisioning.users.create'), { parameters }, credential)
  return email
}

/** Runs the script of the page as a browser would, and gives what was posted where. */
function posted(page: string, opener: boolean) {
  const [, script = ''] = /<script>([\s\S]*)<\/script>/.exec(page) ?? []
  const [, attributes = ''] = /<main id="handover"([^>]*)>/.exec(page) ?? []
  const unescaped = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&amp;/g, '&')
  const dataset = Object.fromEntries(
    [...attributes.matchAll(/data-(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, unescaped(value)]),
  )
  const messages: { message: { type: string; nonce: string; session: Record<string, unknown> }; origin: string }[] = []
  const elements: Record<string, object> = { handover: { dataset }, lost: { hidden: true } }
  let isClosed = false
  const window = {
    opener: opener ? { postMessage: (message: never, origin: string) => messages.push({ message, origin }) } : null,
    close: () => {
      isClosed = true
    },
  }
  runInNewContext(script, { window, document: { getElementById: (id: string) => elements[id] } })
  return { messages, isClosed, lost: elements.lost, dataset, script }
}

it('is offered by the configuration of widgets, under the name of the provider', async () => {
  const { text } = await visit('/demo/config')

  expect(JSON.parse(text).identity_provider).toEqual({ name: 'Single sign-on' })
})

describe('a window', () => {
  it('7: goes to the provider, and its session comes to the page that opened it, and to no other', async () => {
    const email = await invited()
    const { begun, finish } = await signIn(email)

    expect(begun.status).toBe(302)
    expect(begun.cookie).toMatch(/; Path=\/widgets\/v1\/identity; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/)
    const { status, text, headers, cookie } = await finish()

    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(cookie).toContain('Max-Age=0')
    const { messages, isClosed, dataset, script } = posted(text, true)
    const digest = createHash('sha256').update(script).digest('base64')
    expect(headers.get('content-security-policy')).toContain(`script-src 'sha256-${digest}'`)
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatchObject({
      origin: HOST,
      message: {
        type: 'tintype-library-session',
        nonce: NONCE,
        session: { role: 'media_library_admin', user: { email } },
      },
    })
    expect([isClosed, dataset]).toEqual([true, {}])
    const search = (origin: string) => {
      const call = { headers: { authorization: `Bearer ${messages[0]?.message.session.token}`, origin } }
      return callOperation(server, operationNamed('search.assets'), call, null)
    }
    expect([(await search(HOST)).status, (await search('https://evil.example.com')).status]).toEqual([200, 401])
  })

  it('says so when its page cannot be reached any more', async () => {
    const { finish } = await signIn(await invited())

    const { messages, lost, isClosed } = posted((await finish()).text, false)

    expect({ messages, lost, isClosed }).toEqual({ messages: [], lost: { hidden: false }, isClosed: false })
  })

  it.each([
    ['of a page that is not allowed', 'https://evil.example.com', NONCE, 403],
    ['without a nonce that cannot be guessed', HOST, 'short', 400],
    ['of no origin', 'javascript:alert(1)', NONCE, 400],
  ])('%s is refused with a page that says why', async (_what, origin, nonce, status) => {
    const answer = await begin(origin, nonce)

    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toContain('text/html')
    expect(answer.cookie).toBe('')
  })

  it('is good in the browser that began, and once', async () => {
    const { query, finish } = await signIn(await invited())
    const other = (await begin()).cookie.split(';')[0] ?? ''

    expect((await visit(`/identity?${query}`)).status).toBe(401)
    expect((await visit(`/identity?${query}`, { cookie: other })).status).toBe(401)
    expect((await visit(`/identity?${query}`, { cookie: 'tintype_widget_identity=bm9uc2Vuc2U' })).status).toBe(401)
    expect((await finish()).status).toBe(200)
    expect((await finish()).status).toBe(401)
  })

  it('whose cookie names another page gives that page nothing', async () => {
    const { query, cookie } = await signIn(await invited())
    const waiting = JSON.parse(Buffer.from(cookie.split('=')[1] ?? '', 'base64url').toString())
    const changed = Buffer.from(JSON.stringify({ ...waiting, origin: 'https://evil.example.com' })).toString(
      'base64url',
    )

    const { status, text } = await visit(`/identity?${query}`, { cookie: `tintype_widget_identity=${changed}` })

    expect(status).toBe(403)
    expect(text).not.toContain('handover')
  })

  it('lets nobody in who was not invited', async () => {
    const { finish } = await signIn(newEmail())

    expect((await finish()).status).toBe(401)
  })
})

it('without a provider a window says which setting names one', async () => {
  const plain = await startServer()
  const query = new URLSearchParams({ origin: 'http://localhost:3000', nonce: NONCE })
  const open = (origin: string) => {
    query.set('origin', origin)
    return fetch(`${plain.url}/widgets/v1/demo/ml/sign_in?${query}`)
  }

  const { error } = await (await open('http://localhost:3000')).json()
  const foreign = await open('https://evil.example.com')

  expect(error.message).toBe('No identity provider is set up: see TINTYPE_OIDC_ISSUER')
  // Asked on its own machine, by a page of another: the machine's visitors are not that page's.
  expect(foreign.status).toBe(403)
  await plain.close()
})
