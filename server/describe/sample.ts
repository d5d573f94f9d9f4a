/** A small copy of a picture that analyses look at: upright, sRGB, with alpha. */
import type { SourceFile } from '../ports/renderer.ts'
import { openSource } from '../render/image/open-source.ts'
import { Passes } from '../render/image/passes.ts'
import { frameOf, type Pixels, withAlpha } from '../render/image/pixels.ts'
import type { MediaLimits } from '../render/pool/protocol.ts'

export type Sample = Pixels

/** Longest side. */
const SIDE = 200

export async function sampleOf(file: SourceFile, limits: MediaLimits): Promise<Sample> {
  const { width, height } = file.facts
  const selection = { page: 0, pages: 1, density: 72, autoOrient: true, width, height }
  const passes = new Passes(await openSource(file, selection, limits))
  const scale = Math.min(1, SIDE / Math.max(passes.shape.width, passes.shape.height))
  const size = {
    width: Math.max(1, Math.round(passes.shape.width * scale)),
    height: Math.max(1, Math.round(passes.shape.height * scale)),
  }
  await passes.apply([{ op: 'resize', ...size }], { layer: noLayers })
  return withAlpha(frameOf(await passes.toPixels(), 0))
}

/** Some pixel is see-through. */
export function transparencyOf({ data }: Sample): boolean {
  for (let at = 3; at < data.length; at += 4) if ((data[at] as number) < 255) return true
  return false
}

/** For chains that have none. */
export function noLayers(): never {
  throw new Error('A sample has no layers')
}
