/** Sprites: the images of a tag below one another, with the sheets that show each. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PictureCalls, pictureCalls, plainPng } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { fetchAllowPrivate: ['127.0.0.1:*'] } })
  calls = pictureCalls(server)
  await calls.plain('logos/blue', { width: 20, height: 10, colour: '#0000ff', parameters: { tags: 'logo' } })
  await calls.plain('logos/amber', { width: 30, height: 5, colour: '#ffbf00', parameters: { tags: 'logo' } })
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const sprite = (parameters: object) => calls.call('assets.sprite', parameters)
const get = async (url: string) => {
  const response = await fetch(url)
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
const under = (path: string) => get(`${server.url}/${server.cloudName}/image/sprite/${path}`)

describe('POST /image/sprite', () => {
  it('stacks the images in the order of their names, two pixels apart', async () => {
    const { status, body } = await sprite({ tag: 'logo' })

    expect(status).toBe(200)
    expect(body.image_infos).toEqual({
      'logos/amber': { x: 0, y: 0, width: 30, height: 5 },
      'logos/blue': { x: 0, y: 7, width: 20, height: 10 },
    })
    const { data, info } = await sharp((await get(body.image_url)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => [...data.subarray((y * 30 + x) * 4, (y * 30 + x) * 4 + 4)]
    expect(info).toMatchObject({ width: 30, height: 17, channels: 4, format: 'raw' })
    expect([at(29, 4), at(0, 5), at(0, 6), at(0, 7), at(19, 16), at(20, 7)]).toEqual([
      [255, 191, 0, 255],
      [0, 0, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 255, 255],
      [0, 0, 255, 255],
      [0, 0, 0, 0],
    ])
  })

  it('gives a style sheet with a class for each image, and a list of them', async () => {
    const { body } = await sprite({ tag: 'logo' })

    const css = await get(body.css_url)
    const json = await get(body.json_url)

    expect(css.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(css.bytes.toString()).toBe(
      '.logos\\/amber {\n  width: 30px;\n  height: 5px;\n  background: url("./logo.png") no-repeat 0px 0px;\n}\n' +
        '.logos\\/blue {\n  width: 20px;\n  height: 10px;\n  background: url("./logo.png") no-repeat 0px -7px;\n}\n',
    )
    expect(JSON.parse(json.bytes.toString())).toEqual({ image: './logo.png', image_infos: body.image_infos })
    expect(body.css_url).toBe(
      `http://127.0.0.1:${server.port}/${server.cloudName}/image/sprite/v${body.version}/logo.css`,
    )
    expect(body.secure_image_url).toBe(body.image_url.replace('http:', 'https:'))
  })

  it('draws each image by the chain, which stands in the addresses and gives the format', async () => {
    const { body } = await sprite({ tag: 'logo', transformation: 'c_fill,h_8,w_8/f_jpg' })

    expect(body.image_infos['logos/blue']).toEqual({ x: 0, y: 10, width: 8, height: 8 })
    expect(body.image_url).toMatch(/\/image\/sprite\/c_fill,h_8,w_8\/f_jpg\/v\d+\/logo\.jpg$/)
    const { format, width, height } = await sharp((await get(body.image_url)).bytes).metadata()
    expect({ format, width, height }).toEqual({ format: 'jpeg', width: 8, height: 18 })
    expect((await get(body.css_url)).bytes.toString()).toContain('url("./logo.jpg")')
  })

  it('keeps one sprite for each chain, and replaces it when it is made again', async () => {
    const { body: plain } = await sprite({ tag: 'logo' })
    const { body: small } = await sprite({ tag: 'logo', transformation: 'w_4' })
    const { body: again } = await sprite({ tag: 'logo' })

    expect(small.asset_id).not.toBe(plain.asset_id)
    expect(again.asset_id).toBe(plain.asset_id)
    expect(again.version).toBeGreaterThan(plain.version)
    expect((await sharp((await get(small.image_url)).bytes).metadata()).width).toBe(4)
  })

  it('takes only images that everybody may see', async () => {
    await calls.plain('seen', { parameters: { tags: 'mixed' } })
    await calls.plain('hidden', { parameters: { tags: 'mixed', type: 'private' } })
    await calls.plain('closed', { parameters: { tags: 'mixed', access_mode: 'authenticated' } })

    const { body } = await sprite({ tag: 'mixed' })

    expect(Object.keys(body.image_infos)).toEqual(['seen'])
  })

  it('takes addresses instead of a tag', async () => {
    const address = (id: string) => `${server.url}/${server.cloudName}/image/upload/${id}.png`
    const picture = `data:image/png;base64,${(await plainPng(3, 3, 'lime')).toString('base64')}`

    const { status, body } = await sprite({ urls: [address('logos/blue'), address('logos/blue'), picture] })

    expect(status).toBe(200)
    expect(body.image_infos).toEqual({
      blue: { x: 0, y: 0, width: 20, height: 10 },
      blue_2: { x: 0, y: 12, width: 20, height: 10 },
      image: { x: 0, y: 24, width: 3, height: 3 },
    })
    expect((await get(body.image_url)).status).toBe(200)
  })

  it('leaves no file behind that is not the sprite', async () => {
    const before = (await calls.call('environment.usage', {})).body.objects.usage

    await sprite({ tag: 'logo', transformation: 'w_5' })

    expect((await calls.call('environment.usage', {})).body.objects.usage).toBe(before + 1)
  })

  it('is made by the queue when the client does not wait, and told of', async () => {
    const { body } = await sprite({ tag: 'logo', transformation: 'w_6', async: true, notification_url: hooks.url })

    expect(body).toEqual({ status: 'processing', batch_id: expect.stringMatching(/^[0-9a-f]{64}$/) })
    await expect.poll(() => hooks.bodies.length, { timeout: 10_000 }).toBe(1)
    const [told] = hooks.bodies
    expect(told).toMatchObject({ notification_type: 'sprite', batch_id: body.batch_id })
    expect(told.image_infos['logos/blue'].width).toBe(6)
    expect((await get(told.image_url)).status).toBe(200)
  })

  it('tells why the queue could not make it', async () => {
    const urls = ['data:image/png;base64,AAAA']
    const { body } = await sprite({ urls, async: true, notification_url: hooks.url })

    const told = () => hooks.bodies.find(({ batch_id }) => batch_id === body.batch_id)
    await expect.poll(told, { timeout: 10_000 }).toMatchObject({
      notification_type: 'error',
      error: { message: 'Invalid image file' },
      type: 'sprite',
    })
  })

  it('answers mode=download with the file, and stores nothing', async () => {
    for (const id of ['assets.sprite', 'assets.download_sprite']) {
      const answer = await calls.file(id, { tag: 'logo', transformation: 'w_7', mode: 'download' })

      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-disposition')).toBe('attachment; filename="logo.png"')
      expect(await sharp(answer.bytes).metadata()).toMatchObject({ format: 'png', width: 7 })
    }
    expect((await under('w_7/v1/logo.png')).status).toBe(404)
  })

  it.each([
    ['neither tag nor urls', {}, 400, 'Missing required parameter - tag or urls: give one of them'],
    ['both', { tag: 'logo', urls: ['http://127.0.0.1/a.png'] }, 400, /give one of them$/],
    ['a tag that no image has', { tag: 'nobody' }, 404, 'Resource not found - no public images have the tag nobody'],
    ['a chain that is none', { tag: 'logo', transformation: 'w_abc' }, 400, /^Invalid width in transformation: abc/],
    [
      'a video',
      { tag: 'logo', transformation: 'f_mp4' },
      400,
      /^Invalid format in transformation: mp4 for sprite, expected one of png, jpg/,
    ],
    ['a name that no address can say', { tag: 'a/../b' }, 400, 'Invalid value a/../b for parameter tag'],
    ['an address of no image', { urls: ['data:text/plain,hello'] }, 400, 'Invalid image file'],
    ['an address that is none', { urls: ['ftp://x/y'] }, 400, 'Unsupported source URL: ftp://x/y'],
    [
      'too many addresses',
      { urls: Array(301).fill('http://x.test/a') },
      400,
      'At most 300 images can be put together, not 301',
    ],
    ['such a tag at once, also when the client does not wait', { tag: 'nobody', async: true }, 404, /nobody$/],
  ])('refuses %s', async (_, parameters, status, message) => {
    const answer = await sprite(parameters)

    expect(answer.body.error?.message).toMatch(message)
    expect(answer.status).toBe(status)
  })
})

describe('the addresses of a sprite', () => {
  it.each([
    ['R&B 50% #1?+<>', ''],
    ['ünï/日本', 'w_5'],
    ['quote"\'(1):2', 'w_6/e_grayscale'],
    ['text', 'c_pad,h_60,w_90/l_text:Arial_12:Hi%20there%252C%20you'],
    ['long', Array(40).fill('c_limit,h_500,w_500').join('/')],
    ['w_5/trap', ''],
  ])('lead to it for the tag %s and the chain %s', async (tag, transformation) => {
    await calls.plain(`of/${Buffer.from(tag).toString('hex')}`, { parameters: { tags: tag } })

    const { status, body } = await sprite({ tag, ...(transformation === '' ? {} : { transformation }) })

    expect({ status, message: body.error?.message }).toEqual({ status: 200 })
    const [image, css] = await Promise.all([get(body.image_url), get(body.css_url)])
    expect([image.status, css.status]).toEqual([200, 200])
    expect(body.public_id.length).toBeLessThanOrEqual(255)
    // What the style sheet names lies beside it.
    const [, named = ''] = /url\("([^"]*)"\)/.exec(css.bytes.toString()) ?? []
    expect(new URL(named, body.css_url).href).toBe(new URL(body.image_url).href)
    // Listings do not know where the chain ends: their address leads there too.
    const listed = await calls.call('assets.get', { resource_type: 'image', type: 'sprite', public_id: body.public_id })
    expect((await get(listed.body.url)).bytes.equals(image.bytes)).toBe(true)
  })
})

describe('the limits of a sprite', () => {
  it('are those of the environment: pixels of all images together', async () => {
    await calls.change({ media_limits: { asset_max_total_px: 1_000 } })

    const { status, body } = await sprite({ tag: 'logo', transformation: 'c_scale,w_30,h_30' })

    await calls.change({ media_limits: { asset_max_total_px: 200_000_000 } })
    expect(body.error.message).toBe('The images have 1800 pixels together; the limit is 1000')
    expect(status).toBe(400)
  })
})

describe('a sprite that is not finished', () => {
  const spooled = () =>
    readdirSync(join(server.folder, 'spool'), { withFileTypes: true }).filter((entry) => entry.isFile())

  it('leaves no file behind when the client leaves, or an image cannot be drawn', async () => {
    const broken = 'data:image/png;base64,AAAA'
    const { body: stored } = await calls.plain('large', { width: 3_000, height: 3_000 })
    const large = stored.url
    const leaving = new AbortController()
    const asked = calls.call('assets.sprite', { urls: Array(8).fill(large) }, leaving.signal)
    await expect.poll(() => spooled().length, { interval: 5 }).toBeGreaterThan(0)

    leaving.abort()

    await expect(asked).rejects.toThrow()
    expect((await sprite({ urls: [large, broken, large] })).status).toBe(400)
    await expect.poll(() => spooled(), { timeout: 10_000 }).toEqual([])
  })
})

describe('the delivery of a sprite', () => {
  it('answers 404 for a chain or a format that it was not made by', async () => {
    await sprite({ tag: 'logo' })

    expect((await under('w_3/v1/logo.png')).status).toBe(404)
    const other = await under('v1/logo.webp')
    expect(other.status).toBe(404)
    expect(other.headers.get('x-cld-error')).toBe('Resource not found - logo.webp: it was made as png')
  })

  it('keeps to the types, formats and pages that the environment admits', async () => {
    await sprite({ tag: 'logo' })
    const { change } = calls

    await change({ restricted_media_types: ['sprite'] })
    expect((await under('v1/logo.css')).status).toBe(401)
    await change({ restricted_media_types: [], restricted_file_types: ['css'] })
    expect([(await under('v1/logo.css')).status, (await under('v1/logo.png')).status]).toEqual([401, 200])
    await change({ restricted_file_types: [], allowed_referrers: ['good.test'] })
    const from = (referer: string) =>
      fetch(`${server.url}/${server.cloudName}/image/sprite/v1/logo.css`, { headers: { referer } })
    expect([(await from('http://bad.test/')).status, (await from('http://good.test/')).status]).toEqual([401, 200])
    await change({ allowed_referrers: [], strict_transformations: true })
    expect((await under('v1/logo.png')).status).toBe(200)
    await change({ strict_transformations: false })
  })

  it('ends when the sprite is deleted', async () => {
    await sprite({ tag: 'logo', transformation: 'w_9' })
    expect((await under('w_9/v1/logo.css')).status).toBe(200)

    const { body } = await calls.call('assets.destroy', {
      resource_type: 'image',
      type: 'sprite',
      public_id: 'w_9/logo',
    })

    expect(body.result).toBe('ok')
    expect((await under('w_9/v1/logo.css')).status).toBe(404)
  })
})
