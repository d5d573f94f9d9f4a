/**
 * The middle of a picture at its own resolution, without alpha: what is said about sharpness and noise must not be
 * measured on a reduced copy. Its corner lies on the 8 x 8 grid of the file, so that traces of block coding line up.
 */
import type { SourceFile } from '../ports/renderer.ts'
import { openSource } from '../render/image/open-source.ts'
import { Passes } from '../render/image/passes.ts'
import { frameOf, type Pixels, pipelineFrom, pixelsOf } from '../render/image/pixels.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'
import { noLayers } from './sample.ts'

/** Longest side. */
const SIDE = 1280
const BLOCK = 8

/** Of the first frame or page, as stored (not turned upright). */
export async function nativeWindow(file: SourceFile, limits: MediaLimits): Promise<Pixels> {
  const { width, height } = file.facts
  const selection = { page: 0, pages: 1, density: 72, autoOrient: false, width, height }
  const passes = new Passes(await openSource(file, selection, limits))
  const [across, down] = [middle(passes.shape.width), middle(passes.shape.height)]
  const box = { left: across.start, top: down.start, width: across.length, height: down.length }
  await passes.apply([{ op: 'extract', ...box }], { layer: noLayers })
  return opaque(frameOf(await passes.toPixels(), 0))
}

function middle(length: number): { readonly start: number; readonly length: number } {
  if (length <= SIDE) return { start: 0, length }
  return { start: Math.floor((length - SIDE) / 2 / BLOCK) * BLOCK, length: SIDE }
}

function opaque(pixels: Pixels): Promise<Pixels> | Pixels {
  if (pixels.channels === 3) return pixels
  return pixelsOf(pipelineFrom(pixels).flatten({ background: { r: 255, g: 255, b: 255 } }))
}
