/** The library's requests against the real server; statements 4, 27, 28 and 35 as far as they are about requests. */
import { createLibraryApi } from '../../../widgets/media-library/api/create-library-api.ts'
import type { LibraryApi, LibraryChange } from '../../../widgets/media-library/api/library-api.ts'
import { Backend, settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'

interface Session {
  readonly api: LibraryApi
  token: string | undefined
  renewals: number
  renewTo: string | undefined
}

function session(backend: Backend): Session {
  const made: { -readonly [Name in keyof Session]: Session[Name] } = {
    token: undefined,
    renewals: 0,
    renewTo: undefined,
    api: createLibraryApi({
      apiBase: backend.base,
      cloudName: settings.cloudName,
      token: () => made.token,
      renew: async () => {
        made.renewals += 1
        // As long as another server takes to answer.
        await new Promise((resolve) => setTimeout(resolve, 30))
        made.token = made.renewTo
        return made.token !== undefined
      },
    }),
  }
  return made
}

async function signedIn(backend: Backend, username = 'ada'): Promise<Session> {
  const made = session(backend)
  const answer = await made.api.signIn(await backend.visitor(username))
  ok(answer.ok, 'signed in')
  made.token = answer.value.token
  made.renewTo = made.token
  return made
}

describe('what a library asks of the server', () => {
  let backend: Backend
  beforeEach(() => {
    backend = new Backend()
  })
  afterEach(() => backend.release())

  it('4: a signature opens a session, which may search; a wrong one is an error that says so', async () => {
    const { api } = await signedIn(backend)
    const found = await api.search({ expression: '', max_results: 1 })
    ok(found.ok && typeof found.value.total_count === 'number', 'an answer')

    const wrong = await session(backend).api.signIn({ ...(await backend.visitor('ada')), signature: '0'.repeat(64) })
    ok(!wrong.ok, 'refused')
    equal(wrong.error.code, 'unauthorized')
    ok(!/could not|unexpected/i.test(wrong.error.message), wrong.error.message)
  })

  it('27: a 401 is renewed once for all who met it, and each request is sent again', async () => {
    const made = await signedIn(backend)
    made.renewTo = made.token
    made.token = 'gone'

    const answers = await Promise.all([
      made.api.search({ expression: '', max_results: 1 }),
      made.api.folders(''),
      made.api.metadataFields(),
    ])

    ok(
      answers.every((answer) => answer.ok),
      JSON.stringify(answers),
    )
    equal(made.renewals, 1)
  })

  it('27: without another token the answer is that nobody is signed in, and nothing is asked twice', async () => {
    const made = await signedIn(backend)
    made.token = 'gone'
    made.renewTo = undefined

    const answer = await made.api.folders('')

    equal(answer.ok ? 'ok' : answer.error.code, 'unauthorized')
    equal((await backend.calls()).filter(({ path }) => path.includes('/folders')).length, 1)
  })

  it('28: neither sends cookies nor a token in an address', async () => {
    const { api, token } = await signedIn(backend)
    await api.search({ expression: 'tags=a', max_results: 1 })

    const calls = await backend.calls()

    ok(token && calls.every(({ path }) => !path.includes(token)), 'no token in an address')
    equal(document.cookie, '')
  })

  it('tells a lost connection, a refusal and a request that was given up apart', async () => {
    const { api } = await signedIn(backend)
    await backend.rules(
      { path: '/search', drop: true, times: 1 },
      { path: '/folders', status: 403, message: 'Not you', times: 1 },
      { path: '/metadata_fields', status: 429, times: 1 },
      { path: '/tags/', hold: true, times: 3 },
    )
    const giving = new AbortController()
    const held = api.tags('a', giving.signal)
    const answers = [
      await api.search({ expression: '', max_results: 1 }),
      await api.folders(''),
      await api.metadataFields(),
    ]
    giving.abort()

    same(
      [...answers, await held].map((answer) => (answer.ok ? 'ok' : answer.error.code)),
      ['unreachable', 'forbidden', 'too_many_requests', 'aborted'],
    )
    equal(answers[1]?.ok === false ? answers[1].error.message : '', 'Not you')
  })

  it('hears of changes by others, and begins anew after the connection was lost', async () => {
    const { api } = await signedIn(backend)
    const changes: LibraryChange[] = []
    const listening = new AbortController()
    await backend.rules({ path: '/events', drop: true, times: 1 })
    const ended = api.changes((change) => changes.push(change), listening.signal)

    await eventually(() =>
      ok(
        changes.some(({ type }) => type === 'reconnected'),
        'connected again',
      ),
    )
    await backend.admin('POST', `/folders/heard-${backend.id}`)
    await eventually(() =>
      ok(
        changes.some(({ body }) => JSON.stringify(body)?.includes(`heard-${backend.id}`)),
        `the folder, saw ${JSON.stringify(changes)}`,
      ),
    )
    listening.abort()
    await ended
  })
})
