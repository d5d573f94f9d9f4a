/** Upload mappings and streaming profiles through the genuine Node SDK. */
import { describe, expect, it } from 'vitest'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const api = () => sdk.cloudinary.api
const template = 'https://origin.example/images/'
const taken = (name: string) => adminError(409, expect.stringContaining(name))

describeMethod('api.create_upload_mapping', sdk, {
  async succeeds() {
    const created = await api().create_upload_mapping('a/created', { template } as never)

    expect(created).toMatchObject({
      message: 'created',
      folder: 'a/created',
      external_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  },
  async fails() {
    const create = (folder: string, address: string) =>
      api().create_upload_mapping(folder, { template: address } as never)
    await create('taken', template)
    await expect(create('taken', template)).rejects.toMatchObject(taken('taken'))
    await expect(create('/taken/', template)).rejects.toMatchObject(taken('taken'))
    for (const address of [
      'ftp://a.example/',
      'http:///x',
      'just text',
      'https://user:pass@a.example/',
      'file:///etc',
    ]) {
      await expect(create('bad', address)).rejects.toMatchObject(adminError(400, expect.stringContaining('template')))
    }
    await expect(create('a?b', template)).rejects.toMatchObject(adminError(400, expect.stringContaining('folder')))
    await expect(api().create_upload_mapping('none', {} as never)).rejects.toMatchObject(
      adminError(400, 'Missing required parameter - template'),
    )
  },
})

describeMethod('api.upload_mapping', sdk, {
  async succeeds() {
    const { external_id } = await api().create_upload_mapping('found', { template } as never)

    const mapping = await api().upload_mapping('found')

    expect(mapping).toMatchObject({ folder: 'found', template, external_id })
  },
  async fails() {
    await expect(api().upload_mapping('nothing')).rejects.toMatchObject(
      adminError(404, "Can't find upload mapping for folder nothing"),
    )
  },
})

describeMethod('api.upload_mappings', sdk, {
  async succeeds() {
    for (const folder of ['page_b', 'page_c', 'page_a']) {
      await api().create_upload_mapping(folder, { template } as never)
    }

    const folders: string[] = []
    let next_cursor: string | undefined
    do {
      const page = await api().upload_mappings({ max_results: 2, ...(next_cursor ? { next_cursor } : {}) } as never)
      expect((page as unknown as { total_entries: number }).total_entries).toBeGreaterThanOrEqual(3)
      folders.push(...page.mappings.map(({ folder }: { folder: string }) => folder))
      next_cursor = (page as unknown as { next_cursor?: string }).next_cursor
    } while (next_cursor !== undefined)

    expect(folders).toEqual(expect.arrayContaining(['page_a', 'page_b', 'page_c']))
    expect(folders).toEqual([...new Set(folders)].toSorted())
  },
  async fails() {
    await expect(api().upload_mappings({ next_cursor: 'aaa' } as never)).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.update_upload_mapping', sdk, {
  async succeeds() {
    await api().create_upload_mapping('changing', { template } as never)

    const updated = await api().update_upload_mapping('changing', { template: 'http://other.example/' } as never)

    expect(updated).toMatchObject({ message: 'updated' })
    expect(await api().upload_mapping('changing')).toMatchObject({ template: 'http://other.example/' })
  },
  async fails() {
    await expect(api().update_upload_mapping('nothing', { template } as never)).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.delete_upload_mapping', sdk, {
  async succeeds() {
    await api().create_upload_mapping('doomed', { template } as never)

    expect(await api().delete_upload_mapping('doomed')).toMatchObject({ message: 'deleted' })

    await expect(api().upload_mapping('doomed')).rejects.toMatchObject(adminError(404))
  },
  async fails() {
    await expect(api().delete_upload_mapping('nothing')).rejects.toMatchObject(adminError(404))
  },
})

const representations = (width: number) => [
  { transformation: { crop: 'scale', width: `${width}`, height: '1200', bit_rate: '5m' } },
]

describeMethod('api.create_streaming_profile', sdk, {
  async succeeds() {
    const created = await api().create_streaming_profile('own', {
      display_name: 'My own',
      representations: [
        ...representations(1200),
        { transformation: [{ width: 300, crop: 'limit' }, { effect: 'sepia' }] },
      ],
    } as never)

    expect(created).toMatchObject({ message: 'created' })
    expect((created as unknown as { data: object }).data).toEqual({
      external_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'own',
      display_name: 'My own',
      predefined: false,
      representations: [
        { transformation: [{ crop: 'scale', width: 1200, height: 1200, bit_rate: '5m' }] },
        { transformation: [{ width: 300, crop: 'limit' }, { effect: 'sepia' }] },
      ],
    })
  },
  async fails() {
    const create = (name: string, list: unknown) =>
      api().create_streaming_profile(name, { representations: list } as never)
    await expect(create('hd', representations(10))).rejects.toMatchObject(taken('hd'))
    await expect(create('bad', [])).rejects.toMatchObject(adminError(400, expect.stringContaining('representations')))
    await expect(create('bad', '{')).rejects.toMatchObject(adminError(400, expect.stringContaining('JSON')))
    await expect(create('bad', [{ transformation: { width: 'abc' } }])).rejects.toMatchObject(
      adminError(400, expect.stringContaining('Invalid width in transformation: abc')),
    )
    await expect(create('a b', representations(10))).rejects.toMatchObject(
      adminError(400, expect.stringContaining('name')),
    )
  },
})

const PREDEFINED = ['4k', 'full_hd', 'hd', 'sd', 'full_hd_wifi', 'full_hd_lean', 'hd_lean']

describeMethod('api.list_streaming_profiles', sdk, {
  async succeeds() {
    await api().create_streaming_profile('listed', { representations: representations(10) } as never)

    const { data } = (await api().list_streaming_profiles()) as unknown as {
      data: { name: string; predefined: boolean; display_name: string | null }[]
    }

    expect(data.filter(({ predefined }) => predefined).map(({ name }) => name)).toEqual(PREDEFINED)
    expect(data).toContainEqual(expect.objectContaining({ name: 'listed', predefined: false, display_name: null }))
  },
  async fails({ cloudinary }) {
    const { api_secret } = cloudinary.config()
    cloudinary.config({ api_secret: 'wrong' })
    const refused = cloudinary.api.list_streaming_profiles()
    cloudinary.config({ api_secret } as never)
    await expect(refused).rejects.toMatchObject(adminError(401))
  },
})

describeMethod('api.get_streaming_profile', sdk, {
  async succeeds() {
    for (const name of PREDEFINED) {
      const { data } = (await api().get_streaming_profile(name)) as unknown as {
        data: { name: string; predefined: boolean; representations: { transformation: object[] }[] }
      }
      expect(data).toMatchObject({ name, predefined: true, display_name: expect.any(String) })
      expect(data.representations.length).toBeGreaterThan(1)
      for (const { transformation } of data.representations) {
        expect(transformation).toEqual([
          expect.objectContaining({ width: expect.any(Number), height: expect.any(Number) }),
        ])
      }
    }
  },
  async fails() {
    await expect(api().get_streaming_profile('nothing')).rejects.toMatchObject(
      adminError(404, "Can't find streaming profile with name nothing"),
    )
  },
})

describeMethod('api.update_streaming_profile', sdk, {
  async succeeds() {
    await api().create_streaming_profile('changing', { representations: representations(1200) } as never)

    await api().update_streaming_profile('changing', { display_name: 'Changed' } as never)
    await api().update_streaming_profile('changing', { representations: representations(1000) } as never)

    const { data } = (await api().get_streaming_profile('changing')) as unknown as { data: object }
    expect(data).toMatchObject({
      display_name: 'Changed',
      representations: [{ transformation: [{ crop: 'scale', width: 1000, height: 1200, bit_rate: '5m' }] }],
    })
  },
  async fails() {
    await expect(api().update_streaming_profile('nothing', { display_name: 'x' } as never)).rejects.toMatchObject(
      adminError(404),
    )
  },
})

describeMethod('api.delete_streaming_profile', sdk, {
  async succeeds() {
    await api().create_streaming_profile('doomed', { representations: representations(10) } as never)

    expect(await api().delete_streaming_profile('doomed')).toMatchObject({ message: 'deleted' })

    await expect(api().get_streaming_profile('doomed')).rejects.toMatchObject(adminError(404))
  },
  async fails() {
    await expect(api().delete_streaming_profile('nothing')).rejects.toMatchObject(adminError(404))
  },
})

describe('a predefined streaming profile', () => {
  it('can be changed, and is what it was once it is deleted', async () => {
    const before = await api().get_streaming_profile('sd')
    await api().update_streaming_profile('sd', { representations: representations(77) } as never)
    const changed = await api().get_streaming_profile('sd')

    await api().delete_streaming_profile('sd')

    const widthIn = (answer: unknown) =>
      (answer as { data: { representations: { transformation: { width: number }[] }[] } }).data.representations[0]
        ?.transformation[0]?.width
    expect(widthIn(changed)).toBe(77)
    expect((await api().get_streaming_profile('sd')).data).toEqual(before.data)
  })
})

describe('upload_mappings/replace', () => {
  const replace = async (mappings: readonly object[]) => {
    const { url, cloudName, apiKey, apiSecret } = sdk.server
    const answer = await fetch(`${url}/v1_1/${cloudName}/upload_mappings/replace`, {
      method: 'PUT',
      headers: {
        authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ mappings }),
    })
    return { status: answer.status, body: await answer.json() }
  }

  it('puts all in place of all, or changes nothing', async () => {
    await replace([
      { folder: 'one', template },
      { folder: 'two', template },
    ])

    const refused = await replace([
      { folder: 'three', template },
      { folder: 'four', template: 'no address' },
    ])

    expect(refused.status).toBe(400)
    expect(refused.body.error.message).toContain('template')
    const { mappings } = await api().upload_mappings({} as never)
    expect(mappings.map(({ folder }: { folder: string }) => folder)).toEqual(['one', 'two'])
  })
})
