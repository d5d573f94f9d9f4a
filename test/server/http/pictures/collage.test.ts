/** Collages: images side by side, stored like an upload. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PictureCalls, pictureCalls } from '../../../support/picture-calls.ts'
import { startServer, type TestServer } from '../../../support/server.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../../support/webhook-receiver.ts'

let server: TestServer
let calls: PictureCalls
let hooks: WebhookReceiver

beforeAll(async () => {
  hooks = await startWebhookReceiver()
  server = await startServer({ settings: { fetchAllowPrivate: [hooks.authority] } })
  calls = pictureCalls(server)
  await calls.plain('red', { width: 10, height: 40, colour: '#ff0000' })
  await calls.plain('green', { width: 40, height: 10, colour: '#00ff00' })
  await calls.plain('blue', { width: 20, height: 20, colour: '#0000ff' })
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const ASSETS = [{ media: 'red' }, { media: 'green' }, { media: 'blue' }]
const GRID = { template: 'grid', width: 24, height: 24, columns: 2, rows: 2, assets: ASSETS }
const collage = (manifest: object, parameters: object = {}) =>
  calls.call('assets.create_collage', { manifest_json: manifest, ...parameters })

describe('POST /image/create_collage', () => {
  it('fills a grid row by row, with its colour between the images and in empty cells', async () => {
    const { status, body } = await collage({ ...GRID, spacing: 4, color: 'black' })

    expect(status).toBe(200)
    expect(body).toMatchObject({ type: 'upload', format: 'png', width: 24, height: 24 })
    const at = await pixelsOf(body.url)
    expect([at(0, 0), at(9, 9), at(14, 0), at(23, 9), at(0, 14), at(9, 23)]).toEqual([
      'ff0000',
      'ff0000',
      '00ff00',
      '00ff00',
      '0000ff',
      '0000ff',
    ])
    expect([at(10, 5), at(13, 5), at(5, 12), at(14, 14), at(23, 23)]).toEqual(Array(5).fill('000000'))
  })

  it('lets an image cover the cells that name it', async () => {
    const template = [
      [1, 1, 2],
      [3, 3, 2],
    ]

    const { body } = await collage({ template, width: 31, height: 21, spacing: 1, assets: ASSETS })

    const at = await pixelsOf(body.url)
    expect([at(0, 0), at(19, 9), at(20, 0), at(21, 0), at(30, 20), at(19, 10), at(0, 11), at(19, 20)]).toEqual([
      'ff0000',
      'ff0000',
      'ffffff',
      '00ff00',
      '00ff00',
      'ffffff',
      '0000ff',
      '0000ff',
    ])
  })

  it('crops each image as it says itself, or else as all of them do', async () => {
    const { body } = await collage({
      ...GRID,
      columns: 3,
      rows: 1,
      width: 60,
      height: 20,
      color: '#808080',
      assetDefaults: { crop: 'pad', gravity: 'west' },
      assets: [{ media: 'red' }, { media: 'green', crop: 'fit' }, { media: 'blue', crop: 'scale' }],
    })

    const at = await pixelsOf(body.url)
    // 5 pixels wide at the left, 5 high in the middle, and the whole cell.
    expect([at(0, 0), at(4, 19), at(6, 0), at(20, 2), at(20, 10), at(39, 10), at(40, 0), at(59, 19)]).toEqual([
      'ff0000',
      'ff0000',
      '808080',
      '808080',
      '00ff00',
      '00ff00',
      '0000ff',
      '0000ff',
    ])
  })

  it('takes the parameters of an upload, and tells of it as of one', async () => {
    const parameters = { public_id: 'mine', tags: 'made', transformation: 'w_12', format: 'webp' }

    const { body } = await collage(GRID, { ...parameters, notification_url: hooks.url })

    expect(body).toMatchObject({ public_id: 'mine', tags: ['made'], width: 12, height: 12, format: 'webp' })
    await expect.poll(() => hooks.bodies.length).toBe(1)
    expect(hooks.bodies[0]).toMatchObject({ notification_type: 'upload', public_id: 'mine', version: body.version })
    const kept = await collage(GRID, { public_id: 'mine', overwrite: false })
    expect(kept.body).toMatchObject({ existing: true, version: body.version })
  })

  it('is stored by the queue when the client does not wait', async () => {
    const { body } = await collage(GRID, { public_id: 'later', async: true })

    expect(body).toMatchObject({ status: 'pending', public_id: 'later' })
    const status = async () =>
      (await calls.call('assets.get', { resource_type: 'image', type: 'upload', public_id: 'later' })).body.width
    await expect.poll(status, { timeout: 10_000 }).toBe(24)
  })

  it.each([
    ['no manifest', undefined, 'Missing required parameter - manifest_json'],
    ['text that is no JSON', '{', /parameter manifest_json: expected JSON$/],
    ['an unknown template', { ...GRID, template: 'spiral' }, /expected template: grid, or rows of asset numbers$/],
    ['an unknown field', { ...GRID, colour: 'red' }, /colour/],
    ['a grid without rows', { ...GRID, rows: undefined }, /: a grid needs columns and rows$/],
    ['more assets than cells', { ...GRID, rows: 1 }, /: a grid of 2 x 1 has no place for 3 assets$/],
    [
      'rows of different lengths',
      { ...GRID, columns: undefined, rows: undefined, template: [[1, 2], [3]] },
      /the same length$/,
    ],
    ['a template of another size', { ...GRID, template: [[1, 2, 3]] }, /: the template has 3 columns and 1 rows$/],
    [
      'an asset without a cell',
      {
        ...GRID,
        template: [
          [1, 1],
          [2, 2],
        ],
      },
      /: the template has no place for asset 3$/,
    ],
    [
      'a cell without an asset',
      {
        ...GRID,
        template: [
          [1, 2],
          [3, 4],
        ],
      },
      /: the template names asset 4 of 3$/,
    ],
    [
      'cells that are no rectangle',
      {
        ...GRID,
        template: [
          [1, 2],
          [3, 1],
        ],
      },
      /: the cells of asset 1 are no rectangle$/,
    ],
    ['too much spacing', { ...GRID, spacing: 23 }, /: 2 cells with a spacing of 23 do not fit in a height of 24$/],
    ['a crop that is a chain', { ...GRID, assetDefaults: { crop: 'fill,l_red' } }, /crop as in transformations/],
    [
      'a crop that there is none',
      { ...GRID, assetDefaults: { crop: 'squeeze' } },
      /^Invalid crop in transformation: squeeze/,
    ],
    [
      'too many pixels',
      { ...GRID, width: 10_000, height: 10_000 },
      'The picture would have 100000000 pixels; the limit is 50000000',
    ],
  ])('refuses %s', async (_, manifest, message) => {
    const { status, body } = await calls.call(
      'assets.create_collage',
      manifest === undefined ? {} : { manifest_json: manifest },
    )

    expect(body.error?.message).toMatch(message)
    expect(status).toBe(400)
  })

  it('answers 404 for an image that does not exist', async () => {
    const { status, body } = await collage({ ...GRID, assets: [{ media: 'nowhere' }] })

    expect({ status, message: body.error.message }).toEqual({ status: 404, message: 'Resource not found - nowhere' })
  })
})

async function pixelsOf(url: string) {
  const file = Buffer.from(await (await fetch(url)).arrayBuffer())
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return (x: number, y: number) => data.subarray((y * info.width + x) * 3, (y * info.width + x) * 3 + 3).toString('hex')
}
