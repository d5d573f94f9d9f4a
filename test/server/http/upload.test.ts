/** The parameters of uploads and what they do, over HTTP. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { uploadResultJson } from '../../../server/contract/asset-json.ts'
import { operationPath } from '../../../server/contract/operation.ts'
import { OPERATIONS } from '../../../server/contract/operations.ts'
import { REFUSED_PARAMETER_NAMES } from '../../../server/contract/refused-parameters.ts'
import { UPLOAD_OPTION_NAMES } from '../../../server/contract/upload-parameters.ts'
import { type Answer, basic, type Fields, form, post, signed } from '../../support/api-client.ts'
import { startUploadStack, type UploadStack } from '../../support/upload-stack.ts'

let stack: UploadStack
let fixed: UploadStack
let jpeg: Buffer
let png: Buffer

beforeAll(async () => {
  const plain = { create: { width: 60, height: 40, channels: 3, background: '#c33' } } as const
  jpeg = await sharp(plain).jpeg().toBuffer()
  png = await sharp(plain).png().toBuffer()
  stack = await startUploadStack({ fetchAllowPrivate: ['127.0.0.1:*'] })
  fixed = await startUploadStack({ settings: { folderMode: 'fixed' } })
})

afterAll(async () => {
  await stack?.close()
  await fixed?.close()
})

/** A signed upload of the JPEG; fields and path may differ. */
function upload(fields: Fields = {}, options: { path?: string; bytes?: Buffer | string; name?: string } = {}) {
  const { path = 'image/upload', bytes = jpeg, name = 'photo.jpg' } = options
  return post(`${stack.api}/${path}`, form(signed(fields), { bytes, name }))
}

async function destroyed(answer: Answer): Promise<void> {
  const { public_id, resource_type, type } = answer.body
  await post(`${stack.api}/${resource_type}/destroy`, form(signed({ public_id, type })))
}

it('carries out every operation of the contract but those of the Console', () => {
  const own = OPERATIONS.filter((operation) => !operationPath(operation).startsWith('/console/'))

  expect([...stack.operations].toSorted()).toEqual(own.map(({ id }) => id).toSorted())
})

