/** Every way in which the SDK sends a file. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { describeMethod, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')
/** Three parts of the smallest size, and a bit. */
const LARGE = randomBytes(15_800_000)
const PART = { chunk_size: 5_300_000 }
const INVALID = { http_code: 400, message: 'Invalid image file' }

let folder: string
let pictureFile: string
let textFile: string
let largeFile: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-uploads-'))
  pictureFile = join(folder, 'a picture.png')
  textFile = join(folder, 'text.png')
  largeFile = join(folder, 'large.bin')
  await writeFile(pictureFile, picture)
  await writeFile(textFile, 'this is no picture')
  await writeFile(largeFile, LARGE)
  await sdk.cloudinary.api.create_upload_preset({ name: 'open', unsigned: true, tags: 'by-preset' } as never)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What the package's types leave out. */
// biome-ignore lint/suspicious/noExplicitAny: they leave out what it takes and gives, too
const untyped = (group: object) => group as Record<string, any>
// biome-ignore lint/suspicious/noExplicitAny: compared field by field
type Result = Record<string, any>

/** The result that a method calls back with; or it is rejected with the error. */
function calledBack(start: (callback: (error: unknown, result: unknown) => void) => unknown): Promise<Result> {
  return new Promise((resolve, reject) => {
    start((error, result) => (error === undefined ? resolve(result as Result) : reject(error)))
  })
}

function streamed(bytes: Buffer, open: (callback: (error: unknown, result: unknown) => void) => NodeJS.WritableStream) {
  return calledBack((callback) => Readable.from([bytes]).pipe(open(callback)))
}

async function assertStored({ server }: Sdk, { resource_type, type, public_id }: Result, bytes: Buffer): Promise<void> {
  const response = await fetch(`${server.url}/${server.cloudName}/${resource_type}/${type}/${public_id}`)
  expect(response.status).toBe(200)
  expect(md5(Buffer.from(await response.arrayBuffer()))).toBe(md5(bytes))
}

describeMethod('uploader.upload', sdk, {
  async succeeds(own) {
    const result = await own.cloudinary.uploader.upload(pictureFile, { use_filename: true, tags: ['a', 'b'] })

    expect(result.public_id).toMatch(/^a_picture_[a-z0-9]{6}$/)
    expect(result).toMatchObject({ width: 1, height: 1, format: 'png', tags: ['a', 'b'], etag: md5(picture) })
    await assertStored(own, result, picture)
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.uploader.upload(textFile)).rejects.toMatchObject(INVALID)
  },
})

describeMethod('uploader.upload_stream', sdk, {
  async succeeds(own) {
    const result = await streamed(picture, (callback) =>
      own.cloudinary.uploader.upload_stream({ public_id: 'streamed', filename: 'mine.png' }, callback),
    )

    expect(result).toMatchObject({ public_id: 'streamed', original_filename: 'mine', bytes: picture.length })
    await assertStored(own, result, picture)
  },
  async fails({ cloudinary }) {
    const failing = streamed(Buffer.from('text'), (callback) => cloudinary.uploader.upload_stream({}, callback))

    await expect(failing).rejects.toMatchObject(INVALID)
  },
})

describeMethod('uploader.unsigned_upload', sdk, {
  async succeeds(own) {
    const result = await own.cloudinary.uploader.unsigned_upload(pictureFile, 'open', { tags: ['mine'] })

    expect(result.tags.toSorted()).toEqual(['by-preset', 'mine'])
    expect(result).not.toHaveProperty('api_key')
    await assertStored(own, result, picture)
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.uploader.unsigned_upload(pictureFile, 'unknown')).rejects.toMatchObject({
      http_code: 400,
      message: 'Upload preset not found',
    })
  },
})

describeMethod('uploader.unsigned_upload_stream', sdk, {
  async succeeds(own) {
    const result = await streamed(picture, (callback) =>
      own.cloudinary.uploader.unsigned_upload_stream('open', {}, callback),
    )

    expect(result.tags).toEqual(['by-preset'])
    await assertStored(own, result, picture)
  },
  async fails({ cloudinary }) {
    const failing = streamed(picture, (callback) =>
      cloudinary.uploader.unsigned_upload_stream('open', { eager: { width: 1, crop: 'scale' } } as never, callback),
    )

    await expect(failing).rejects.toMatchObject({
      http_code: 400,
      message: expect.stringMatching(/^Eager parameter is not allowed when using unsigned upload/),
    })
  },
})

describeMethod('uploader.upload_large', sdk, {
  async succeeds(own) {
    const options = { ...PART, public_id: 'large.bin' }

    const result = await calledBack((callback) => own.cloudinary.uploader.upload_large(largeFile, options, callback))

    expect(result).toMatchObject({ resource_type: 'raw', bytes: LARGE.length, etag: md5(LARGE) })
    await assertStored(own, result, LARGE)
  },
  async fails({ cloudinary }) {
    const options = { ...PART, resource_type: 'image' } as const
    const failing = calledBack((callback) => cloudinary.uploader.upload_large(largeFile, options, callback))

    await expect(failing).rejects.toMatchObject(INVALID)
  },
})

describeMethod('uploader.upload_chunked', sdk, {
  async succeeds(own) {
    const options = { ...PART, resource_type: 'raw', public_id: 'chunked.bin' }

    const result = await calledBack((callback) =>
      untyped(own.cloudinary.uploader).upload_chunked(largeFile, options, callback),
    )

    expect(result).toMatchObject({ public_id: 'chunked.bin', bytes: LARGE.length })
    await assertStored(own, result, LARGE)
  },
  async fails({ cloudinary }) {
    const options = { resource_type: 'raw', chunk_size: 1_000_000 }
    const failing = calledBack((callback) => untyped(cloudinary.uploader).upload_chunked(largeFile, options, callback))

    await expect(failing).rejects.toMatchObject({
      http_code: 400,
      message: 'All parts except EOF-chunk must be larger than 5mb',
    })
  },
})

describeMethod('uploader.upload_chunked_stream', sdk, {
  async succeeds(own) {
    const options = { ...PART, resource_type: 'raw', public_id: 'by-stream.bin' } as const

    const result = await streamed(LARGE, (callback) => own.cloudinary.uploader.upload_chunked_stream(options, callback))

    expect(result).toMatchObject({ public_id: 'by-stream.bin', bytes: LARGE.length })
    await assertStored(own, result, LARGE)
  },
  async fails({ cloudinary }) {
    const options = { ...PART, resource_type: 'raw', api_secret: 'wrong' } as const
    const failing = streamed(LARGE, (callback) => cloudinary.uploader.upload_chunked_stream(options as never, callback))

    await expect(failing).rejects.toMatchObject({ http_code: 401, message: expect.stringMatching(/^Invalid Sig/) })
  },
})

describeMethod('uploader.upload_large_part', sdk, {
  async isRefused({ cloudinary }) {
    // The SDK lists it and has lost it; nothing is sent.
    expect(() => untyped(cloudinary.uploader).upload_large_part(null, {})).toThrow(TypeError)
  },
})
