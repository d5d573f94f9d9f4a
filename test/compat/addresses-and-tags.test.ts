/** Addresses and HTML tags that the SDK makes: each address in them is fetched from the running server. */
import { createContext, runInContext } from 'node:vm'
import sharp from 'sharp'
import { beforeAll, expect } from 'vitest'
import { answerOf } from '../support/api-client.ts'
import { photo } from '../support/fixture-files.ts'
import { ffmpegFile } from '../support/media-files.ts'
import { describeMethod, type MethodCases, type Sdk, startSdk } from './sdk.ts'

const sdk = startSdk()

beforeAll(async () => {
  const { uploader } = sdk.cloudinary
  const picture = await photo({ w: 400, h: 300 })
  await uploader.upload(dataUri('image/jpeg', picture), { public_id: 'folder/a photo' })
  await uploader.upload(dataUri('image/jpeg', picture), { public_id: 'guarded', type: 'authenticated' })
  const film = ffmpegFile('film.mp4', [
    ...['-f', 'lavfi', '-i', 'testsrc=size=64x48:rate=10:duration=1'],
    ...['-pix_fmt', 'yuv420p'],
  ])
  await uploader.upload(dataUri('video/mp4', film), { public_id: 'film', resource_type: 'video' })
})

function dataUri(mediaType: string, bytes: Buffer): string {
  return `data:${mediaType};base64,${bytes.toString('base64')}`
}

/** Options with which the SDK builds URLs of this server. */
const here = ({ server }: Sdk) => ({ secure: false, cname: `127.0.0.1:${server.port}` })

/** What the package's types leave out. */
// biome-ignore lint/suspicious/noExplicitAny: they leave out what it takes and gives, too
const untyped = (group: object) => group as Record<string, any>

interface Fetched {
  readonly status: number
  readonly mediaType: string | null
  readonly error: string | null
  /** Of a picture. */
  readonly size?: readonly [number, number]
}

async function fetched(url: string): Promise<Fetched> {
  const response = await fetch(url)
  const bytes = Buffer.from(await response.arrayBuffer())
  const { status, headers } = response
  const mediaType = headers.get('content-type')
  const error = headers.get('x-cld-error')
  if (status !== 200 || !mediaType?.startsWith('image/')) return { status, mediaType, error }
  const { width, height } = await sharp(bytes).metadata()
  return { status, mediaType, error, size: [width, height] }
}

const isPicture = (width: number, height: number) => ({ status: 200, size: [width, height] })

/** The addresses in attributes of HTML, as a browser reads them. */
function addressesIn(html: string): readonly string[] {
  return [...html.matchAll(/ (?:src|srcset|poster)='([^']*)'/g)].flatMap(([, value = '']) =>
    value
      .replaceAll('&amp;', '&')
      .split(', ')
      .map((part) => part.replace(/ \d+w$/, '')),
  )
}

const fetchedIn = (html: string) => Promise.all(addressesIn(html).map(fetched))

describeMethod('url', sdk, {
  async succeeds(own) {
    const options = { ...here(own), width: 80, height: 60, crop: 'fill', format: 'png' }

    const answer = await fetched(own.cloudinary.url('folder/a photo', options))

    expect(answer).toMatchObject({ ...isPicture(80, 60), mediaType: 'image/png' })
  },
  async fails(own) {
    expect((await fetched(own.cloudinary.url('missing', here(own)))).status).toBe(404)
    expect(
      await fetched(own.cloudinary.url('folder/a photo', { ...here(own), width: -1, crop: 'fill' })),
    ).toMatchObject({ status: 400, error: expect.stringMatching(/width/i) })
  },
})

