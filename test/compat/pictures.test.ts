/** Pictures that the server makes, through the genuine Node SDK. */
import { expect } from 'vitest'
import { type Cloudinary, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
// As documented; the types of the SDK leave options and answers out.
// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
type Method = (...values: unknown[]) => Promise<any>
const uploader = (cloudinary: Cloudinary) => cloudinary.uploader as unknown as Readonly<Record<'text', Method>>
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
