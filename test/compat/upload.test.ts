/** The genuine Node SDK against this server. */

import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadResultJson } from '../../server/contract/asset-json.ts'
import { API_KEY, API_SECRET, CLOUD, startUploadStack, type UploadStack } from '../support/upload-stack.ts'

type Verify = (publicId: string, version: string, signature: string) => boolean
type Cloudinary = typeof import('cloudinary').v2

let stack: UploadStack
let cloudinary: Cloudinary
let folder: string
let photo: string
let photoBytes: Buffer

beforeAll(async () => {
  stack = await startUploadStack()
  // The SDK chooses http or https when it is loaded, by this variable.
  process.env.CLOUDINARY_URL = `cloudinary://${API_KEY}:${API_SECRET}@${CLOUD}?upload_prefix=${stack.base}`
  cloudinary = (await import('cloudinary')).v2
  folder = await mkdtemp(join(tmpdir(), 'tintype-compat-'))
  photo = join(folder, 'my photo (ä).jpg')
  photoBytes = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#336699' } })
    .jpeg()
    .toBuffer()
  await writeFile(photo, photoBytes)
})

afterAll(async () => {
  delete process.env.CLOUDINARY_URL
  await stack?.close()
  await rm(folder, { recursive: true, force: true })
})

describe('uploader.upload', () => {
  it('stores a file and answers with everything that the contract names', async () => {
    const result = await cloudinary.uploader.upload(photo, {
      public_id: 'compat/first',
      tags: ['one', 'two'],
      context: { alt: 'A = B | C', caption: 'x' },
      asset_folder: 'holidays',
    })

    expect(uploadResultJson.parse(result)).toMatchObject({
      public_id: 'compat/first',
      width: 400,
      height: 300,
      format: 'jpg',
      resource_type: 'image',
      type: 'upload',
      bytes: photoBytes.length,
      etag: createHash('md5').update(photoBytes).digest('hex'),
      tags: ['one', 'two'],
      pages: 1,
      placeholder: false,
      asset_folder: 'holidays',
      display_name: 'first',
      original_filename: 'my photo (ä)',
      context: { custom: { caption: 'x' } },
      api_key: API_KEY,
    })
    expect(result.url).toBe(`${stack.base}/${CLOUD}/image/upload/v${result.version}/compat/first.jpg`)
    expect(Buffer.from(await (await fetch(result.url)).arrayBuffer()).equals(photoBytes)).toBe(true)
  })

  it('signs its answers as the SDK checks them', async () => {
    const result = await cloudinary.uploader.upload(photo)

    const { verify_api_response_signature: verify } = cloudinary.utils as unknown as Record<string, Verify>
    if (verify === undefined) throw new Error('The SDK has no such function any more')

    const isValid = verify(result.public_id, String(result.version), result.signature)

    expect(isValid).toBe(true)
    expect(verify(result.public_id, '1', result.signature)).toBe(false)
    expect(result.public_id).toMatch(/^[a-z0-9]{20}$/)
  })

  it('makes eager transformations with the answer', async () => {
    const result = await cloudinary.uploader.upload(photo, {
      eager: [
        { width: 100, crop: 'scale' },
        { width: 50, height: 50, crop: 'fill', format: 'png' },
      ],
    })

    expect(result.eager).toMatchObject([
      { transformation: 'c_scale,w_100', width: 100, height: 75, format: 'jpg' },
      { transformation: 'c_fill,h_50,w_50/png', width: 50, height: 50, format: 'png' },
    ])
    const delivered = await fetch(result.eager[1].url)
    expect(delivered.headers.get('content-type')).toBe('image/png')
    expect((await delivered.arrayBuffer()).byteLength).toBe(result.eager[1].bytes)
  })

  it('applies an incoming transformation before storing', async () => {
    const result = await cloudinary.uploader.upload(photo, { width: 80, height: 60, crop: 'scale', format: 'png' })

    expect(result).toMatchObject({ width: 80, height: 60, format: 'png', original_extension: 'jpg' })
    const { width, format } = await sharp(Buffer.from(await (await fetch(result.url)).arrayBuffer())).metadata()
    expect({ width, format }).toEqual({ width: 80, format: 'png' })
  })

  it('returns colours and perceptual hash when asked', async () => {
    const result = await cloudinary.uploader.upload(photo, { colors: true, phash: true, media_metadata: true })

    expect(result.colors?.[0]).toEqual([expect.stringMatching(/^#[0-9A-F]{6}$/), expect.any(Number)])
    expect(result.phash).toMatch(/^[0-9a-f]{16}$/)
    expect(result.media_metadata).toBeTypeOf('object')
  })

  it('takes a data URI', async () => {
    const result = await cloudinary.uploader.upload(`data:image/jpeg;base64,${photoBytes.toString('base64')}`)

    expect(result.etag).toBe(createHash('md5').update(photoBytes).digest('hex'))
    expect(result).not.toHaveProperty('original_filename')
  })

  it('rejects with the message of the server', async () => {
    const text = join(folder, 'text.txt')
    await writeFile(text, 'not a picture')

    await expect(cloudinary.uploader.upload(text)).rejects.toMatchObject({
      message: 'Invalid image file',
      http_code: 400,
    })
    await expect(cloudinary.uploader.upload(photo, { api_secret: 'wrong' })).rejects.toMatchObject({
      message: expect.stringMatching(/^Invalid Signature [0-9a-f]{40}\. String to sign - 'timestamp=\d+'\.$/),
      http_code: 401,
    })
  })
})

describe('other ways to upload', () => {
  it('uploads a stream', async () => {
    const result = await new Promise<Record<string, unknown>>((resolve, reject) => {
      const target = cloudinary.uploader.upload_stream({ public_id: 'streamed' }, (error, value) =>
        error ? reject(error) : resolve(value as never),
      )
      Readable.from([photoBytes]).pipe(target)
    })

    expect(result).toMatchObject({ public_id: 'streamed', original_filename: 'file', bytes: photoBytes.length })
  })

  it('uploads a large file in parts', async () => {
    const large = join(folder, 'large.bin')
    const bytes = randomBytes(13_000_000)
    await writeFile(large, bytes)

    const result = await new Promise<Record<string, unknown>>((resolve, reject) => {
      cloudinary.uploader.upload_large(
        large,
        { resource_type: 'raw', chunk_size: 6_000_000, public_id: 'large.bin' },
        (error, value) => (error ? reject(error) : resolve(value as never)),
      )
    })

    expect(result).toMatchObject({
      public_id: 'large.bin',
      resource_type: 'raw',
      bytes: bytes.length,
      etag: createHash('md5').update(bytes).digest('hex'),
    })
    expect(result).not.toHaveProperty('format')
    expect(Buffer.from(await (await fetch(String(result.url))).arrayBuffer()).equals(bytes)).toBe(true)
    await expect.poll(() => stack.spooled()).toEqual([])
  })

  it('uploads without a key by an unsigned preset', async () => {
    await cloudinary.api.create_upload_preset({ name: 'open', unsigned: true, tags: 'preset', folder: 'incoming' })

    const result = await cloudinary.uploader.unsigned_upload(photo, 'open', { tags: ['mine'], public_id: 'u1' })

    expect(result).toMatchObject({ public_id: 'incoming/u1', tags: ['preset', 'mine'], asset_folder: 'incoming' })
    expect(result).not.toHaveProperty('api_key')
  })
})

describe('changing what is stored', () => {
  it('changes tags of many assets', async () => {
    for (const id of ['t1', 't2']) await cloudinary.uploader.upload(photo, { public_id: id, tags: ['a'] })

    expect(await cloudinary.uploader.add_tag('b', ['t1', 't2', 'nope'])).toEqual({ public_ids: ['t1', 't2'] })
    expect(await cloudinary.uploader.add_tag('b', ['t1', 't2'])).toEqual({ public_ids: [] })
    expect(await cloudinary.uploader.remove_tag('a', ['t1'])).toEqual({ public_ids: ['t1'] })
    expect(await cloudinary.uploader.replace_tag('c,d', ['t2'])).toEqual({ public_ids: ['t2'] })
    expect(await cloudinary.uploader.remove_all_tags(['t1'])).toEqual({ public_ids: ['t1'] })
    expect((await cloudinary.uploader.explicit('t2', { type: 'upload' })).tags).toEqual(['c', 'd'])
    expect((await cloudinary.uploader.explicit('t1', { type: 'upload' })).tags).toEqual([])
  })

  it('adds and removes context', async () => {
    await cloudinary.uploader.upload(photo, { public_id: 'c1', context: { a: '1' } })

    await cloudinary.uploader.add_context('b=2|c=x\\=y', ['c1'])
    const added = await cloudinary.uploader.explicit('c1', { type: 'upload' })
    await cloudinary.uploader.remove_all_context(['c1'])
    const removed = await cloudinary.uploader.explicit('c1', { type: 'upload' })

    expect(added.context).toEqual({ custom: { a: '1', b: '2', c: 'x=y' } })
    expect(removed).not.toHaveProperty('context')
  })

  it('finds responsive breakpoints from the options that the SDK writes down', async () => {
    const result = await cloudinary.uploader.upload(photo, {
      public_id: 'breakpoints',
      responsive_breakpoints: {
        create_derived: false,
        transformation: { angle: 90 },
        format: 'gif',
        min_width: 100,
        max_width: 250,
        max_images: 2,
      },
    })

    expect(result.responsive_breakpoints).toMatchObject([
      { transformation: 'a_90', breakpoints: [{ width: 250 }, { width: 100 }] },
    ])
    const [{ breakpoints }] = result.responsive_breakpoints
    expect(breakpoints[0].url).toMatch(/\.gif$/)
    expect((await (await fetch(breakpoints[0].url)).arrayBuffer()).byteLength).toBe(breakpoints[0].bytes)
  })

  it('runs scripts of several lines before and after storing', async () => {
    const result = await cloudinary.uploader.upload(photo, {
      public_id: 'scripted',
      quality_analysis: true,
      eval: `
        if (resource_info.quality_analysis.focus > 0.5) {
          upload_options.context = { width: String(resource_info.width) }
        }
      `,
      on_success: `
        current_asset.update({ tags: [e.upload_info.format, "stored"] })
      `,
    })

    expect(result).toMatchObject({
      context: { custom: { width: '400' } },
      tags: ['jpg', 'stored'],
      quality_analysis: { focus: 1 },
      hook_execution: {
        eval: { status: 'success', changed: ['context'] },
        on_success: { status: 'success', updates: 1 },
      },
    })
  })

  it('applies eager transformations and attributes by explicit', async () => {
    await cloudinary.uploader.upload(photo, { public_id: 'e1' })

    const result = await cloudinary.uploader.explicit('e1', {
      type: 'upload',
      eager: [{ width: 20, crop: 'scale' }],
      tags: 'explicit',
      custom_coordinates: '10,20,30,1000',
    })

    expect(result.eager[0]).toMatchObject({ width: 20, height: 15 })
    expect(result.coordinates).toEqual({ custom: [[10, 20, 30, 300]] })
    expect(result.tags).toEqual(['explicit'])
    await expect(cloudinary.uploader.explicit('nope', { type: 'upload' })).rejects.toMatchObject({
      message: 'Resource not found - nope',
      http_code: 404,
    })
  })

  it('renames and never leaves the old name behind', async () => {
    const first = await cloudinary.uploader.upload(photo, { public_id: 'r/old', tags: ['kept'] })
    await cloudinary.uploader.upload(photo, { public_id: 'r/taken' })

    await expect(cloudinary.uploader.rename('r/old', 'r/taken')).rejects.toMatchObject({
      message: expect.stringContaining('already exists'),
      http_code: 400,
    })
    const renamed = await cloudinary.uploader.rename('r/old', 'r/new')
    const replaced = await cloudinary.uploader.rename('r/new', 'r/taken', { overwrite: true })

    expect(renamed).toMatchObject({ public_id: 'r/new', asset_id: first.asset_id, tags: ['kept'] })
    expect(replaced).toMatchObject({ public_id: 'r/taken', asset_id: first.asset_id })
    expect((await fetch(first.url)).status).toBe(404)
    expect((await fetch(replaced.url)).status).toBe(200)
    await expect(cloudinary.uploader.rename('r/old', 'r/x')).rejects.toMatchObject({ http_code: 404 })
  })

  it('destroys with everything that was made of it', async () => {
    const result = await cloudinary.uploader.upload(photo, { public_id: 'd1', eager: { width: 10 } })

    expect(await cloudinary.uploader.destroy('d1', { invalidate: true })).toEqual({ result: 'ok' })
    expect(await cloudinary.uploader.destroy('d1')).toEqual({ result: 'not found' })

    expect((await fetch(result.url)).status).toBe(404)
    expect((await fetch(result.eager[0].url)).status).toBe(404)
  })
})

describe('admin calls', () => {
  it('answers a ping', async () => {
    expect(await cloudinary.api.ping()).toMatchObject({ status: 'ok' })
    await expect(cloudinary.api.ping({ api_secret: 'wrong' })).rejects.toMatchObject({
      error: { message: 'api_secret mismatch', http_code: 401 },
    })
  })

  it('creates, reads, lists, changes and deletes upload presets', async () => {
    const created = await cloudinary.api.create_upload_preset({
      name: 'p1',
      folder: 'f',
      tags: 'a,b',
      transformation: [{ width: 100, crop: 'limit' }],
      eager: [{ width: 10 }],
      use_filename: true,
      allowed_formats: 'jpg,png',
    })
    expect(created).toMatchObject({ message: 'created', name: 'p1' })

    expect(await cloudinary.api.upload_preset('p1')).toMatchObject({
      name: 'p1',
      unsigned: false,
      settings: {
        folder: 'f',
        tags: ['a', 'b'],
        transformation: [{ crop: 'limit', width: 100 }],
        eager: [[{ width: 10 }]],
        use_filename: true,
        allowed_formats: ['jpg', 'png'],
      },
    })
    expect(await cloudinary.api.update_upload_preset('p1', { unsigned: true })).toMatchObject({ message: 'updated' })
    const { presets } = await cloudinary.api.upload_presets({ max_results: 500 })
    expect(presets.find((preset: { name: string }) => preset.name === 'p1')).toMatchObject({ unsigned: true })
    expect(await cloudinary.api.delete_upload_preset('p1')).toMatchObject({ message: 'deleted' })
    await expect(cloudinary.api.upload_preset('p1')).rejects.toMatchObject({ error: { http_code: 404 } })
  })

  it('creates, reads, lists, changes and deletes named transformations', async () => {
    const uploaded = await cloudinary.uploader.upload(photo, { public_id: 'n1' })
    expect(await cloudinary.api.create_transformation('small', { width: 40, crop: 'scale' })).toMatchObject({
      message: 'created',
    })
    await expect(cloudinary.api.create_transformation('small', { width: 1 })).rejects.toMatchObject({
      error: { http_code: 409 },
    })

    const delivered = await fetch(uploaded.url.replace('/upload/', '/upload/t_small/'))
    expect((await sharp(Buffer.from(await delivered.arrayBuffer())).metadata()).width).toBe(40)
    expect(await cloudinary.api.transformation('small')).toMatchObject({
      name: 't_small',
      named: true,
      allowed_for_strict: true,
      used: true,
      info: [{ width: 40, crop: 'scale' }],
      derived: [{ public_id: 'n1', width: 40, transformation: expect.stringContaining('t_small') }],
    })
    await cloudinary.api.update_transformation('small', { unsafe_update: { width: 30, crop: 'scale' } })
    const redelivered = await fetch(uploaded.url.replace('/upload/', '/upload/t_small/'))
    expect((await sharp(Buffer.from(await redelivered.arrayBuffer())).metadata()).width).toBe(30)
    const { transformations } = await cloudinary.api.transformations({ named: true })
    expect(transformations.map((entry: { name: string }) => entry.name)).toContain('t_small')
    expect(await cloudinary.api.delete_transformation('small')).toMatchObject({ message: 'deleted' })
    expect((await fetch(uploaded.url.replace('/upload/', '/upload/t_small/'))).ok).toBe(false)
  })
})

it('stores what the file is, whatever its name says', async () => {
  const misnamed = join(folder, 'picture.txt')
  await writeFile(misnamed, await readFile(photo))

  const result = await cloudinary.uploader.upload(misnamed, { resource_type: 'auto', use_filename: true })

  expect(result).toMatchObject({ resource_type: 'image', format: 'jpg' })
  expect(result.public_id).toMatch(/^picture_[a-z0-9]{6}$/)
})
