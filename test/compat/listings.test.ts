/** Listings through the genuine Node SDK. */
import { beforeAll, describe, expect, it } from 'vitest'
import { adminError, describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk: Sdk = startSdk()
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='

interface Page {
  readonly resources: readonly { readonly public_id: string }[]
  readonly next_cursor?: string
}

const names = ({ resources }: Page) => resources.map(({ public_id }) => public_id)

/** Every name of a listing, read with pages of that size. */
async function allNames(read: (page: { max_results: number; next_cursor?: string }) => Promise<Page>, size: number) {
  const found: string[] = []
  let cursor: { next_cursor?: string } = {}
  for (;;) {
    const page = await read({ max_results: size, ...cursor })
    found.push(...names(page))
    if (page.next_cursor === undefined) return found
    cursor = { next_cursor: page.next_cursor }
  }
}

beforeAll(async () => {
  const { uploader } = sdk.cloudinary
  for (const number of [1, 2, 3, 4, 5]) {
    await uploader.upload(PICTURE, {
      public_id: `list/${number}`,
      tags: number % 2 === 0 ? ['even', 'all'] : ['odd', 'all'],
      context: { number: String(number), alt: 'same' },
      asset_folder: number < 3 ? 'low' : 'high',
      ...(number === 5 ? { moderation: 'manual' } : {}),
    })
  }
  await uploader.upload(PICTURE, { public_id: 'hidden', type: 'private', tags: ['all'] })
  await uploader.upload('data:text/plain;base64,aGk=', { public_id: 'notes.txt', resource_type: 'raw', tags: ['raw'] })
})

describeMethod('api.resource_types', sdk, {
  async succeeds({ cloudinary }) {
    expect((await cloudinary.api.resource_types()).resource_types).toEqual(['image', 'video', 'raw'])
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.resource_types({ api_secret: 'wrong' })).rejects.toMatchObject(adminError(401))
  },
})

describeMethod('api.resources', sdk, {
  async succeeds({ cloudinary, server }) {
    const { api } = cloudinary
    const newestFirst = ['list/5', 'list/4', 'list/3', 'list/2', 'list/1']

    expect(names(await api.resources({ type: 'upload' }))).toEqual(newestFirst)
    expect(names(await api.resources())).toEqual(['hidden', ...newestFirst])
    expect(names(await api.resources({ type: 'upload', direction: 'asc' }))).toEqual(newestFirst.toReversed())
    expect(names(await api.resources({ resource_type: 'raw' }))).toEqual(['notes.txt'])
    expect(names(await api.resources({ resource_type: 'video' }))).toEqual([])
    expect(await allNames((page) => api.resources({ type: 'upload', ...page }), 2)).toEqual(newestFirst)
    expect(await allNames((page) => api.resources({ type: 'upload', prefix: 'list/', ...page }), 2)).toEqual(
      newestFirst.toReversed(),
    )
    expect(names(await api.resources({ type: 'upload', prefix: 'lis_' }))).toEqual([])
    expect(names(await api.resources({ start_at: new Date(Date.now() - 3_600_000) } as never))).toHaveLength(6)
    expect(names(await api.resources({ start_at: new Date(Date.now() + 3_600_000) } as never))).toEqual([])

    const [plain] = (await api.resources({ prefix: 'list/1', type: 'upload' })).resources
    expect(plain).toMatchObject({
      asset_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      public_id: 'list/1',
      format: 'gif',
      version: expect.any(Number),
      resource_type: 'image',
      type: 'upload',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      width: 1,
      height: 1,
      asset_folder: 'low',
      display_name: '1',
      url: expect.stringContaining(`${server.url}/${server.cloudName}/image/upload/v`),
    })
    for (const name of ['tags', 'context', 'metadata', 'moderation_kind']) expect(plain).not.toHaveProperty(name)
    const asked = { prefix: 'list/5', type: 'upload', tags: true, context: true, moderations: true, metadata: true }
    expect((await api.resources(asked)).resources[0]).toMatchObject({
      tags: ['odd', 'all'],
      context: { custom: { number: '5', alt: 'same' } },
      moderation_kind: 'manual',
      moderation_status: 'pending',
    })
    const few = await api.resources({ prefix: 'list/1', type: 'upload', fields: ['bytes', 'tags'] } as never)
    expect(Object.keys(few.resources[0]).sort()).toEqual(['asset_folder', 'asset_id', 'bytes', 'public_id', 'tags'])
  },
  async fails({ cloudinary }) {
    const { api } = cloudinary
    const { next_cursor } = await api.resources({ max_results: 1 })
    const refused = (options: object, message: string) =>
      expect(api.resources(options as never)).rejects.toMatchObject(adminError(400, expect.stringContaining(message)))

    await refused({ next_cursor: 'aaa' }, 'next_cursor')
    await refused({ next_cursor, direction: 'asc' }, 'other parameters')
    await refused({ next_cursor, resource_type: 'raw' }, 'other parameters')
    await refused({ max_results: 501 }, 'max_results')
    await refused({ direction: 'up' }, 'direction')
    await refused({ start_at: '2024-13-99' }, 'start_at')
    await refused({ start_at: '2024-01-01', prefix: 'a' }, 'start_at')
    await refused({ type: 'nonsense' }, 'type')
    await refused({ fields: 'secret' }, 'fields')
    await expect(api.resources({ api_key: 'nobody' } as never)).rejects.toMatchObject(adminError(401))
  },
})