describeMethod('image', sdk, {
  async succeeds(own) {
    const srcset = { min_width: 50, max_width: 100, max_images: 2 }
    const tag = own.cloudinary.image('folder/a photo', { ...here(own), width: 200, crop: 'scale', srcset } as never)

    expect(tag).toMatch(/^<img src='/)
    expect(await fetchedIn(tag)).toMatchObject([isPicture(200, 150), isPicture(50, 38), isPicture(100, 75)])
  },
  async fails(own) {
    const tag = own.cloudinary.image('guarded', { ...here(own), type: 'authenticated', width: 10, crop: 'scale' })

    expect(await fetchedIn(tag)).toMatchObject([{ status: 401 }])
  },
})

describeMethod('picture', sdk, {
  async succeeds(own) {
    const sources = [
      { min_width: 600, transformation: { width: 90, crop: 'scale' } },
      { max_width: 500, transformation: { width: 60, crop: 'scale', fetch_format: 'webp' } },
    ]
    const tag = untyped(own.cloudinary).picture('folder/a photo', { ...here(own), sources })

    expect(tag).toMatch(/^<picture><source media='\(min-width: 600px\)'/)
    expect(await fetchedIn(tag)).toMatchObject([
      isPicture(90, 68),
      { ...isPicture(60, 45), mediaType: 'image/webp' },
      isPicture(400, 300),
    ])
  },
  async fails(own) {
    const sources = [{ min_width: 600, transformation: { effect: 'no_such' } }]
    const tag = untyped(own.cloudinary).picture('folder/a photo', { ...here(own), sources })

    expect(await fetchedIn(tag)).toMatchObject([
      { status: 400, error: expect.stringContaining('no_such') },
      isPicture(400, 300),
    ])
  },
})

describeMethod('source', sdk, {
  async succeeds(own) {
    const options = { ...here(own), media: { min_width: 30 }, transformation: { width: 40, crop: 'scale' } }
    const tag = untyped(own.cloudinary).source('folder/a photo', options)

    expect(tag).toMatch(/^<source media='\(min-width: 30px\)' srcset='/)
    expect(await fetchedIn(tag)).toMatchObject([isPicture(40, 30)])
  },
  async fails(own) {
    const tag = untyped(own.cloudinary).source('missing', here(own))

    expect(await fetchedIn(tag)).toMatchObject([{ status: 404 }])
  },
})

describeMethod('video', sdk, {
  async succeeds(own) {
    const poster = own.cloudinary.url('folder/a photo', { ...here(own), width: 64, height: 48, crop: 'fill' })
    const tag = own.cloudinary.video('film', { ...here(own), source_types: ['mp4'], poster, controls: true } as never)

    expect(tag).toMatch(/^<video controls /)
    expect(await fetchedIn(tag)).toMatchObject([isPicture(64, 48), { status: 200, mediaType: 'video/mp4' }])
  },
  async fails(own) {
    const tag = own.cloudinary.video('missing', { ...here(own), source_types: ['mp4'], poster: false } as never)

    expect(await fetchedIn(tag)).toMatchObject([{ status: 404 }])
  },
})

describeMethod('utils.video_url', sdk, {
  async succeeds(own) {
    const url = own.cloudinary.utils.video_url('film', { ...here(own), format: 'mp4' })

    expect(await fetched(url)).toMatchObject({ status: 200, mediaType: 'video/mp4' })
  },
  async fails(own) {
    expect((await fetched(own.cloudinary.utils.video_url('missing', here(own)))).status).toBe(404)
  },
})

describeMethod('utils.video_thumbnail_url', sdk, {
  async succeeds(own) {
    const url = own.cloudinary.utils.video_thumbnail_url('film', here(own))

    expect(url).toContain('/video/upload/film.jpg')
    expect(await fetched(url)).toMatchObject(isPicture(64, 48))
  },
  async fails(own) {
    expect((await fetched(own.cloudinary.utils.video_thumbnail_url('missing', here(own)))).status).toBe(404)
  },
})

describeMethod('utils.generate_transformation_string', sdk, {
  async succeeds(own) {
    const text = own.cloudinary.utils.generate_transformation_string({
      transformation: [
        { width: 100, height: 100, crop: 'fill', gravity: 'north' },
        { angle: 90, if: 'w_gt_50' },
      ],
    } as never)

    expect(text).toContain('/')
    expect(await fetched(addressWith(own, text))).toMatchObject(isPicture(100, 100))
  },
  async fails(own) {
    const text = own.cloudinary.utils.generate_transformation_string({ width: 10, crop: 'shrink' } as never)

    expect(await fetched(addressWith(own, text))).toMatchObject({
      status: 400,
      error: expect.stringContaining('shrink'),
    })
  },
})

function addressWith({ server }: Sdk, transformation: string): string {
  return `${server.url}/${server.cloudName}/image/upload/${transformation}/folder/a%20photo`
}

describeMethod('utils.api_url', sdk, {
  async succeeds({ cloudinary }) {
    const timestamp = Math.floor(Date.now() / 1000)
    const signed = cloudinary.utils.sign_request({ public_id: 'by-form.txt', timestamp } as never)
    const body = new FormData()
    for (const [name, value] of Object.entries(signed)) body.append(name, String(value))
    body.append('file', new Blob(['some text']), 'by-form.txt')

    const url = cloudinary.utils.api_url('upload', { resource_type: 'raw' } as never)
    const answer = await answerOf(await fetch(url, { method: 'POST', body }))

    expect(answer).toMatchObject({ status: 200, body: { public_id: 'by-form.txt', bytes: 9 } })
  },
  async fails({ cloudinary }) {
    const url = cloudinary.utils.api_url('juggle', { resource_type: 'image' } as never)

    expect(await answerOf(await fetch(url, { method: 'POST' }))).toMatchObject({
      status: 404,
      body: { error: { message: expect.stringMatching(/^Unknown operation: POST .*\/image\/juggle$/) } },
    })
  },
})

/** What a page has after it ran the script: the settings with which it then calls the server. */
function settingsOfPage(script: string): Record<string, unknown> {
  const [, code = ''] = /^<script type='text\/javascript'>\n([\s\S]*)\n<\/script>$/.exec(script.trim()) ?? []
  const seen: { settings?: Record<string, unknown> } = {}
  const page = createContext({
    $: { cloudinary: { config: (settings: typeof seen.settings) => Object.assign(seen, { settings }) } },
  })
  runInContext(code, page)
  return seen.settings ?? {}
}

function scriptCases(make: (sdk: Sdk) => string): MethodCases {
  return {
    async succeeds(own) {
      const { cloud_name, api_key } = settingsOfPage(make(own))

      expect({ cloud_name, api_key }).toEqual({ cloud_name: own.server.cloudName, api_key: own.server.apiKey })
      expect(make(own)).not.toContain(own.server.apiSecret)
    },
    async fails(own) {
      const { cloud_name, api_key } = settingsOfPage(make(own))
      const body = new URLSearchParams({ file: 'data:,x', api_key: String(api_key), timestamp: '1', signature: 'x' })

      // The key of a page proves nothing: what it sends needs a signature, or a preset.
      const answer = await answerOf(
        await fetch(`${own.server.url}/v1_1/${cloud_name}/raw/upload`, { method: 'POST', body }),
      )

      expect(answer).toMatchObject({ status: 401, body: { error: { message: expect.stringMatching(/^Invalid Sig/) } } })
    },
  }
}

describeMethod(
  'cloudinary_js_config',
  sdk,
  scriptCases(({ cloudinary }) => untyped(cloudinary).cloudinary_js_config()),
)
describeMethod(
  'utils.cloudinary_js_config',
  sdk,
  scriptCases(({ cloudinary }) => untyped(cloudinary.utils).cloudinary_js_config()),
)

describeMethod('PreloadedFile', sdk, {
  async succeeds(own) {
    const result = await own.cloudinary.uploader.upload(dataUri('text/plain', Buffer.from('text')), {
      public_id: 'kept',
      resource_type: 'raw',
    })
    const { resource_type, type, version, public_id, signature } = result
    const text = `${resource_type}/${type}/v${version}/${public_id}#${signature}`

    const file = new (untyped(own.cloudinary).PreloadedFile)(text)

    expect(file.is_valid()).toBe(true)
    expect(String(file)).toBe(text)
    const url = own.cloudinary.url(file.identifier(), { ...here(own), resource_type: 'raw' })
    expect((await fetched(url)).status).toBe(200)
  },
  async fails({ cloudinary }) {
    const { PreloadedFile } = untyped(cloudinary)

    expect(new PreloadedFile(`raw/upload/v1/kept#${'0'.repeat(40)}`).is_valid()).toBe(false)
    expect(() => new PreloadedFile('kept')).toThrow('Invalid preloaded file info')
  },
})
