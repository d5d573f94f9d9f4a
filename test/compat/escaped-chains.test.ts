/** Chains that the SDK escapes: the same text must mean the same as eager transformation and in a URL. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { photo } from '../support/fixture-files.ts'
import { startServer, type TestServer } from '../support/server.ts'

type Cloudinary = typeof import('cloudinary').v2

const TEXT = { overlay: { font_family: 'Arial', font_size: 20, text: 'Wait, 50% / off?' } }

let server: TestServer
let cloudinary: Cloudinary

beforeAll(async () => {
  server = await startServer()
  const { cloudName, apiKey, apiSecret } = server
  // The SDK chooses http or https when it is loaded, by this variable.
  process.env.CLOUDINARY_URL = `cloudinary://${apiKey}:${apiSecret}@${cloudName}?upload_prefix=${server.url}`
  cloudinary = (await import('cloudinary')).v2
})
afterAll(async () => {
  delete process.env.CLOUDINARY_URL
  await server?.close()
})

describe('a text with a comma, a slash and a percent sign', () => {
  it('is one derived file, made eagerly and asked for by URL', async () => {
    const bytes = await photo({ w: 320, h: 200 })
    const dataUri = `data:image/jpeg;base64,${bytes.toString('base64')}`

    const uploaded = await cloudinary.uploader.upload(dataUri, { public_id: 'escaped', eager: [TEXT] })
    const [eager] = uploaded.eager as readonly { readonly url: string; readonly bytes: number }[]
    const built = cloudinary.url('escaped.jpg', { ...TEXT, version: uploaded.version, urlAnalytics: false })
    const answers = await Promise.all([eager?.url ?? '', server.url + new URL(built).pathname].map((url) => fetch(url)))

    expect(answers.map(({ status, headers }) => `${status} ${headers.get('x-cld-error') ?? ''}`)).toEqual([
      '200 ',
      '200 ',
    ])
    expect(answers[0]?.headers.get('etag')).toBe(answers[1]?.headers.get('etag'))
    expect(answers[1]?.headers.get('content-length')).toBe(String(eager?.bytes))
    expect(new URL(eager?.url ?? '').pathname).toBe(new URL(built).pathname)
  })
})
