/** The search for pictures that whoever embeds the server brings along. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixtureImageSearch } from '../../../support/remote-providers/image-search.ts'
import { type StandIn, startProviders } from '../../../support/remote-providers/stand-in.ts'
import { startServer, type TestServer } from '../../../support/server.ts'

describe('the search for pictures', () => {
  let server: TestServer
  let providers: StandIn
  let search: ReturnType<typeof fixtureImageSearch>

  beforeAll(async () => {
    const names = ['a-1.jpg', 'a-2.jpg', 'a-3.jpg', 'a-4.jpg', 'a-5.jpg']
    const files = names.map((name) => ({ name, folder: null, type: 'image/jpeg', bytes: Buffer.from(name) }))
    providers = await startProviders({ folders: [], files })
    search = fixtureImageSearch(providers)
    const settings = { fetchAllowPrivate: ['127.0.0.1:*'] }
    server = await startServer({ settings, imageSearch: search, remoteSourceHosts: providers.hosts })
  })
  afterAll(async () => {
    await server.close()
    await providers.close()
  })

  const ask = async (query: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/companion/image_search/list?${query}`, { headers })
    return { status: response.status, body: await response.json() }
  }

  it('is offered without any provider', async () => {
    const { sources } = await (await fetch(`${server.url}/widgets/v1/${server.cloudName}/sources`)).json()

    expect(sources).toContainEqual({ name: 'image_search', kind: 'search', enabled: true, reason: null })
    expect(sources.find(({ name }: { name: string }) => name === 'shutterstock')).toMatchObject({
      enabled: false,
      reason: expect.stringContaining('stockLibraries'),
    })
  })

  it('asks for words, site, rights and page, and gives pages one after the other', async () => {
    const first = await ask('q=a-&site=photos.example&rights=free_mod')
    const second = await ask(`q=a-&${first.body.nextPageQuery}`)

    expect(first.body.items).toHaveLength(4)
    expect(second.body).toMatchObject({ items: [{ name: 'a-5.jpg' }], nextPageQuery: null })
    expect(search.asked).toEqual([
      { words: 'a-', page: 1, site: 'photos.example', rights: 'free_mod' },
      { words: 'a-', page: 2, site: null, rights: 'not_filtered' },
    ])
    expect(first.body.items[0].author).toEqual({ name: 'A Painter, CC0', url: null })
  })

  it('shows thumbnails through the server', async () => {
    const { body } = await ask('q=a-1')
    const [{ thumbnail }] = body.items

    expect(thumbnail.startsWith(`${server.url}/companion/thumbnail?`)).toBe(true)
    expect(await (await fetch(thumbnail)).text()).toBe('a-1.jpg')
  })

  it.each([
    ['', 400, 'Missing required parameter - q'],
    [`q=${'x'.repeat(301)}`, 400, 'for parameter q: expected at most 300 characters'],
    ['q=a&page=0', 400, 'for parameter page: expected a whole number from 1 to 1000'],
    ['q=a&page=1.5', 400, 'for parameter page: expected a whole number from 1 to 1000'],
    ['q=a&site=https://a.example/', 400, 'for parameter site: expected a host name'],
    ['q=a&rights=all', 400, 'for parameter rights: expected one of not_filtered'],
    ['q=fail', 502, 'The search for pictures did not answer as expected'],
  ])('answers %j by %i', async (query, status, message) => {
    const answer = await ask(query)

    expect(answer.status).toBe(status)
    expect(answer.body.error.message).toContain(message)
  })

  it('is for allowed pages only', async () => {
    expect((await ask('q=a', { origin: 'https://evil.example' })).status).toBe(401)
  })
})
