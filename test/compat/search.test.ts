import { beforeAll, describe, expect, it } from 'vitest'
import { adminError, describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()
const PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

beforeAll(async () => {
  const { uploader } = sdk.cloudinary
  const upload = (public_id: string, options: object) => uploader.upload(PICTURE, { public_id, ...options })
  await upload('one', { tags: ['red', 'full-analysis'], context: { alt: 'A hat' }, asset_folder: 'products' })
  await upload('two', { tags: ['red'], asset_folder: 'products/hats', display_name: 'Second hat' })
  await upload('three', { tags: ['blue'], asset_folder: 'Others' })
})

/** What the fluent classes have in common with the `api` methods is that answers are plain objects. */
type Found = Awaited<ReturnType<ReturnType<Sdk['cloudinary']['search']['expression']>['execute']>>

function ids({ resources }: Pick<Found, 'resources'>): readonly string[] {
  return resources.map(({ public_id }: { public_id: string }) => public_id)
}

describeMethod('api.search', sdk, {
  async succeeds({ cloudinary }) {
    const found = (await cloudinary.api.search({
      expression: 'tags:red',
      sort_by: [{ public_id: 'asc' }],
    } as never)) as Found

    expect(ids(found)).toEqual(['one', 'two'])
    expect(found.total_count).toBe(2)
    expect(found.time).toEqual(expect.any(Number))
    expect(found.resources[0]).toMatchObject({
      asset_folder: 'products',
      filename: 'one',
      format: 'png',
      resource_type: 'image',
      type: 'upload',
      width: 1,
      height: 1,
      pixels: 1,
      aspect_ratio: 1,
      status: 'active',
      access_mode: 'public',
      access_control: null,
    })
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.search({ expression: 'tags:red AND' } as never)).rejects.toMatchObject(
      adminError(400, 'Invalid expression at position 13: expected a field, text or ('),
    )
  },
})

describeMethod('search.execute', sdk, {
  async succeeds({ cloudinary }) {
    const found = await cloudinary.search.expression('hat').sort_by('public_id', 'asc').execute()

    expect(ids(found)).toEqual(['one', 'two'])
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.search.expression('NOT red').execute()).rejects.toMatchObject(
      adminError(400, expect.stringMatching(/^Invalid expression at position 1: /)),
    )
  },
})

type Search = Sdk['cloudinary']['search']

/** Each method of the builder: what it makes the server do, and what the server refuses. */
const BUILDERS: Readonly<
  Record<
    string,
    { readonly works: (search: Search) => Promise<void>; readonly refused: (search: Search) => Promise<unknown> }
  >