describeMethod('api.resources_by_tag', sdk, {
  async succeeds({ cloudinary }) {
    const { api } = cloudinary

    expect(names(await api.resources_by_tag('even'))).toEqual(['list/4', 'list/2'])
    expect(await allNames((page) => api.resources_by_tag('all', page), 2)).toEqual([
      'hidden',
      'list/5',
      'list/4',
      'list/3',
      'list/2',
      'list/1',
    ])
    expect(names(await api.resources_by_tag('raw', { resource_type: 'raw' }))).toEqual(['notes.txt'])
    expect(await api.resources_by_tag('nobody has it')).toMatchObject({ resources: [] })
  },
  async fails({ cloudinary }) {
    const wrong = { max_results: 0 }
    await expect(cloudinary.api.resources_by_tag('all', wrong)).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.resources_by_context', sdk, {
  async succeeds({ cloudinary }) {
    const { api } = cloudinary

    expect(names(await api.resources_by_context('number', '3'))).toEqual(['list/3'])
    expect(await allNames((page) => api.resources_by_context('alt', undefined, page), 3)).toHaveLength(5)
    expect(names(await api.resources_by_context('number', '33'))).toEqual([])
  },
  async fails({ cloudinary }) {
    const missing = cloudinary.api.resources_by_context(undefined as never)
    await expect(missing).rejects.toMatchObject(adminError(400, 'Missing required parameter - key'))
  },
})

describeMethod('api.resources_by_moderation', sdk, {
  async succeeds({ cloudinary }) {
    const { api } = cloudinary

    expect(names(await api.resources_by_moderation('manual', 'pending'))).toEqual(['list/5'])
    expect(names(await api.resources_by_moderation('manual', 'approved'))).toEqual([])
  },
  async fails({ cloudinary }) {
    const wrong = cloudinary.api.resources_by_moderation('manual', 'perhaps' as never)
    await expect(wrong).rejects.toMatchObject(adminError(400, expect.stringContaining('perhaps')))
  },
})

describeMethod('api.resources_by_ids', sdk, {
  async succeeds({ cloudinary }) {
    const { api } = cloudinary

    expect(names(await api.resources_by_ids(['list/2', 'nope', 'list/4']))).toEqual(['list/4', 'list/2'])
    expect(names(await api.resources_by_ids(['hidden'], { type: 'private' }))).toEqual(['hidden'])
    expect(names(await api.resources_by_ids(['hidden']))).toEqual([])
  },
  async fails({ cloudinary }) {
    const many = Array.from({ length: 101 }, (_, index) => `id${index}`)
    await expect(cloudinary.api.resources_by_ids(many)).rejects.toMatchObject(
      adminError(400, expect.stringContaining('at most 100')),
    )
  },
})

describeMethod('api.resources_by_asset_ids', sdk, {
  async succeeds({ cloudinary }) {
    const { resources } = await cloudinary.api.resources_by_tag('even')
    const ids = resources.map((resource) => String(resource.asset_id))

    expect(names(await cloudinary.api.resources_by_asset_ids([...ids, 'f'.repeat(32)]))).toEqual(['list/4', 'list/2'])
  },
  async fails({ cloudinary }) {
    const missing = cloudinary.api.resources_by_asset_ids([])
    await expect(missing).rejects.toMatchObject(adminError(400, 'Missing required parameter - asset_ids'))
  },
})

describeMethod('api.resources_by_asset_folder', sdk, {
  async succeeds({ cloudinary }) {
    const first = await cloudinary.api.resources_by_asset_folder('high', { max_results: 2 })
    const { next_cursor } = first as Page
    const second = await cloudinary.api.resources_by_asset_folder('high', { max_results: 2, next_cursor })

    expect(first).toMatchObject({ total_count: 3 })
    expect(names(first)).toEqual(['list/5', 'list/4'])
    expect(names(second)).toEqual(['list/3'])
    expect(await cloudinary.api.resources_by_asset_folder('nowhere')).toMatchObject({ resources: [], total_count: 0 })
  },
  async fails({ cloudinary }) {
    const wrong = cloudinary.api.resources_by_asset_folder('high', { next_cursor: 'x' })
    await expect(wrong).rejects.toMatchObject(adminError(400, expect.stringContaining('next_cursor')))
  },
})

describeMethod('api.tags', sdk, {
  async succeeds({ cloudinary }) {
    const { api } = cloudinary

    expect((await api.tags()).tags).toEqual(['all', 'even', 'odd'])
    expect((await api.tags({ prefix: 'o' })).tags).toEqual(['odd'])
    const first = await api.tags({ max_results: 2 })
    expect(first.tags).toEqual(['all', 'even'])
    expect((await api.tags({ max_results: 2, next_cursor: first.next_cursor })).tags).toEqual(['odd'])
  },
  async fails({ cloudinary }) {
    const wrong = cloudinary.api.tags({ resource_type: 'sound' } as never)
    await expect(wrong).rejects.toMatchObject(adminError(400, expect.stringContaining('resource_type')))
  },
})

describe('listings', () => {
  it('show what was uploaded, changed and deleted at once', async () => {
    const { uploader, api } = sdk.cloudinary
    await uploader.upload(PICTURE, { public_id: 'short-lived', tags: ['fleeting'] })

    expect(names(await api.resources_by_tag('fleeting'))).toEqual(['short-lived'])
    await uploader.rename('short-lived', 'renamed')
    expect(names(await api.resources_by_tag('fleeting'))).toEqual(['renamed'])
    await uploader.destroy('renamed')

    expect(names(await api.resources_by_tag('fleeting'))).toEqual([])
    expect((await api.tags({ prefix: 'fleeting' })).tags).toEqual([])
  })
})
