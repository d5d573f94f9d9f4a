/** Archives by the SDK: made and stored, or by addresses of downloads; what comes is really unpacked. */
import { beforeAll, expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { answerOf } from '../support/api-client.ts'
import { namesIn } from '../support/unpack-archive.ts'
import { describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()
const NOTHING_FOUND = expect.stringMatching(/nobody|nothing|no /i)

beforeAll(async () => {
  const file = `data:image/png;base64,${picture.toString('base64')}`
  const put = (public_id: string, tags: string) => sdk.cloudinary.uploader.upload(file, { public_id, tags })
  await put('shop/boot', 'shoes,red')
  await put('shop/shoe', 'shoes')
  await put('other', 'red')
})

/** What the package's types leave out. */
// biome-ignore lint/suspicious/noExplicitAny: they leave out what it takes and gives, too
const untyped = (group: object) => group as Record<string, any>
const now = () => Math.floor(Date.now() / 1000)

/** The names in the archive at an address. */
async function listed(url: string, format: 'zip' | 'tgz' = 'zip'): Promise<readonly string[]> {
  const response = await fetch(url)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(response.status, bytes.toString().slice(0, 500)).toBe(200)
  return (await namesIn(bytes, format)).toSorted()
}

const refusedAt = async (url: string) => answerOf(await fetch(url))

describeMethod('uploader.create_archive', sdk, {
  async succeeds({ cloudinary, server }) {
    const options = { tags: ['shoes'], target_public_id: 'all-shoes', target_format: 'tgz', target_tags: ['made'] }

    const result = untyped(await cloudinary.uploader.create_archive(options as never))

    expect(result).toMatchObject({ resource_type: 'raw', type: 'upload', resource_count: 2, file_count: 2 })
    expect(result.tags).toEqual(['made'])
    const url = `${server.url}/${server.cloudName}/raw/upload/${result.public_id}`
    expect(await listed(url, 'tgz')).toEqual(['shop/boot.png', 'shop/shoe.png'])
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.uploader.create_archive({ tags: ['nobody'] } as never)).rejects.toMatchObject({
      http_code: expect.toBeOneOf([400, 404]),
      message: NOTHING_FOUND,
    })
  },
})

describeMethod('uploader.create_zip', sdk, {
  async succeeds({ cloudinary, server }) {
    const result = untyped(
      await cloudinary.uploader.create_zip({
        public_ids: ['shop/boot', 'other'],
        transformations: [{ width: 1, crop: 'scale', fetch_format: 'jpg' }],
        flatten_folders: true,
      } as never),
    )

    expect(result.file_count).toBe(2)
    const names = await listed(`${server.url}/${server.cloudName}/raw/upload/${result.public_id}`)
    expect(names).toHaveLength(2)
    expect(names.every((name) => name.endsWith('.jpg'))).toBe(true)
  },
  async fails({ cloudinary }) {
    const wrong = cloudinary.uploader.create_zip({ public_ids: ['shop/boot', 'missing'] } as never)

    await expect(wrong).rejects.toMatchObject({ http_code: 404, message: expect.stringContaining('missing') })
  },
})

describeMethod('utils.download_archive_url', sdk, {
  async succeeds({ cloudinary }) {
    const url = cloudinary.utils.download_archive_url({ prefixes: ['shop/'], target_format: 'tgz' } as never)

    expect(await listed(url, 'tgz')).toEqual(['shop/boot.png', 'shop/shoe.png'])
  },
  async fails({ cloudinary }) {
    const url = cloudinary.utils.download_archive_url({ prefixes: ['shop/'], expires_at: now() - 1 } as never)

    expect(await refusedAt(url)).toMatchObject({
      status: 401,
      body: { error: { message: 'This download URL has expired' } },
    })
  },
})

describeMethod('utils.download_zip_url', sdk, {
  async succeeds({ cloudinary }) {
    const url = cloudinary.utils.download_zip_url({ tags: ['red'], target_public_id: 'reds' } as never)

    expect(await listed(url)).toEqual(['other.png', 'shop/boot.png'])
    const named = await fetch(url)
    await named.arrayBuffer()
    expect(named.headers.get('content-disposition')).toContain('reds.zip')
  },
  async fails({ cloudinary }) {
    const url = cloudinary.utils.download_zip_url({ tags: ['red'] } as never).replace('red', 'shoes')

    expect(await refusedAt(url)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringMatching(/^Invalid Signature .*tags=shoes/) } },
    })
  },
})

describeMethod('utils.download_folder', sdk, {
  async succeeds({ cloudinary }) {
    expect(await listed(cloudinary.utils.download_folder('shop'))).toEqual(['shop/boot.png', 'shop/shoe.png'])
  },
  async fails({ cloudinary }) {
    const { status, body } = await refusedAt(cloudinary.utils.download_folder('no/where'))

    expect([400, 404]).toContain(status)
    expect(body.error.message).toEqual(NOTHING_FOUND)
  },
})

describeMethod('utils.zip_download_url', sdk, {
  async succeeds({ cloudinary }) {
    expect(await listed(untyped(cloudinary.utils).zip_download_url('shoes'))).toEqual([
      'shop/boot.png',
      'shop/shoe.png',
    ])
  },
  async fails({ cloudinary }) {
    const url = untyped(cloudinary.utils).zip_download_url('shoes', { api_secret: 'wrong' })

    expect(await refusedAt(url)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringMatching(/^Invalid Signature/) } },
    })
  },
})

/** Sends what the helper gives, signed, as a form. */
async function sentArchive({ cloudinary, server }: Sdk, options: object) {
  const parameters = await cloudinary.utils.archive_params(options as never)
  const given = Object.entries(untyped(parameters)).filter(([, value]) => value !== undefined && value !== '')
  const signed = untyped(cloudinary.utils.sign_request(Object.fromEntries(given) as never))
  const body = new URLSearchParams(
    Object.entries(signed).flatMap(([name, value]) =>
      Array.isArray(value) ? value.map((entry) => [`${name}[]`, String(entry)]) : [[name, String(value)]],
    ),
  )
  return fetch(`${server.url}/v1_1/${server.cloudName}/image/generate_archive`, { method: 'POST', body })
}

describeMethod('utils.archive_params', sdk, {
  async succeeds(own) {
    const response = await sentArchive(own, { tags: ['shoes'], mode: 'download', target_format: 'zip' })

    expect(response.status).toBe(200)
    const names = await namesIn(Buffer.from(await response.arrayBuffer()), 'zip')
    expect(names.toSorted()).toEqual(['shop/boot.png', 'shop/shoe.png'])
  },
  async fails(own) {
    const answer = await answerOf(await sentArchive(own, { tags: ['shoes'], mode: 'download', target_format: 'rar' }))

    expect(answer).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('target_format') } },
    })
  },
})
