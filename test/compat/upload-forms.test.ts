/** Forms that the SDK makes for pages, filled in and sent as a browser does. */
import { beforeAll, expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { answerOf } from '../support/api-client.ts'
import { describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()

beforeAll(() => sdk.cloudinary.api.create_upload_preset({ name: 'open', unsigned: true, tags: 'by-preset' } as never))

/** What the package's types leave out. */
// biome-ignore lint/suspicious/noExplicitAny: they leave out what it takes and gives, too
const untyped = (group: object) => group as Record<string, any>

describeMethod('uploader.upload_url', sdk, {
  async succeeds({ cloudinary, server }) {
    const url = untyped(cloudinary.uploader).upload_url()

    expect(url).toBe(`${server.url}/v1_1/${server.cloudName}/auto/upload`)
    expect(await posted(url, { upload_preset: 'open' }, picture)).toMatchObject({
      status: 200,
      body: { resource_type: 'image', tags: ['by-preset'] },
    })
  },
  async fails({ cloudinary }) {
    const url = untyped(cloudinary.uploader).upload_url({ resource_type: 'image' })

    expect(await posted(url, {}, picture)).toMatchObject({
      status: 400,
      body: { error: { message: 'Upload preset must be specified when using unsigned upload' } },
    })
  },
})

function formOf(fields: Readonly<Record<string, unknown>>, file: Buffer): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) form.append(name, String(value))
  form.append('file', new Blob([new Uint8Array(file)]), 'page.png')
  return form
}

async function posted(url: string, fields: Readonly<Record<string, unknown>>, file: Buffer) {
  return answerOf(await fetch(url, { method: 'POST', body: formOf(fields, file) }))
}

describeMethod('uploader.direct_upload', sdk, {
  async succeeds({ cloudinary, server }) {
    const back = 'http://127.0.0.1:1/done'
    const { hidden_fields, form_attrs } = untyped(cloudinary.uploader).direct_upload(back, { public_id: 'direct' })

    // As a browser sends a form: it takes a page for an answer, and is sent on to it.
    const response = await fetch(form_attrs.action, {
      method: form_attrs.method,
      body: formOf(hidden_fields, picture),
      headers: { accept: 'text/html' },
      redirect: 'manual',
    })

    expect(form_attrs.action).toBe(`${server.url}/v1_1/${server.cloudName}/image/upload`)
    expect(response.status).toBe(302)
    const target = new URL(response.headers.get('location') ?? '')
    expect(target.origin + target.pathname).toBe(back)
    expect(target.searchParams.get('public_id')).toBe('direct')
  },
  async fails({ cloudinary }) {
    const { hidden_fields, form_attrs } = untyped(cloudinary.uploader).direct_upload('http://127.0.0.1:1/', {})

    expect(await posted(form_attrs.action, { ...hidden_fields, public_id: 'added' }, picture)).toMatchObject({
      status: 401,
      body: { error: { message: expect.stringMatching(/String to sign - '.*public_id=added/) } },
    })
  },
})

describeMethod('uploader.upload_tag_params', sdk, {
  async succeeds({ cloudinary, server }) {
    const fields = JSON.parse(untyped(cloudinary.uploader).upload_tag_params({ public_id: 'by-tag', tags: 'x,y' }))

    const { status, body } = await posted(`${server.url}/v1_1/${server.cloudName}/image/upload`, fields, picture)

    expect(status).toBe(200)
    expect(body).toMatchObject({ public_id: 'by-tag', tags: ['x', 'y'] })
  },
  async fails({ cloudinary, server }) {
    const fields = JSON.parse(untyped(cloudinary.uploader).upload_tag_params({ timestamp: 1 }))

    expect(await posted(`${server.url}/v1_1/${server.cloudName}/image/upload`, fields, picture)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringMatching(/^Stale request - reported time is 1970-01-01/) } },
    })
  },
})

/** What a script of the page reads off the tag. */
function readTag(tag: string) {
  const attribute = (name: string) => {
    const [, value = ''] =
      new RegExp(` ${name}=(?:'([^']*)'|"([^"]*)")`).exec(tag)?.filter((part) => part !== undefined) ?? []
    return value.replace(/&#(\d+);/g, (_match, code) => String.fromCharCode(Number(code))).replaceAll('&amp;', '&')
  }
  return {
    field: attribute('data-cloudinary-field'),
    url: attribute('data-url'),
    data: JSON.parse(attribute('data-form-data')),
  }
}

describeMethod('uploader.image_upload_tag', sdk, {
  async succeeds({ cloudinary }) {
    const tag = untyped(cloudinary.uploader).image_upload_tag('portrait', {
      public_id: 'from-a-page',
      html: { class: 'big' },
    })

    const { field, url, data } = readTag(tag)

    expect(tag).toMatch(/^<input class='big' .*type='file'/)
    expect(field).toBe('portrait')
    expect(await posted(url, data, picture)).toMatchObject({ status: 200, body: { public_id: 'from-a-page' } })
  },
  async fails({ cloudinary }) {
    const { url, data } = readTag(untyped(cloudinary.uploader).image_upload_tag('portrait', { allowed_formats: 'jpg' }))

    expect(await posted(url, data, picture)).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('png') } },
    })
  },
})

describeMethod('uploader.unsigned_image_upload_tag', sdk, {
  async succeeds({ cloudinary }) {
    const { url, data } = readTag(untyped(cloudinary.uploader).unsigned_image_upload_tag('portrait', 'open'))

    expect(data).not.toHaveProperty('signature')
    expect(await posted(url, data, picture)).toMatchObject({ status: 200, body: { tags: ['by-preset'] } })
  },
  async fails({ cloudinary }) {
    const { url, data } = readTag(untyped(cloudinary.uploader).unsigned_image_upload_tag('portrait', 'unknown'))

    expect(await posted(url, data, picture)).toMatchObject({
      status: 400,
      body: { error: { message: 'Upload preset not found' } },
    })
  },
})
