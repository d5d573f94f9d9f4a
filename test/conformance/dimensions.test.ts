/**
 * Every case of `dimensions.jsonl` but streaming, which is reported as skipped: the fixture is drawn and stored, the URL is
 * requested from a real server, and the answer is measured.
 */
import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryStack, startDelivery } from '../support/delivery-stack.ts'
import { drawFixture, type Fixture } from '../support/fixture-files.ts'
import { probeVideo } from '../support/media-files.ts'

interface Expectation {
  readonly status: number | readonly number[]
  readonly width?: number
  readonly height?: number
  readonly tol?: number
  /** Seconds. */
  readonly duration?: number
  readonly duration_tol?: number
  readonly has_audio?: boolean
  readonly content_type?: string | null
  readonly pixels?: readonly { x: number; y: number; rgba: readonly number[]; tol: number }[]
  readonly alpha_zero?: readonly (readonly [number, number])[]
  readonly gray?: readonly (readonly [number, number])[]
  readonly not_flat?: boolean
  readonly frames?: number
  readonly progressive?: boolean
  readonly header_contains?: Readonly<Record<string, string>>
  readonly json?: Readonly<Record<string, unknown>>
  readonly body_prefix?: string
  readonly body_contains?: string
  readonly smaller_than?: { transformation: string; ext: string | null; or_equal?: boolean }
  readonly cld_error?: boolean
  readonly cld_error_prefix?: string
}

interface Case {
  readonly id: string
  readonly family: string
  readonly resource_type: string
  readonly type?: string
  readonly source: string
  readonly transformation: string
  readonly version?: number
  readonly ext: string | null
  readonly url_template?: string
  readonly request_headers?: Readonly<Record<string, string>>
  readonly needs?: readonly string[]
  readonly expect: Expectation
  readonly why: string
}

const read = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8')
const fixtures: readonly Fixture[] = JSON.parse(read('fixtures.json'))
const cases: readonly Case[] = read('dimensions.jsonl')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line))

let stack: DeliveryStack
beforeAll(async () => {
  stack = await startDelivery()
  for (const fixture of fixtures) {
    await stack.put(fixture.id, await drawFixture(fixture), {
      tags: fixture.tags ?? [],
      context: fixture.context ?? {},
    })
  }
})
afterAll(() => stack.close())

describe('dimensions', () => {
  it('has all its cases', () => {
    expect(cases).toHaveLength(208)
  })

  for (const wanted of cases) {
    const run = wanted.ext === 'm3u8' ? it.skip : it
    run(`${wanted.id} ${wanted.family}: ${wanted.source} ${wanted.transformation || 'as it is'} .${wanted.ext}`, () =>
      check(wanted),
    )
  }
})

