/** Puts several pictures together in a child: opened one after the other, laid on their frame, written as one file. */
import { createHash } from 'node:crypto'
import type { AssemblyRequest, RenderResult } from '../../ports/renderer.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { layOver } from './kernels/lay-over.ts'
import { openLayer } from './open-layer.ts'
import { checkPixels, fromPixels } from './open-source.ts'
import { Passes } from './passes.ts'
import type { Pixels } from './pixels.ts'
import { writeNew } from './write-new.ts'
import { writePicture } from './write-picture.ts'

/** Of frames for which nobody gave a time. */
const DEFAULT_DELAY_MS = 100

/** @throws CorruptMediaError, LimitExceededError, UnsupportedFormatError */
export async function assemblePicture(request: AssemblyRequest, limits: MediaLimits): Promise<RenderResult> {
  const { pieces, width, height, frames, background, encoding, target } = request
  checkPixels(width, height, frames, limits)
  const canvas = emptyCanvas(width, height, frames, background)
  for (const { picture, ...place } of pieces) {
    const opened = new Passes(await openLayer(undefined, picture, limits))
    layOver(canvas, await opened.toPixels(), place)
  }
  const delays = frames > 1 ? Array.from({ length: frames }, () => DEFAULT_DELAY_MS) : []
  const whole = new Passes({ ...fromPixels(canvas, isOpaque(canvas)), timing: { delays, loop: 0 } })
  // Nothing of the pieces' own metadata is kept: there is no path to read it from.
  const plain = { ...encoding, keepMetadata: false, keepProfile: false }
  const { data, ...written } = await writePicture(whole, { encoding: plain, sourcePath: '', isRaster: false, limits })
  writeNew(target, data)
  const md5 = createHash('md5').update(data).digest('hex')
  return { ...written, bytes: data.length, format: encoding.format, md5 }
}

function emptyCanvas(width: number, height: number, frames: number, { red, green, blue, alpha }: Rgba): Pixels {
  const data = Buffer.alloc(width * height * frames * 4)
  if (alpha > 0) data.fill(Buffer.from([red, green, blue, Math.round(alpha * 255)]))
  return { data, width, height, frames, channels: 4 }
}

function isOpaque({ data }: Pixels): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false
  return true
}
