/** Pictures of texts: made, stored as type `text`, delivered and transformed. */
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
})
afterAll(async () => {
  await server.close()
  hooks.close()
})

const text = (parameters: object) => calls.call('assets.text', { text: 'Hello World', ...parameters })

describe('POST /image/text', () => {
  it('stores a png of type text and delivers it where its answer says', async () => {
    const { status, body } = await text({ public_id: 'greeting' })

    expect(status).toBe(200)
    expect(body).toMatchObject({ public_id: 'greeting', type: 'text', format: 'png', resource_type: 'image' })
    expect(body.url).toContain(`/image/text/v${body.version}/greeting.png`)
    const file = await fetch(body.url)
    expect(file.headers.get('content-type')).toBe('image/png')
    const { width, height, hasAlpha } = await sharp(Buffer.from(await file.arrayBuffer())).metadata()
    expect({ width, height, hasAlpha }).toEqual({ width: body.width, height: body.height, hasAlpha: true })
  })

  it('sets black letters of 12 pixels on nothing when only the text is given', async () => {
    const { body } = await text({})
    const { data } = await pixelsOf(body.url)

    expect(body.height).toBeGreaterThan(6)
    expect(body.height).toBeLessThan(18)
    for (let at = 0; at < data.length; at += 4) expect([...data.subarray(at, at + 3)]).toEqual([0, 0, 0])
  })

  it('sets larger letters in a larger picture, in the colour and on the background that are named', async () => {
    const { body: small } = await text({})

    const { body } = await text({ font_size: 60, font_color: '#ff0000', background: 'rgb:00f', font_family: 'Georgia' })

    expect(body.width).toBeGreaterThan(4 * small.width)
    const { data, width } = await pixelsOf(body.url)
    expect([...data.subarray(0, 4)]).toEqual([0, 0, 255, 255])
    const reddest = Math.max(...Array.from({ length: data.length / 4 }, (_, index) => data[index * 4] as number))
    expect({ width, reddest }).toEqual({ width: body.width, reddest: 255 })
  })

  it('makes letters as transparent as opacity says', async () => {
    const { body } = await text({ font_size: 40, opacity: 50, font_weight: 'bold' })

    const { data } = await pixelsOf(body.url)
    const most = Math.max(...Array.from({ length: data.length / 4 }, (_, index) => data[index * 4 + 3] as number))
    expect(most).toBeGreaterThan(124)
    expect(most).toBeLessThan(131)
  })

  it('transforms the picture of a text like any other', async () => {
    const { body } = await text({ public_id: 'shrunk', font_size: 50 })

    const file = await fetch(`${server.url}/${server.cloudName}/image/text/w_20/shrunk.jpg`)

    expect(file.status).toBe(200)
    const { format, width } = await sharp(Buffer.from(await file.arrayBuffer())).metadata()
    expect({ format, width }).toEqual({ format: 'jpeg', width: 20 })
    expect(body.width).toBeGreaterThan(100)
  })

  it('tells the address that the call names of the picture, by the body of its answer', async () => {
    const { body } = await text({ public_id: 'told', notification_url: hooks.url })

    await expect.poll(() => hooks.bodies.length).toBe(1)
    const { signature: _unsigned, ...told } = body
    expect(hooks.bodies[0]).toMatchObject({ notification_type: 'text', ...told })
    expect(hooks.bodies[0].signature).toBeUndefined()
  })

  it('replaces the picture when the name is used again', async () => {
    const first = await text({ public_id: 'twice', text: 'a' })
    const second = await text({ public_id: 'twice', text: 'a much longer text' })

    expect(second.body.asset_id).toBe(first.body.asset_id)
    expect(second.body.version).toBeGreaterThan(first.body.version)
    expect(second.body.width).toBeGreaterThan(first.body.width)
  })

  it.each([
    ['no text', { text: '' }, 'Missing required parameter - text'],
    ['a blank text', { text: '   ' }, 'Invalid value     for parameter text: expected a text that is not blank'],
    [
      'an unknown weight',
      { font_weight: 'fat' },
      /^Invalid value fat for parameter font_weight: expected one of normal/,
    ],
    ['a wrong colour', { font_color: 'reddish' }, /^Invalid value reddish for parameter font_color: expected the name/],
    [
      'too large letters',
      { font_size: 2001 },
      'Invalid value 2001 for parameter font_size: expected a number from 1 to 2000',
    ],
    [
      'too much of large letters',
      { font_size: 2000, text: 'a'.repeat(9000) },
      /characters of 2000 pixels are too many/,
    ],
    ['a bad name', { public_id: 'a?b' }, 'public_id (a?b) is invalid'],
  ])('refuses %s', async (_, parameters, message) => {
    const { status, body } = await text(parameters)

    expect(status).toBe(400)
    expect(body.error.message).toMatch(message)
  })
})

async function pixelsOf(url: string) {
  const file = await fetch(url)
  const { data, info } = await sharp(Buffer.from(await file.arrayBuffer()))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, ...info }
}
