/** Transformations and presets through the genuine Node SDK, in the ways in which its users call it. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { API_KEY, API_SECRET, CLOUD, startUploadStack, type UploadStack } from '../support/upload-stack.ts'

type Cloudinary = typeof import('cloudinary').v2

let stack: UploadStack
let cloudinary: Cloudinary
let picture: string

beforeAll(async () => {
  stack = await startUploadStack({ settings: { strictTransformations: true } })
  // The SDK chooses http or https when it is loaded, by this variable.
  process.env.CLOUDINARY_URL = `cloudinary://${API_KEY}:${API_SECRET}@${CLOUD}?upload_prefix=${stack.base}`
  cloudinary = (await import('cloudinary')).v2
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#336699' } })
    .png()
    .toBuffer()
  picture = `data:image/png;base64,${bytes.toString('base64')}`
})

afterAll(async () => {
  delete process.env.CLOUDINARY_URL
  await stack?.close()
})

const asError = (http_code: number, message: unknown = expect.any(String)) => ({ error: { http_code, message } })

describe('transformations without a name', () => {
  const chain = { width: 10, crop: 'scale', overlay: 'text:Arial_12:hi' } as const

  it('are listed and described once they were used', async () => {
    await cloudinary.uploader.upload(picture, { public_id: 'plain', eager: [chain] })

    const details = await cloudinary.api.transformation(chain)

    expect(details).toMatchObject({
      name: 'c_scale,l_text:Arial_12:hi,w_10',
      named: false,
      used: true,
      allowed_for_strict: false,
      info: [chain],
      derived: [{ public_id: 'plain', resource_type: 'image', type: 'upload', format: 'png' }],
    })
    expect(details.derived[0].url).toContain('/image/upload/c_scale,l_text:Arial_12:hi,w_10/')
    const { transformations } = await cloudinary.api.transformations({ named: false })
    expect(transformations).toContainEqual(
      expect.objectContaining({ name: `${details.name}/png`, used: true, named: false }),
    )
  })

  it('are rendered in a strict environment once they are allowed, and not after that is taken back', async () => {
    const { url } = await cloudinary.uploader.upload(picture, { public_id: 'strict' })
    const status = async (width: number) => (await fetch(url.replace('/upload/', `/upload/c_scale,w_${width}/`))).status

    expect(await status(11)).toBe(401)
    expect(
      await cloudinary.api.update_transformation({ width: 11, crop: 'scale' }, { allowed_for_strict: true }),
    ).toMatchObject({ message: 'updated' })
    expect((await cloudinary.api.transformation('c_scale,w_11')).allowed_for_strict).toBe(true)
    expect(await status(11)).toBe(200)
    await cloudinary.api.update_transformation('c_scale,w_12', { allowed_for_strict: true })
    await cloudinary.api.update_transformation('c_scale,w_12', { allowed_for_strict: false })
    expect(await status(12)).toBe(401)
  })

  it('are deleted with everything made by them', async () => {
    await cloudinary.uploader.upload(picture, { public_id: 'gone', eager: [{ width: 13 }] })

    expect(await cloudinary.api.delete_transformation({ width: 13 })).toMatchObject({ message: 'deleted' })

    await expect(cloudinary.api.transformation({ width: 13 })).rejects.toMatchObject(asError(404))
    await expect(cloudinary.api.delete_transformation({ width: 13 })).rejects.toMatchObject(asError(404))
  })
})

describe('named transformations', () => {
  it('keep an explicit format, also the empty one', async () => {
    await cloudinary.api.create_transformation('as_jpg', { width: 14, crop: 'scale', format: 'jpg' } as never)
    await cloudinary.api.create_transformation('as_is', { width: 14, crop: 'scale', format: '' } as never)

    expect((await cloudinary.api.transformation('as_jpg')).info).toEqual([
      { width: 14, crop: 'scale' },
      { extension: 'jpg' },
    ])
    expect((await cloudinary.api.transformation('as_is')).info).toEqual([
      { width: 14, crop: 'scale' },
      { extension: 'none' },
    ])
    const { url } = await cloudinary.uploader.upload(picture, { public_id: 'formats' })
    const delivered = await fetch(url.replace('/upload/', '/upload/t_as_jpg/').replace(/\.png$/, ''))
    expect(delivered.headers.get('content-type')).toBe('image/jpeg')
  })

  it('are changed in permission and definition', async () => {
    await cloudinary.api.create_transformation('changing', { width: 15, crop: 'scale' })

    await cloudinary.api.update_transformation('changing', { allowed_for_strict: false })
    await cloudinary.api.update_transformation('changing', { unsafe_update: { width: 16, crop: 'fit' } } as never)

    expect(await cloudinary.api.transformation('changing')).toMatchObject({
      allowed_for_strict: false,
      used: false,
      info: [{ width: 16, crop: 'fit' }],
    })
  })

  it('are listed page by page', async () => {
    for (const name of ['page_a', 'page_b', 'page_c']) await cloudinary.api.create_transformation(name, { width: 1 })
    const names: string[] = []
    let next_cursor: string | undefined
    do {
      const page = await cloudinary.api.transformations({
        max_results: 2,
        named: true,
        ...(next_cursor ? { next_cursor } : {}),
      })
      names.push(...page.transformations.map((entry: { name: string }) => entry.name))
      next_cursor = page.next_cursor
    } while (next_cursor !== undefined)

    expect(names.filter((name) => name.startsWith('t_page_'))).toEqual(['t_page_a', 't_page_b', 't_page_c'])
    expect(new Set(names).size).toBe(names.length)
  })

  it('fail as users of the SDK expect', async () => {
    await cloudinary.api.create_transformation('taken', { width: 1 })

    await expect(cloudinary.api.create_transformation('taken', { width: 2 })).rejects.toMatchObject(asError(409))
    await expect(cloudinary.api.create_transformation('bad', 'w_abc')).rejects.toMatchObject(
      asError(400, expect.stringContaining('Invalid width in transformation: abc')),
    )
    await expect(cloudinary.api.create_transformation('a b', { width: 2 })).rejects.toMatchObject(asError(400))
    await expect(cloudinary.api.transformation('unheard_of')).rejects.toMatchObject(asError(404))
    await expect(cloudinary.api.delete_transformation('unheard_of')).rejects.toMatchObject(asError(404))
    await expect(cloudinary.api.transformations({ next_cursor: 'aaa' })).rejects.toMatchObject(asError(400))
  })
})

describe('upload presets', () => {
  it('are listed page by page and get a name when none is given', async () => {
    const { name } = await cloudinary.api.create_upload_preset({ folder: 'x' })
    for (const known of ['q1', 'q2', 'q3']) await cloudinary.api.create_upload_preset({ name: known })

    const first = await cloudinary.api.upload_presets({ max_results: 2 })
    const second = await cloudinary.api.upload_presets({ max_results: 500, next_cursor: first.next_cursor })

    expect(name).toMatch(/^[a-z0-9]+$/)
    const names = [...first.presets, ...second.presets].map((preset: { name: string }) => preset.name)
    expect(names).toEqual(expect.arrayContaining([name, 'q1', 'q2', 'q3']))
    expect(new Set(names).size).toBe(names.length)
    expect(second.next_cursor).toBeUndefined()
  })

  it('refuse settings that an upload would refuse', async () => {
    const create = (settings: object) => cloudinary.api.create_upload_preset({ name: 'wrong', ...settings } as never)

    await expect(create({ transformation: { width: 'abc' } })).rejects.toMatchObject(asError(400))
    await expect(create({ detection: 'nonsense' })).rejects.toMatchObject(asError(400))
    await expect(cloudinary.api.upload_preset('wrong')).rejects.toMatchObject(asError(404))
    await expect(cloudinary.api.delete_upload_preset('wrong')).rejects.toMatchObject(asError(404))
  })
})
