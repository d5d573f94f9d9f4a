/** Pictures that the server makes, through the genuine Node SDK. */
import { expect } from 'vitest'
import { pdfFile } from '../support/media-files.ts'
import { type Cloudinary, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk({ settings: { fetchAllowPrivate: ['127.0.0.1:*'] } })
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='
// As documented; the types of the SDK leave options and answers out.
type MethodName =
  | 'explode'
  | 'upload'
  | 'text'
  | 'generate_sprite'
  | 'multi'
  | 'download_generated_sprite'
  | 'download_multi'
// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
type Method = (...values: unknown[]) => Promise<any>
const uploader = (cloudinary: Cloudinary) => cloudinary.uploader as unknown as Readonly<Record<MethodName, Method>>
/** The error in the shape in which the SDK's upload methods reject. */
const refusal = (http_code: number, message: unknown) => ({ http_code, message })

describeMethod('uploader.text', sdk, {
  async succeeds({ cloudinary }) {
    const made = await uploader(cloudinary).text('Hello World', {
      public_id: 'sdk-text',
      font_family: 'Arial',
      font_size: 24,
      font_color: 'blue',
      font_weight: 'bold',
      font_style: 'italic',
      text_align: 'center',
      text_decoration: 'underline',
      background: 'white',
      opacity: 80,
      font_hinting: 'none',
      font_antialiasing: 'best',
    })

    expect(made).toMatchObject({ public_id: 'sdk-text', type: 'text', format: 'png' })
    expect((await fetch(made.url)).status).toBe(200)
    expect(await cloudinary.api.resource('sdk-text', { type: 'text' })).toMatchObject({ width: made.width })
  },
  async fails({ cloudinary }) {
    await expect(uploader(cloudinary).text('')).rejects.toMatchObject(refusal(400, 'Missing required parameter - text'))
  },
})

for (const method of ['generate_sprite', 'multi'] as const) {
  describeMethod(`uploader.${method}`, sdk, {
    async succeeds({ cloudinary }) {
      const { urls, ...first } = await tagged(cloudinary, method)

      const made = await uploader(cloudinary)[method](first.tag, { width: 5, crop: 'scale', format: 'webp' })
      const address = made.image_url ?? made.url
      expect(address).toMatch(new RegExp(`/c_scale,f_webp,w_5/v${made.version}/${first.tag}\\.webp$`))
      expect((await fetch(address)).headers.get('content-type')).toBe('image/webp')
      const byAddress = await uploader(cloudinary)[method]({ urls })
      expect((await fetch(byAddress.image_url ?? byAddress.url)).status).toBe(200)
    },
    async fails({ cloudinary }) {
      await expect(uploader(cloudinary)[method]('nobody')).rejects.toMatchObject(
        refusal(404, 'Resource not found - no public images have the tag nobody'),
      )
    },
  })
}

for (const method of ['download_generated_sprite', 'download_multi'] as const) {
  describeMethod(`uploader.${method}`, sdk, {
    async succeeds({ cloudinary }) {
      const { tag, urls } = await tagged(cloudinary, method)

      const file = await fetch(String(uploader(cloudinary)[method](tag, { width: 6, crop: 'scale' })))

      expect(file.status).toBe(200)
      expect(file.headers.get('content-disposition')).toMatch(`attachment; filename="${tag}.`)
      expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(50)
      const byAddress = await fetch(String(uploader(cloudinary)[method]({ urls })))
      expect(byAddress.status).toBe(200)
    },
    async fails({ cloudinary }) {
      const file = await fetch(String(uploader(cloudinary)[method]('nobody')))

      expect({ status: file.status, body: await file.json() }).toMatchObject({
        status: 404,
        body: { error: { message: 'Resource not found - no public images have the tag nobody' } },
      })
    },
  })
}

/** Two images with a tag of their own, and where they are found. */
async function tagged(cloudinary: Cloudinary, tag: string) {
  const stored = [10, 20].map((width) =>
    uploader(cloudinary).upload(PICTURE, { tags: tag, public_id: `${tag}-${width}` }),
  )
  return { tag, urls: (await Promise.all(stored)).map(({ url }) => url) }
}

describeMethod('uploader.explode', sdk, {
  async succeeds({ cloudinary }) {
    const page = { width: 40, height: 30, draw: '1 0 0 rg 0 0 40 30 re f' }
    const document = `data:application/pdf;base64,${pdfFile([page, page]).toString('base64')}`
    await uploader(cloudinary).upload(document, { public_id: 'sdk-document' })

    const answer = await uploader(cloudinary).explode('sdk-document', { page: 'all', width: 20, crop: 'scale' })

    expect(answer).toEqual({ status: 'processing', batch_id: expect.any(String) })
    const derived = async () => (await cloudinary.api.resource('sdk-document')).derived
    await expect.poll(async () => (await derived()).length, { timeout: 10_000 }).toBe(2)
    expect(await derived()).toMatchObject([
      { transformation: expect.stringContaining('pg_'), width: 20, format: 'png' },
      {},
    ])
  },
  async fails({ cloudinary }) {
    await expect(uploader(cloudinary).explode('sdk-document', { width: 20 })).rejects.toMatchObject(
      refusal(400, 'Invalid value for parameter transformation: expected a chain with pg_all'),
    )
  },
})
