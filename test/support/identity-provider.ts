/**
 * A real OpenID Connect provider on a loopback port. Who signs in there is what the test says: code goes through it without
 * being asked, a browser meets a page that lists who was invited.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

export interface Person {
  readonly subject: string
  readonly email: string
  readonly isVerified: boolean
}

export interface TestIdentityProvider {
  readonly issuer: string
  /** Goes there as a browser that this person uses, and gives the query with which it is sent back. */
  signIn(url: string, person: Person): Promise<string>
  /** Lets somebody sign in with a browser. */
  invite(person: Person): void
  close(): Promise<void>
}

export const CLIENT_ID = 'tintype'
export const CLIENT_SECRET = 'a secret of the client'

/** @param redirectUri of the one client that it knows */
export async function startIdentityProvider(redirectUri: string): Promise<TestIdentityProvider> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, Person>()
  const configuration: Configuration = {
    clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    pkce: { required: () => true },
    cookies: { keys: ['of a test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => {
        const person = people.get(accountId)
        return { sub: accountId, email: person?.email, email_verified: person?.isVerified }
      },
    }),
  }
  const provider = new Provider(issuer, configuration)
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    const subject = new URLSearchParams(request.url?.split('?')[1]).get('as')
    if (!request.url?.startsWith('/interaction/')) {
      await answer(request, response)
      return
    }
    if (subject === null) {
      const links = [...people.keys()].map((each) => `<p><a href="?as=${encodeURIComponent(each)}">${each}</a></p>`)
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<h1>Who are you?</h1>${links.join('')}`)
      return
    }
    const { params } = await provider.interactionDetails(request, response)
    const grant = new provider.Grant({ accountId: subject, clientId: String(params.client_id) })
    grant.addOIDCScope('openid email profile')
    const result = { login: { accountId: subject }, consent: { grantId: await grant.save() } }
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
  })
  return {
    issuer,
    async signIn(url, person) {
      people.set(person.subject, person)
      return walk(url, person.subject, redirectUri)
    },
    invite: (person) => void people.set(person.subject, person),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Follows redirects with cookies until it is sent back to the client. */
async function walk(start: string, subject: string, redirectUri: string): Promise<string> {
  const jar = new Map<string, string>()
  let url = new URL(start)
  for (let step = 0; step < 10; step += 1) {
    if (url.pathname.startsWith('/interaction/')) url.searchParams.set('as', subject)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      jar.set(name, value)
    }
    const location = response.headers.get('location')
    if (location === null) throw new Error(`The provider answered ${response.status}: ${await response.text()}`)
    url = new URL(location, url)
    if (url.href.startsWith(redirectUri)) return url.search.slice(1)
  }
  throw new Error('The provider redirects for ever')
}
