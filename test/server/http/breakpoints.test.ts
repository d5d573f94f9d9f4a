/** `responsive_breakpoints` over HTTP: rendered for real, and delivered as told. */
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiOf, type ServerApi } from '../../support/api-of-server.ts'
import { startServer, type TestServer } from '../../support/server.ts'

let server: TestServer
let api: ServerApi
let picture: Buffer

beforeAll(async () => {
  server = await startServer()
  api = apiOf(server)
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  picture = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#000', noise } })
    .blur(1)
    .jpeg({ quality: 90 })
    .toBuffer()
})
afterAll(() => server?.close())

interface Breakpoints {
  readonly breakpoints: readonly { readonly width: number; height: number; bytes: number; url: string }[]
  readonly transformation?: string
  readonly status?: string
  readonly reason?: string
}

const upload = (publicId: string, settings: unknown, type = 'image') =>
  api.call(
    'assets.upload',
    { resource_type: type, public_id: publicId, responsive_breakpoints: JSON.stringify(settings) },
    { file: picture },
  )
const breakpointsOf = (body: Record<string, unknown>) => body.responsive_breakpoints as readonly Breakpoints[]
const derivedOf = async (publicId: string) => {
  const { body } = await api.call('assets.get', { resource_type: 'image', type: 'upload', public_id: publicId })
  return body.derived as readonly { readonly transformation: string }[]
}

describe('responsive_breakpoints', () => {
  it('are found at upload: from the widest to the narrowest, a step of bytes apart, delivered with those bytes', async () => {
    const { body } = await upload('steps', [
      { create_derived: false, min_width: 100, max_width: 600, bytes_step: 10_000 },
    ])

    const [{ breakpoints, transformation } = { breakpoints: [] }] = breakpointsOf(body)
    const delivered = await Promise.all(
      breakpoints.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())),
    )
    const sizes = await Promise.all(delivered.map((bytes) => sharp(bytes).metadata()))
    expect(transformation).toBeUndefined()
    expect(breakpoints.length).toBeGreaterThan(3)
    expect([breakpoints[0]?.width, breakpoints.at(-1)?.width]).toEqual([600, 100])
    expect(sizes.map(({ width, height }) => ({ width, height }))).toEqual(
      breakpoints.map(({ width, height }) => ({ width, height })),
    )
    expect(delivered.map((bytes) => bytes.length)).toEqual(breakpoints.map(({ bytes }) => bytes))
    for (const [index, { bytes }] of breakpoints.slice(1).entries()) {
      const difference = (breakpoints[index]?.bytes ?? 0) - bytes
      expect(difference).toBeGreaterThan(7_000)
      expect(difference).toBeLessThan(20_000)
    }
  })

  it('keep derived files only when they are asked for', async () => {
    const limits = { min_width: 100, max_width: 300, max_images: 3 }
    await upload('kept', [{ create_derived: true, ...limits }])
    await upload('unkept', [{ create_derived: false, ...limits }])

    const kept = await derivedOf('kept')

    expect(kept.map(({ transformation }) => transformation.split('/')[0]).toSorted()).toEqual(
      ['c_scale,w_100', 'c_scale,w_300'].toSorted(),
    )
    expect(await derivedOf('unkept')).toEqual([])
  })

  it('follow a transformation and a format, and never exceed the width that there is', async () => {
    await upload('chained', [])

    const { body } = await api.call('assets.explicit', {
      resource_type: 'image',
      type: 'upload',
      public_id: 'chained',
      responsive_breakpoints: JSON.stringify([
        { create_derived: false, transformation: 'a_90', format: 'webp', max_images: 2 },
        { create_derived: false, max_width: 300, max_images: 1 },
      ]),
    })

    const [first, second] = breakpointsOf(body)
    expect(first).toMatchObject({ transformation: 'a_90', breakpoints: [{ width: 600, height: 800 }, { width: 50 }] })
    expect(first?.breakpoints[0]?.url).toMatch(/\/a_90\/c_scale,w_600\/v\d+\/chained\.webp$/)
    expect(second?.breakpoints.map(({ width }) => width)).toEqual([300])
  })

  it('say why they could not be made of an asset that is stored', async () => {
    const { status, body } = await upload('failing', [
      { create_derived: false, transformation: 'l_missing/fl_layer_apply' },
    ])

    expect(status).toBe(200)
    expect(breakpointsOf(body)).toEqual([
      { breakpoints: [], transformation: 'l_missing/fl_layer_apply', status: 'failed', reason: expect.any(String) },
    ])
  })

  it.each([
    [[{}], 'create_derived'],
    [[{ create_derived: true, max_images: 0 }], 'a whole number from 1 to 200'],
    [[{ create_derived: true, min_width: 900, max_width: 100 }], 'min_width 900 is larger than max_width 100'],
    [[{ create_derived: true, transformation: 'w_abc' }], 'Invalid width in transformation: abc'],
    [Array.from({ length: 11 }, () => ({ create_derived: false })), 'responsive_breakpoints'],
    ['{', 'responsive_breakpoints'],
  ])('are refused before anything is stored: %j', async (settings, message) => {
    const { status, body } = await upload('refused', settings)

    expect([status, body.error.message]).toEqual([400, expect.stringContaining(message)])
    expect(
      (await api.call('assets.get', { resource_type: 'image', type: 'upload', public_id: 'refused' })).status,
    ).toBe(404)
  })

  it('are refused for raw files', async () => {
    const { status, body } = await upload('raw', [{ create_derived: false }], 'raw')

    expect([status, body.error.message]).toEqual([400, expect.stringContaining('is for images')])
  })
})
