/**
 * The window that catches most attention: libvips finds the point (edges, saturation, skin tones), the window is put
 * around it and moved inside. The picture is shrunk first: the point does not get better by more pixels.
 */
import type { Box } from '../../../transformation/plan/operations.ts'
import { type Pixels, pipelineFrom, pixelsOf } from '../pixels.ts'

/** Longest side that is looked at. */
const LOOKED_AT = 400

export async function attentionBoxOf(pixels: Pixels, width: number, height: number): Promise<Box> {
  const scale = Math.min(1, LOOKED_AT / Math.max(pixels.width, pixels.height))
  const small = {
    width: Math.max(1, Math.round(pixels.width * scale)),
    height: Math.max(1, Math.round(pixels.height * scale)),
  }
  const { x, y } = await attentionPoint(pixels, small)
  return {
    left: within((x / small.width) * pixels.width - width / 2, pixels.width - width),
    top: within((y / small.height) * pixels.height - height / 2, pixels.height - height),
    width,
    height,
  }
}

async function attentionPoint(pixels: Pixels, small: { width: number; height: number }) {
  const shrunk = await pixelsOf(pipelineFrom(pixels).resize({ ...small, fit: 'fill' }))
  // A crop by one pixel on the longer side is the least that makes libvips look.
  const wide = small.width >= small.height
  const { info } = await pipelineFrom(shrunk)
    .resize({
      width: wide ? Math.max(1, small.width - 1) : small.width,
      height: wide ? small.height : Math.max(1, small.height - 1),
      fit: 'cover',
      position: 'attention',
    })
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { x: info.attentionX ?? small.width / 2, y: info.attentionY ?? small.height / 2 }
}

function within(start: number, most: number): number {
  return Math.min(Math.max(0, Math.round(start)), Math.max(0, most))
}