async function check(wanted: Case): Promise<void> {
  const expected = wanted.expect
  const response = await fetch(stack.base + pathOf(wanted), { headers: wanted.request_headers ?? {} })
  const body = Buffer.from(await response.arrayBuffer())
  const error = response.headers.get('x-cld-error')

  expect([expected.status].flat(), `${response.status} ${error}`).toContain(response.status)
  if (expected.cld_error === true) expect(error).not.toBeNull()
  if (expected.cld_error_prefix !== undefined) {
    expect(error?.toLowerCase().slice(0, expected.cld_error_prefix.length)).toBe(
      expected.cld_error_prefix.toLowerCase(),
    )
  }
  if (response.status >= 400) return
  checkHeaders(response, expected)
  checkText(body.toString(), expected)
  if (expected.smaller_than !== undefined) await checkSmaller(wanted, expected.smaller_than, body.length)
  if (response.headers.get('content-type')?.startsWith('image/')) await checkPicture(body, expected)
  if (/^(video|audio)\//.test(response.headers.get('content-type') ?? '')) await checkVideo(body, expected)
}

async function checkVideo(body: Buffer, expected: Expectation): Promise<void> {
  const { width, height, duration, duration_tol: tolerance = 0, has_audio: hasSound } = expected
  const { video, audio, duration: found } = await probeVideo(body)
  if (hasSound !== undefined) expect(audio !== undefined).toBe(hasSound)
  if (width !== undefined) expect(video?.width).toBe(width)
  if (height !== undefined) expect(video?.height).toBe(height)
  if (duration !== undefined) expect(Math.abs(found - duration)).toBeLessThanOrEqual(tolerance)
}

function pathOf({
  url_template: template,
  resource_type,
  type = 'upload',
  source,
  transformation,
  ext,
  version,
}: Case) {
  const id = source.split('/').map(encodeURIComponent).join('/')
  const extension = ext === null ? '' : `.${ext}`
  if (template !== undefined) {
    const values: Record<string, string> = { cloud: 'demo', tx: transformation, id, ext: ext ?? '' }
    return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  }
  const chain = transformation === '' ? '' : `${transformation}/`
  const versioned = version === undefined ? '' : `v${version}/`
  return `/demo/${resource_type}/${type}/${chain}${versioned}${id}${extension}`
}

function checkHeaders({ headers }: Response, expected: Expectation): void {
  if (typeof expected.content_type === 'string') {
    expect(headers.get('content-type')?.slice(0, expected.content_type.length)).toBe(expected.content_type)
  }
  for (const [name, text] of Object.entries(expected.header_contains ?? {})) {
    expect(headers.get(name)?.toLowerCase()).toContain(text.toLowerCase())
  }
}

function checkText(text: string, { json, body_prefix: prefix, body_contains: piece }: Expectation): void {
  if (prefix !== undefined) expect(text.slice(0, prefix.length)).toBe(prefix)
  if (piece !== undefined) expect(text).toContain(piece)
  for (const [path, value] of Object.entries(json ?? {})) {
    const found = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown>)?.[key], JSON.parse(text))
    expect(found, path).toEqual(value)
  }
}

async function checkSmaller(wanted: Case, other: NonNullable<Expectation['smaller_than']>, bytes: number) {
  const response = await fetch(stack.base + pathOf({ ...wanted, ...other }), { headers: wanted.request_headers ?? {} })
  const otherBytes = (await response.arrayBuffer()).byteLength
  expect(response.status).toBe(200)
  if (other.or_equal === true) expect(bytes).toBeLessThanOrEqual(otherBytes)
  else expect(bytes).toBeLessThan(otherBytes)
}

async function checkPicture(body: Buffer, expected: Expectation): Promise<void> {
  const metadata = await sharp(body).metadata()
  const tolerance = expected.tol ?? 0
  if (expected.width !== undefined) expect(Math.abs(metadata.width - expected.width)).toBeLessThanOrEqual(tolerance)
  if (expected.height !== undefined) {
    expect(Math.abs((metadata.pageHeight ?? metadata.height) - expected.height)).toBeLessThanOrEqual(tolerance)
  }
  if (expected.frames !== undefined) expect(metadata.pages ?? 1).toBe(expected.frames)
  if (expected.progressive !== undefined) expect(metadata.isProgressive).toBe(expected.progressive)
  const { pixels = [], alpha_zero: clear = [], gray = [], not_flat: detailed } = expected
  if (pixels.length + clear.length + gray.length === 0 && detailed !== true) return

  const { data, info } = await sharp(body)
    .toColourspace('srgb')
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)]
  for (const { x, y, rgba, tol } of pixels) {
    const found = at(x, y)
    const distance = Math.max(...found.map((value, channel) => Math.abs(value - (rgba[channel] ?? 0))))
    expect(distance, `pixel ${x},${y}: ${found} instead of ${rgba}`).toBeLessThanOrEqual(tol)
  }
  for (const [x, y] of clear) expect(at(x, y)[3], `alpha at ${x},${y}`).toBe(0)
  for (const [x, y] of gray) {
    const [red = 0, green = 0, blue = 0] = at(x, y)
    expect(Math.max(red, green, blue) - Math.min(red, green, blue), `${red},${green},${blue}`).toBeLessThanOrEqual(2)
  }
  if (detailed === true) expect(new Set(data.toString('hex').match(/.{8}/g)).size).toBeGreaterThan(1)
}
