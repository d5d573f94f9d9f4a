/** A real renderer and describer on one pool, with what tests need to speak to them in few words. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { createDescriber } from '../../server/describe/create-describer.ts'
import type { Log } from '../../server/ports/log.ts'
import type { RenderInput, RenderResult, SourceFile } from '../../server/ports/renderer.ts'
import { createRenderer } from '../../server/render/create-renderer.ts'
import { type CreatePoolOptions, createRenderPool } from '../../server/render/pool/create-pool.ts'
import { createVideoEngine } from '../../server/render/video/create-video-engine.ts'
import type { Operation } from '../../server/transformation/plan/operations.ts'
import type {
  ImageEncoding,
  ImagePlan,
  PlanInput,
  SourceSelection,
} from '../../server/transformation/plan/plan-types.ts'

export const WHITE = { red: 255, green: 255, blue: 255, alpha: 1 }
export const CLEAR = { red: 0, green: 0, blue: 0, alpha: 0 }

const silent: Log = { debug() {}, info() {}, warn() {}, error() {} }

export interface RenderingOptions extends Partial<CreatePoolOptions> {}

export function startRendering(options: RenderingOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'tintype-render-'))
  const video = createVideoEngine({ folder: join(folder, 'video'), framePixels: 50_000_000 })
  const pool = createRenderPool({
    // Shared between runs: fontconfig's cache is made once.
    fontCacheFolder: join(tmpdir(), 'tintype-test-fonts'),
    concurrency: 2,
    log: silent,
    ...options,
  })
  const renderer = createRenderer({ pool, stills: video.stills })
  const describer = createDescriber({ pool })

  return {
    folder,
    pool,
    renderer,
    describer,
    path: (name = randomUUID()) => join(folder, name),
    read: (path: string) => readFile(path),
    /** Stores bytes and finds out what they are. */
    async file(bytes: Uint8Array): Promise<SourceFile> {
      const path = join(folder, randomUUID())
      await writeFile(path, bytes)
      const { facts } = await describer.describe(path, {})
      return { path, facts }
    },
    async render(source: SourceFile, request: RenderRequestInput = {}): Promise<Rendered> {
      const target = join(folder, randomUUID())
      const plan = planFor(source, request)
      const result = await renderer.render({ plan, source, inputs: request.layers ?? [], target })
      return { result, bytes: await readFile(target), target }
    },
    async close() {
      await video.close()
      await renderer.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export type Rendering = ReturnType<typeof startRendering>

export interface Rendered {
  readonly result: RenderResult
  readonly bytes: Buffer
  readonly target: string
}

export interface RenderRequestInput {
  readonly operations?: readonly Operation[]
  readonly encoding?: Partial<ImageEncoding>
  readonly selection?: Partial<SourceSelection>
  readonly inputs?: readonly PlanInput[]
  readonly layers?: readonly RenderInput[]
}

export function planFor({ facts }: SourceFile, request: RenderRequestInput = {}): ImagePlan {
  const swapped = facts.orientation >= 5
  const size = { width: swapped ? facts.height : facts.width, height: swapped ? facts.width : facts.height }
  return {
    media: 'image',
    source: { page: 0, pages: 1, density: 72, autoOrient: true, ...size, ...request.selection },
    operations: request.operations ?? [],
    inputs: request.inputs ?? [],
    ...size,
    encoding: {
      format: 'png',
      quality: null,
      automatic: null,
      chroma: null,
      lossless: false,
      progressive: 'none',
      background: WHITE,
      palette: false,
      depth: null,
      lossy: false,
      keepMetadata: false,
      keepProfile: false,
      density: null,
      animated: false,
      delay: null,
      loop: null,
      ...request.encoding,
    },
  }
}

/** One colour, straight RGBA. */
export function flat(width: number, height: number, [red, green, blue, alpha]: readonly number[]): Promise<Buffer> {
  const background = { r: red ?? 0, g: green ?? 0, b: blue ?? 0, alpha: (alpha ?? 255) / 255 }
  return sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toBuffer()
}

/** RGB (or RGBA) of single pixels, by a function of their place. */
export function painted(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): { data: Buffer; width: number; height: number; channels: 3 | 4 } {
  const channels = colour(0, 0).length as 3 | 4
  const data = Buffer.alloc(width * height * channels)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) data.set(colour(x, y), (y * width + x) * channels)
  }
  return { data, width, height, channels }
}

/** The same as an encoded file. */
export function picture(
  width: number,
  height: number,
  colour: (x: number, y: number) => readonly number[],
): ReturnType<typeof sharp> {
  const { data, channels } = painted(width, height, colour)
  return sharp(data, { raw: { width, height, channels } })
}

export interface DecodedPicture {
  readonly width: number
  readonly height: number
  /** Straight RGBA of one pixel. */
  at(x: number, y: number): readonly [number, number, number, number]
  readonly data: Buffer
}

/** The first frame as RGBA. */
export async function decode(bytes: Uint8Array): Promise<DecodedPicture> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    data,
    at(x, y) {
      const from = (y * info.width + x) * 4
      return [data[from] ?? -1, data[from + 1] ?? -1, data[from + 2] ?? -1, data[from + 3] ?? -1]
    },
  }
}
