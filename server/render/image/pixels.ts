/** Raw pixels between two passes: what kernels work on. sRGB, 8 bits a channel, straight alpha. */
import sharp, { type Sharp } from 'sharp'
import { runPipeline } from './run-pipeline.ts'

export interface Pixels {
  /** Row-major; the frames of an animation follow one another. */
  readonly data: Buffer
  /** Of one frame. */
  readonly width: number
  readonly height: number
  readonly frames: number
  readonly channels: 3 | 4
}

/** A libvips pipeline that starts from the pixels, without a copy. */
export function pipelineFrom(pixels: Pixels): Sharp {
  const { data, width, height, frames, channels } = pixels
  const raw = { width, height: height * frames, channels, ...(frames > 1 ? { pageHeight: height } : {}) }
  return sharp(data, { raw, limitInputPixels: false })
}

/** Runs a pipeline to its end. @throws PipelineError */
export async function pixelsOf(pipeline: Sharp, frames = 1): Promise<Pixels> {
  const { data, info } = await runPipeline(pipeline.raw({ depth: 'uchar' }))
  const channels = info.channels
  if (channels !== 3 && channels !== 4) throw new Error(`Expected 3 or 4 channels, got ${channels}`)
  return { data, width: info.width, height: info.height / frames, frames, channels }
}

/** The same picture with an alpha channel. */
export function withAlpha(pixels: Pixels): Pixels {
  if (pixels.channels === 4) return pixels
  const source = pixels.data
  const count = pixels.width * pixels.height * pixels.frames
  const data = Buffer.allocUnsafe(count * 4)
  for (let from = 0, to = 0; to < data.length; from += 3, to += 4) {
    data[to] = source[from] as number
    data[to + 1] = source[from + 1] as number
    data[to + 2] = source[from + 2] as number
    data[to + 3] = 255
  }
  return { ...pixels, data, channels: 4 }
}

/** One frame of an animation; shares memory with it. */
export function frameOf(pixels: Pixels, index: number): Pixels {
  const size = pixels.width * pixels.height * pixels.channels
  return { ...pixels, frames: 1, data: pixels.data.subarray(index * size, (index + 1) * size) }
}

/** Frames of one size put one after the other. */
export function joinFrames(frames: readonly Pixels[]): Pixels {
  const alike = frames.some((frame) => frame.channels === 4) ? frames.map(withAlpha) : frames
  const first = alike[0]
  if (first === undefined) throw new Error('An animation needs a frame')
  return { ...first, frames: alike.length, data: Buffer.concat(alike.map((frame) => frame.data)) }
}
