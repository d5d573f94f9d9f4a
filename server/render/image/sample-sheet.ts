/** Parts of a picture side by side, that stand for the whole when qualities are tried. */
import { frameOf, type Pixels, pipelineFrom, pixelsOf } from './pixels.ts'

const TILE = 128
/** Tiles a side. */
const ACROSS = 4

/** At most 512 x 512 pixels without alpha: the picture itself, or sixteen squares spread evenly over it. */
export async function sampleSheet(pixels: Pixels): Promise<Pixels> {
  const first = await opaque(frameOf(pixels, 0))
  if (first.width * first.height <= (TILE * ACROSS) ** 2) return first
  const [wide, high] = [Math.min(TILE, first.width), Math.min(TILE, first.height)]
  const sheet: Pixels = {
    data: Buffer.alloc(wide * ACROSS * high * ACROSS * 3),
    width: wide * ACROSS,
    height: high * ACROSS,
    frames: 1,
    channels: 3,
  }
  for (let row = 0; row < ACROSS; row++) {
    for (let column = 0; column < ACROSS; column++) {
      const left = Math.round(((first.width - wide) * column) / (ACROSS - 1))
      const top = Math.round(((first.height - high) * row) / (ACROSS - 1))
      copyTile(first, { left, top }, sheet, { left: column * wide, top: row * high, width: wide, height: high })
    }
  }
  return sheet
}

function opaque(pixels: Pixels): Promise<Pixels> | Pixels {
  if (pixels.channels === 3) return pixels
  return pixelsOf(pipelineFrom(pixels).flatten({ background: { r: 255, g: 255, b: 255 } }))
}

function copyTile(
  from: Pixels,
  at: { left: number; top: number },
  to: Pixels,
  place: { left: number; top: number; width: number; height: number },
): void {
  for (let row = 0; row < place.height; row++) {
    const start = ((at.top + row) * from.width + at.left) * 3
    from.data.copy(to.data, ((place.top + row) * to.width + place.left) * 3, start, start + place.width * 3)
  }
}