> = {
  instance: {
    works: async (search) => expect((await search.instance().execute()).total_count).toBe(3),
    refused: (search) => search.instance().expression('(').execute(),
  },
  expression: {
    works: async (search) =>
      expect(ids(await search.expression('folder:products/* -blue').execute())).toEqual(['two', 'one']),
    refused: (search) => search.expression('bytes>many').execute(),
  },
  max_results: {
    async works(search) {
      expect(ids(await search.max_results(1).sort_by('public_id', 'desc').execute())).toEqual(['two'])
      const counted = await search.max_results(0).execute()
      expect([counted.total_count, counted.resources]).toEqual([3, []])
    },
    refused: (search) => search.max_results(501).execute(),
  },
  next_cursor: {
    async works(search) {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const query = search.expression('').sort_by('bytes', 'asc').sort_by('public_id', 'asc').max_results(1)
        const page = await (cursor === undefined ? query : query.next_cursor(cursor)).execute()
        seen.push(...ids(page))
        cursor = page.next_cursor
      } while (cursor !== undefined)
      expect(seen).toEqual(['one', 'three', 'two'])
    },
    refused: (search) => search.next_cursor('nonsense').execute(),
  },
  aggregate: {
    async works(search) {
      const query = search.expression('tags:red').aggregate('format').aggregate('resource_type')
      const found = await query
        .aggregate({
          type: 'bytes',
          ranges: [
            { key: 'small', to: 1000 },
            { key: 'rest', from: 1000 },
          ],
        } as never)
        .execute()
      expect(found.aggregations).toEqual({
        format: { png: 2 },
        resource_type: { image: 2 },
        bytes: { small: 2, rest: 0 },
      })
    },
    refused: (search) => search.aggregate('tags').execute(),
  },
  with_field: {
    async works(search) {
      const { resources } = await search.expression('public_id:one').with_field('tags').with_field('context').execute()
      expect(resources[0]).toMatchObject({ tags: ['red', 'full-analysis'], context: { alt: 'A hat' } })
    },
    refused: (search) => search.with_field('secrets').execute(),
  },
  fields: {
    async works(search) {
      const { resources } = await search.expression('public_id:one').fields(['tags', 'secure_url']).execute()
      expect(Object.keys(resources[0]).sort()).toEqual(
        [
          'asset_folder',
          'asset_id',
          'created_at',
          'public_id',
          'resource_type',
          'secure_url',
          'status',
          'tags',
          'type',
        ].sort(),
      )
    },
    refused: (search) => search.fields('secrets').execute(),
  },
  sort_by: {
    works: async (search) =>
      expect(ids(await search.sort_by('asset_folder', 'desc').execute())).toEqual(['two', 'one', 'three']),
    refused: (search) => search.sort_by('tags', 'asc').execute(),
  },
  ttl: {
    async works(search) {
      const response = await fetch(local(search.expression('tags:blue').ttl(60).to_url()))
      expect(response.headers.get('cache-control')).toBe('public, max-age=60')
      expect(ids((await response.json()) as Found)).toEqual(['three'])
    },
    refused: (search) => refusedUrl(search.ttl(99_999_999).to_url()),
  },
  to_query: {
    works: async (search) => expect(search.expression('tags:blue').to_query()).toEqual({ expression: 'tags:blue' }),
    refused: (search) => sdk.cloudinary.api.search(search.expression(')').to_query() as never),
  },
  to_url: {
    async works(search) {
      const query = search.expression('tags:red').sort_by('public_id', 'asc').max_results(1).fields('bytes')
      const first = (await (await fetch(local(query.to_url(300)))).json()) as Found
      const second = (await (await fetch(local(query.to_url(300, first.next_cursor)))).json()) as Found
      expect([...ids(first), ...ids(second)]).toEqual(['one', 'two'])
      expect(second.next_cursor).toBeUndefined()
    },
    refused: (search) => refusedUrl(search.expression('a').to_url().replace('/search/', '/search/0')),
  },
}

for (const [method, { works, refused }] of Object.entries(BUILDERS)) {
  describeMethod(`search.${method}`, sdk, {
    succeeds: ({ cloudinary }) => works(cloudinary.search),
    fails: async ({ cloudinary }) => {
      await expect(refused(cloudinary.search)).rejects.toMatchObject({ error: { http_code: expect.any(Number) } })
    },
  })
}

describeMethod('api.search_folders', sdk, {
  async succeeds({ cloudinary }) {
    const found = await cloudinary.api.search_folders({ expression: 'path:products/*' } as never)

    expect(found).toMatchObject({
      total_count: 1,
      folders: [
        { name: 'hats', path: 'products/hats', external_id: expect.any(String), created_at: expect.any(String) },
      ],
    })
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.search_folders({ expression: 'name>5' } as never)).rejects.toMatchObject(
      adminError(400, expect.stringContaining('position 6')),
    )
  },
})

type FoldersFound = { folders: { path: string }[]; next_cursor?: string; total_count: number }
const paths = ({ folders }: FoldersFound) => folders.map(({ path }) => path)

const FOLDER_BUILDERS: Readonly<
  Record<
    string,
    { readonly works: (search: Search) => Promise<void>; readonly refused: (search: Search) => Promise<unknown> }
  >