describe('the answer', () => {
  it.each([
    ['image/upload', {}, 'photo.jpg'],
    ['video/upload', {}, 'sound.wav'],
    ['raw/upload', {}, 'data.bin'],
    ['auto/upload', { tags: 'a', context: 'a=b', colors: 'true', phash: '1' }, 'photo.jpg'],
    ['upload', { return_delete_token: 'true', moderation: 'manual' }, 'photo.jpg'],
  ] as const)('of %s with %j has the form of the contract', async (path, fields, name) => {
    const bytes = path.startsWith('video') ? WAV : jpeg

    const answer = await upload(fields, { path, bytes, name })

    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/)
    expect(uploadResultJson.strict().parse(answer.body)).toEqual(answer.body)
    expect(answer.body.etag).toBe(createHash('md5').update(bytes).digest('hex'))
    await destroyed(answer)
  })

  it('has no format for raw files, whose public id keeps the extension', async () => {
    const { body } = await upload({}, { path: 'raw/upload', bytes: 'some text', name: 'notes.TXT' })

    expect(body).not.toHaveProperty('format')
    expect(body).not.toHaveProperty('width')
    expect(body.public_id).toMatch(/^[a-z0-9]{20}\.txt$/)
    expect(body.url).toBe(`${stack.base}/demo/raw/upload/v${body.version}/${body.public_id}`)
  })

  it('signs the address of authenticated assets, and only that one opens', async () => {
    const { body } = await upload({ type: 'authenticated' })

    expect(body.url).toMatch(/\/image\/authenticated\/s--[\w-]{8}--\/v\d+\//)
    expect((await fetch(body.url)).status).toBe(200)
    expect((await fetch(body.url.replace(/s--.{8}--\//, ''))).status).not.toBe(200)
  })

  it('reports parameters that it does not know', async () => {
    const answer = await upload({ colour: 'true', tags: 'a' })

    expect(answer.headers.get('x-tintype-ignored')).toBe('colour')
  })
})

describe('names', () => {
  it.each([
    [{ public_id: 'a/b' }, 'a/b'],
    [{ public_id: 'b', public_id_prefix: 'pre/fix' }, 'pre/fix/b'],
    [{ public_id: 'b', folder: '/in/side/' }, 'in/side/b'],
    [{ public_id: 'b', asset_folder: 'else' }, 'b'],
    [{ public_id: 'b', asset_folder: 'else', use_asset_folder_as_public_id_prefix: 'true' }, 'else/b'],
    [{ use_filename: 'true', unique_filename: 'false' }, 'photo'],
    [{ use_filename: '1', unique_filename: '0', filename_override: 'x y?.jpg' }, 'x_y_'],
    [{ public_id: 'ünïcödé 名前' }, 'ünïcödé 名前'],
  ])('%j makes %s', async (fields, expected) => {
    const answer = await upload(fields)

    expect(answer.body.public_id, JSON.stringify(answer.body)).toBe(expected)
    expect((await fetch(answer.body.url)).status).toBe(200)
    await destroyed(answer)
  })

  it('adds six letters to a file name unless told otherwise', async () => {
    const { body } = await upload({ use_filename: 'true' })

    expect(body.public_id).toMatch(/^photo_[a-z0-9]{6}$/)
  })

  it.each([
    '/a',
    'a/',
    'a//b',
    ' a',
    'a ',
    'a?b',
    'a&b',
    'a#b',
    'a\\b',
    'a%b',
    'a<b',
    'a+b',
    '../a',
    'a/./b',
    'a\u202Eb',
    'x'.repeat(256),
  ])('refuses %j as a public id', async (publicId) => {
    const { status, body } = await upload({ public_id: publicId })

    expect(status).toBe(400)
    expect(body.error.message).toBe(`public_id (${publicId}) is invalid`)
  })

  it('shows folder and name in dynamic folders', async () => {
    const answer = await upload({ public_id: 'dyn', folder: 'f', display_name: 'Shown' })

    expect(answer.body).toMatchObject({ asset_folder: 'f', display_name: 'Shown' })
    expect(answer.body).not.toHaveProperty('folder')
    const taken = await upload({ folder: 'f', display_name: 'Shown', unique_display_name: 'true' })
    expect(taken.body.display_name).toMatch(/^Shown_[a-z0-9]{6}$/)
    const file = await upload({ use_filename_as_display_name: 'true' })
    expect(file.body.display_name).toBe('photo')
  })

  it('takes the folder from the public id in fixed folders', async () => {
    const answer = await post(
      `${fixed.api}/image/upload`,
      form(signed({ public_id: 'b', folder: 'a' }), { bytes: jpeg }),
    )
    const refused = await post(`${fixed.api}/image/upload`, form(signed({ asset_folder: 'a' }), { bytes: jpeg }))

    expect(answer.body).toMatchObject({ public_id: 'a/b', folder: 'a' })
    expect(answer.body).not.toHaveProperty('asset_folder')
    expect(refused.status).toBe(400)
    expect(refused.body.error.message).toContain('asset_folder')
  })

  it('keeps or drops the original name', async () => {
    expect((await upload()).body.original_filename).toBe('photo')
    expect((await upload({ filename_override: 'other.png' })).body.original_filename).toBe('other')
    expect((await upload({ discard_original_filename: 'true' })).body).not.toHaveProperty('original_filename')
  })
})

describe('overwriting', () => {
  it('replaces the file, keeps the asset id, drops tags and context, and grows the version at once', async () => {
    const first = await upload({ public_id: 'over', tags: 'a', context: 'a=b', eager: 'w_10' })
    const second = await upload({ public_id: 'over' }, { bytes: png })
    const third = await upload({ public_id: 'over' })

    expect(first.body).not.toHaveProperty('overwritten')
    expect(second.body).toMatchObject({ overwritten: true, asset_id: first.body.asset_id, tags: [], format: 'png' })
    expect(second.body).not.toHaveProperty('context')
    expect(second.body.version).toBeGreaterThan(first.body.version)
    expect(third.body.version).toBeGreaterThan(second.body.version)
    const delivered = await fetch(`${stack.base}/demo/image/upload/w_10/over.jpg`)
    expect(delivered.status).toBe(200)
    const rows = await stack.database.derived.listByAsset(first.body.asset_id)
    expect(rows.every((row) => row.versionId === third.body.version_id)).toBe(true)
  })

  it('gives the old asset when told not to overwrite', async () => {
    const first = await upload({ public_id: 'kept' })

    const second = await upload({ public_id: 'kept', overwrite: 'false' }, { bytes: png })

    expect(second.body).toMatchObject({ existing: true, version: first.body.version, etag: first.body.etag })
  })

  it('grows the version over a deletion, also within one second', async () => {
    const first = await upload({ public_id: 'reborn' })
    await destroyed(first)

    const second = await upload({ public_id: 'reborn' })

    expect(second.body.version).toBeGreaterThan(first.body.version)
    expect(second.body.asset_id).not.toBe(first.body.asset_id)
  })

  it('keeps one name to one asset when many upload it at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) => upload({ public_id: 'raced' }, { bytes: index % 2 === 0 ? jpeg : png })),
    )

    expect(new Set(answers.map(({ body }) => body.asset_id)).size).toBe(1)
    expect(new Set(answers.map(({ body }) => body.version)).size).toBe(8)
    expect(answers.filter(({ body }) => body.overwritten !== true)).toHaveLength(1)
  })
})

describe('attributes', () => {
  it('are kept and shown', async () => {
    const { body } = await upload({
      tags: 'one, two,one',
      context: 'alt=A \\= B|caption=c\\|d',
      access_mode: 'authenticated',
      access_control: JSON.stringify([{ access_type: 'anonymous', start: '2026-01-01T00:00:00Z', end: 1800000000 }]),
      face_coordinates: '10,20,1000,5',
      custom_coordinates: '1,2,3,4',
      regions: '{"face":[[1,2],[11,22]],"poly":[[0,0],[5,1],[2,9]]}',
      moderation: 'manual',
    })

    expect(body).toMatchObject({
      tags: ['one', 'two'],
      context: { custom: { alt: 'A = B', caption: 'c|d' } },
      access_mode: 'authenticated',
      access_control: [{ access_type: 'anonymous', start: '2026-01-01T00:00:00Z', end: '2027-01-15T08:00:00Z' }],
      faces: [[10, 20, 60, 5]],
      coordinates: { faces: [[10, 20, 60, 5]], custom: [[1, 2, 3, 4]] },
      regions: {
        face: [
          [1, 2],
          [11, 22],
        ],
        poly: [
          [0, 0],
          [5, 9],
        ],
      },
      moderation: [{ kind: 'manual', status: 'pending' }],
    })
  })

  it('sends given headers with deliveries', async () => {
    const { body } = await upload({ headers: 'X-Robots-Tag: noindex\r\nLink: <https://example.com>; rel="canonical"' })

    const delivered = await fetch(body.url)

    expect(delivered.headers.get('x-robots-tag')).toBe('noindex')
    expect(delivered.headers.get('link')).toBe('<https://example.com>; rel="canonical"')
  })

  it('gives a token that deletes the upload once', async () => {
    const { body } = await upload({ return_delete_token: 'true' })
    const url = `${stack.api}/delete_by_token`

    expect((await post(url, form({ token: body.delete_token }))).body).toEqual({ result: 'ok' })

    expect((await fetch(body.url)).status).toBe(404)
    expect(await post(url, form({ token: body.delete_token }))).toMatchObject({
      status: 400,
      body: { error: { message: 'Invalid token' } },
    })
  })
})

const PARAMETER_DOCS = readFileSync('server/docs/upload.md', 'utf8')

it('has every parameter on its page', () => {
  const unnamed = [...UPLOAD_OPTION_NAMES].filter((name) => !PARAMETER_DOCS.includes(`\`${name}`))

  // Where a widget found the file: understood, and kept nowhere.
  expect(unnamed).toEqual(['source'])
})

describe('parameters that are refused', () => {
  it.each([
    [{ tags: 'x'.repeat(256) }, 'tags'],
    [{ context: 'novalue' }, 'Invalid value novalue for parameter context'],
    [{ overwrite: 'maybe' }, 'Invalid value maybe for parameter overwrite: expected true or false'],
    [{ type: 'fetch' }, 'Invalid value fetch for parameter type'],
    [{ access_mode: 'secret' }, 'Invalid value secret for parameter access_mode'],
    [{ access_control: '[{"access_type":"me"}]' }, 'for parameter access_control'],
    [{ access_control: '[{"access_type":"token","start":"soon"}]' }, 'Invalid value soon for parameter access_control'],
    [{ access_control: '{' }, 'for parameter access_control: expected JSON'],
    [{ face_coordinates: '1,2,3' }, 'Invalid value 1,2,3 for parameter face_coordinates'],
    [{ regions: '{"a":[[1,2]]}' }, 'for parameter regions'],
    [{ headers: 'Set-Cookie: a=b' }, 'for parameter headers'],
    [{ metadata: 'id1=x|id2=y' }, 'Metadata External IDs do not exist: [id1, id2]'],
    [{ moderation: 'magic' }, 'Moderation magic moderation is not valid'],
    [{ moderation: 'aws_rek' }, "You don't have an active subscription for aws_rek"],
    [{ detection: 'illegal' }, "Detection invalid model 'illegal'"],
    [{ detection: 'coco_v2' }, "You don't have an active subscription for detection"],
    [{ raw_convert: 'illegal' }, 'Raw convert is invalid'],
    [{ background_removal: 'illegal' }, 'Background removal is invalid'],
    [{ auto_tagging: '0.5' }, 'Must use auto_tagging together with categorization'],
    [
      { auto_tagging: '0.5', categorization: 'google_tagging' },
      "You don't have an active subscription for auto_tagging",
    ],
    [{ categorization: 'illegal' }, 'Illegal value illegal'],
    [{ faces: 'true' }, 'Parameter faces is not supported'],
    [{ notification_url: 'nowhere' }, 'Invalid value nowhere for parameter notification_url'],
    [{ eager_notification_url: 'ftp://a' }, 'Invalid value ftp://a for parameter eager_notification_url'],
    [{ allowed_formats: 'png,gif' }, 'Image file format jpg not allowed'],
    [{ transformation: 'w_abc' }, 'Invalid width in transformation: abc'],
    [{ eager: 'w_10|w_abc' }, 'Invalid width in transformation: abc'],
    [{ upload_preset: 'nope' }, 'Upload preset not found'],
    [{ display_name: 'a/b' }, 'for parameter display_name'],
    [{ asset_folder: 'a//b' }, 'for parameter asset_folder'],
  ])('%j: %s', async (fields, message) => {
    const { status, body } = await upload(fields)

    expect(status, JSON.stringify(body)).toBe(400)
    expect(body.error.message).toContain(message)
  })

  it.each(REFUSED_PARAMETER_NAMES.map((name) => [name]))(
    '%s is refused by name, and passes when it is off',
    async (name) => {
      const on = await upload({ [name]: 'true' })
      const off = await upload({ [name]: 'false' })

      expect(on.status).toBe(400)
      expect(on.body.error.message.toLowerCase().replaceAll(' ', '_')).toContain(name)
      expect(off.status).toBe(200)
      expect(PARAMETER_DOCS).toContain(`\`${name}\``)
    },
  )

  it.each(['background_removal', 'categorization', 'detection', 'ocr', 'raw_convert', 'similarity_search'])(
    'a wrong %s is told by the Admin API in its own words',
    async (name) => {
      await upload({ public_id: 'updated' })
      const body = form({ [name]: 'illegal' })
      const target = `${stack.api}/resources/image/upload/updated`
      const answer = await post(target, body, { authorization: basic() })

      expect([answer.status, answer.body.error.message]).toEqual([400, `Illegal value illegal for ${name}`])
    },
  )

  it('keeps nothing of a refused upload', async () => {
    await upload({ detection: 'illegal' })
    await upload({ public_id: 'bad/' })
    await upload({}, { bytes: 'no picture' })

    await expect.poll(() => stack.spooled()).toEqual([])
  })
})

describe('files', () => {
  it.each([
    ['image/upload', 'plain text', 'Invalid image file'],
    ['video/upload', 'plain text', 'Invalid video file'],
    ['image/upload', '', 'Empty file'],
  ])('%s refuses %j: %s', async (path, bytes, message) => {
    const { status, body } = await upload({}, { path, bytes })

    expect(status).toBe(400)
    expect(body.error.message).toContain(message)
  })

  it('refuses a picture that is cut off', async () => {
    const { status, body } = await upload({}, { bytes: jpeg.subarray(0, jpeg.length / 2) })

    expect({ status, message: body.error.message }).toEqual({ status: 400, message: 'Invalid image file' })
  })

  it('converts to another format, also to an allowed one', async () => {
    const { body } = await upload({ format: 'png', allowed_formats: 'png' })

    expect(body).toMatchObject({ format: 'png', original_extension: 'jpg' })
  })

  it('takes the kind from the content', async () => {
    expect((await upload({}, { path: 'auto/upload', bytes: png, name: 'x.txt' })).body.resource_type).toBe('image')
    expect((await upload({}, { path: 'auto/upload', bytes: 'text', name: 'x.jpg' })).body.resource_type).toBe('raw')
    expect((await upload({}, { path: 'raw/upload', bytes: png, name: 'x.png' })).body.resource_type).toBe('raw')
  })

  it('says how large a file may be', async () => {
    const small = await startUploadStack({
      settings: { limits: { ...fixed.environment.settings.limits, rawBytes: 1000 } },
    })

    const answer = await post(`${small.api}/raw/upload`, form(signed({}), { bytes: Buffer.alloc(200_000) }))

    expect(answer.status).toBe(400)
    expect(answer.body.error.message).toMatch(/^File size too large\. Got \d+\. Maximum is 1000\.$/)
    const bare = await post(`${small.api}/raw/upload?${new URLSearchParams(signed({}))}`, new Uint8Array(2_000), {
      'content-type': 'application/octet-stream',
    })
    expect(bare.body.error.message).toBe('File size too large. Got 2000. Maximum is 1000.')
    await expect.poll(() => small.spooled()).toEqual([])
    await small.close()
  })

  it.each([
    ['application/octet-stream', 'application/octet-stream'],
    ['image/jpeg', 'image/jpeg'],
  ])('takes the bare file as a body of type %s', async (_label, type) => {
    const query = new URLSearchParams(signed({ public_id: 'bare' }))

    const answer = await post(`${stack.api}/image/upload?${query}`, new Uint8Array(jpeg), { 'content-type': type })

    expect(answer.body).toMatchObject({ public_id: 'bare', bytes: jpeg.length })
  })

  it('takes JSON and urlencoded bodies with a data URI', async () => {
    const file = `data:image/png;base64,${png.toString('base64')}`

    const asJson = await post(`${stack.api}/image/upload`, JSON.stringify({ ...signed({ tags: 'j' }), file }), {
      'content-type': 'application/json',
    })
    const encoded = await post(`${stack.api}/image/upload`, new URLSearchParams({ ...signed({ tags: 'u' }), file }))

    expect(asJson.body).toMatchObject({ tags: ['j'], format: 'png' })
    expect(encoded.body).toMatchObject({ tags: ['u'], format: 'png' })
  })

  it.each([
    [{}, 'Missing required parameter - file'],
    [{ file: 'ftp://example.com/a.jpg' }, 'Unsupported source URL: ftp://example.com/a.jpg'],
    [{ file: 'file:///etc/passwd' }, 'Unsupported source URL: file:///etc/passwd'],
    [{ file: 's3://bucket/key' }, 'Unsupported source URL: s3://bucket/key'],
    [{ file: '/etc/passwd' }, 'Unsupported source URL: /etc/passwd'],
    [{ file: 'http://10.0.0.1/a.jpg' }, 'Error in loading http://10.0.0.1/a.jpg - '],
    [{ file: 'data:image/png;base64,@@@' }, 'Invalid data URI'],
    [{ file: 'data:image/png' }, 'Invalid data URI'],
    [{ 'file[]': 'x' }, "Invalid file parameter. Make sure your file parameter does not include '[]'"],
  ])('%j without a file part: %s', async (fields, message) => {
    const unsigned = Object.fromEntries(Object.entries(fields))

    const { status, body } = await post(`${stack.api}/image/upload`, form({ ...signed({}), ...unsigned }))

    expect(status, JSON.stringify(body)).toBe(400)
    expect(body.error.message).toContain(message)
  })

  it('fetches a remote file, and tells when there is none', async () => {
    const origin = createServer((request, response) => {
      if (request.url === '/pictures/my%20cat.jpg') response.end(jpeg)
      else response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => origin.once('listening', resolve))
    const base = `http://127.0.0.1:${(origin.address() as AddressInfo).port}`

    const found = await post(
      `${stack.api}/image/upload`,
      form({ ...signed({ use_filename: 'true' }), file: `${base}/pictures/my%20cat.jpg` }),
    )
    const missing = await post(`${stack.api}/image/upload`, form({ ...signed({}), file: `${base}/no.jpg` }))
    origin.close()

    expect(found.body.public_id).toMatch(/^my_cat_[a-z0-9]{6}$/)
    expect(found.body.original_filename).toBe('my cat')
    expect(missing.status).toBe(400)
    expect(missing.body.error.message).toMatch(/^Error in loading http:.*no\.jpg - /)
  })
})

describe('eager transformations', () => {
  it('are made by the queue when asked for later', async () => {
    const { body } = await upload({ eager: 'w_20|w_30/png', eager_async: 'true' })

    expect(body.batch_id).toMatch(/^[0-9a-f]{64}$/)
    expect(body.eager).toMatchObject([
      { transformation: 'w_20', status: 'processing', batch_id: body.batch_id },
      { transformation: 'w_30/png', status: 'processing' },
    ])
    await expect
      .poll(async () => (await stack.database.derived.listByAsset(body.asset_id)).length, { timeout: 10_000 })
      .toBe(2)
  })

  it('that fail do not fail the upload', async () => {
    const { status, body } = await upload({ eager: 'w_20|t_missing' })

    expect(status).toBe(200)
    expect(body.eager[0].width).toBe(20)
    expect(body.eager[1]).toMatchObject({ transformation: 't_missing', status: 'failed', reason: expect.any(String) })
  })
})

describe('actions on assets', () => {
  it('take paths with escaped slashes, and asset ids', async () => {
    const { body } = await upload({ public_id: 'esc' })
    const url = `${stack.base}/v1_1/demo/asset%2Fdestroy`

    expect((await post(url, form(signed({ asset_id: body.asset_id })))).body).toEqual({ result: 'ok' })
    expect((await post(url, form(signed({ asset_id: body.asset_id })))).body).toEqual({ result: 'not found' })
  })

  it('name the parameter that is missing', async () => {
    for (const [path, name] of [
      ['image/destroy', 'public_id'],
      ['image/rename', 'from_public_id'],
      ['image/explicit', 'public_id'],
      ['image/tags', 'command'],
      ['asset/destroy', 'asset_id'],
    ]) {
      const answer = await post(`${stack.api}/${path}`, form(signed({})))
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { message: `Missing required parameter - ${name}` } },
      })
    }
  })

  it('take Basic credentials instead of a signature', async () => {
    const answer = await post(`${stack.api}/image/destroy`, JSON.stringify({ public_id: 'none' }), {
      'content-type': 'application/json',
      authorization: basic(),
    })

    expect(answer).toMatchObject({ status: 200, body: { result: 'not found' } })
  })

  it('change tags exclusively', async () => {
    await upload({ public_id: 'x1', tags: 'cover,a' })
    await upload({ public_id: 'x2' })
    const fields = { command: 'set_exclusive', tag: 'cover', public_ids: 'x2' }

    const answer = await post(`${stack.api}/image/tags`, form(signed(fields)))

    expect(answer.body.public_ids.toSorted()).toEqual(['x1', 'x2'])
    const { database, environment } = stack
    const scope = { environmentId: environment.id, resourceType: 'image' } as const
    expect((await database.assets.listByTag(scope, 'cover')).map(({ publicId }) => publicId)).toEqual(['x2'])
  })

  it('answer 404 for operations that are not there', async () => {
    const answer = await post(`${stack.api}/image/unheard_of`, form(signed({})))

    expect(answer.status).toBe(404)
    expect(answer.body.error.message).toContain('POST /demo/image/unheard_of')
  })
})

/** A tenth of a second of silence: sounds count as videos. */
const WAV = Buffer.concat([
  Buffer.from('RIFF'),
  int32(36 + 800),
  Buffer.from('WAVEfmt '),
  int32(16),
  Buffer.from([1, 0, 1, 0]),
  int32(8000),
  int32(8000),
  Buffer.from([1, 0, 8, 0]),
  Buffer.from('data'),
  int32(800),
  Buffer.alloc(800, 128),
])

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