> = {
  execute: {
    works: async (search) =>
      expect(paths((await search.expression('name:hats').execute()) as never)).toEqual(['products/hats']),
    refused: (search) => search.expression('name:').execute(),
  },
  instance: {
    works: async (search) => expect(((await search.instance().execute()) as never as FoldersFound).total_count).toBe(3),
    refused: (search) => search.instance().expression('(').execute(),
  },
  expression: {
    works: async (search) =>
      expect(paths((await search.expression('name:prod* AND created_at>1d').execute()) as never)).toEqual(['products']),
    refused: (search) => search.expression('created_at>soon').execute(),
  },
  max_results: {
    works: async (search) =>
      expect(paths((await search.max_results(1).sort_by('path', 'asc').execute()) as never)).toEqual(['Others']),
    refused: (search) => search.max_results(501).execute(),
  },
  next_cursor: {
    async works(search) {
      const query = () => search.expression('').sort_by('name', 'asc').max_results(2)
      const first = (await query().execute()) as never as FoldersFound
      const second = (await query()
        .next_cursor(first.next_cursor ?? '')
        .execute()) as never as FoldersFound
      expect([...paths(first), ...paths(second)]).toEqual(['Others', 'products/hats', 'products'])
      expect(second.next_cursor).toBeUndefined()
    },
    refused: (search) => search.next_cursor('nonsense').execute(),
  },
  sort_by: {
    works: async (search) =>
      expect(paths((await search.sort_by('path', 'desc').execute()) as never)).toEqual([
        'products/hats',
        'products',
        'Others',
      ]),
    refused: (search) => search.sort_by('bytes', 'asc').execute(),
  },
  to_query: {
    works: async (search) => expect(search.expression('a').to_query()).toEqual({ expression: 'a' }),
    refused: (search) => sdk.cloudinary.api.search_folders(search.expression(')').to_query() as never),
  },
}

for (const [method, { works, refused }] of Object.entries(FOLDER_BUILDERS)) {
  describeMethod(`search_folders.${method}`, sdk, {
    succeeds: ({ cloudinary }) => works((cloudinary as never as { search_folders: Search }).search_folders),
    fails: async ({ cloudinary }) => {
      const search = (cloudinary as never as { search_folders: Search }).search_folders
      await expect(refused(search)).rejects.toMatchObject(adminError(400))
    },
  })
}

describeMethod('api.visual_search', sdk, {
  async isRefused({ cloudinary }) {
    await expect(cloudinary.api.visual_search({ text: 'a hat' })).rejects.toMatchObject(
      adminError(400, "You don't have an active subscription for Visual Search"),
    )
  },
})

describe('a signed search address', () => {
  const address = () => local(sdk.cloudinary.search.expression('tags:blue').to_url())

  it('is refused with 401 when anything in it was changed', async () => {
    const [before, after] = address().split('/300/')

    for (const changed of [
      `${before}/301/${after}`,
      `${before}/300/e30=`,
      address().replace('/search/', '/search/0'),
    ]) {
      const response = await fetch(changed)
      expect(response.status).toBe(401)
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('is taken with its base64 percent-encoded', async () => {
    const [before, after = ''] = address().split('/300/')

    const response = await fetch(`${before}/300/${encodeURIComponent(after)}`)

    expect(response.status).toBe(200)
  })

  it('says what is wrong with its query', async () => {
    const response = await fetch(local(sdk.cloudinary.search.expression('tags:').to_url()))

    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('position 6') } })
  })

  it('is a 404 where no cloud is named', async () => {
    const response = await fetch(address().replace(`/${sdk.server.cloudName}/search`, '/search'))

    expect(response.status).toBe(404)
  })
})

describe('a search by GET', () => {
  it('takes parameters as JSON in the query', async () => {
    const { url, cloudName, apiKey, apiSecret } = sdk.server
    const query = new URLSearchParams({ expression: 'tags:red', sort_by: '[{"public_id":"desc"}]', fields: 'tags' })

    const response = await fetch(`${url}/v1_1/${cloudName}/resources/search?${query}`, {
      headers: { Authorization: `Basic ${btoa(`${apiKey}:${apiSecret}`)}` },
    })

    expect(ids((await response.json()) as Found)).toEqual(['two', 'one'])
  })
})

/** Addresses name the vendor's host unless the SDK is told another one. */
function local(address: string): string {
  const { pathname } = new URL(address)
  return `${sdk.server.url}${pathname}`
}

async function refusedUrl(address: string): Promise<never> {
  const response = await fetch(local(address))
  const { error } = (await response.json()) as { error: { message: string } }
  throw { error: { http_code: response.status, message: error.message } }
}
