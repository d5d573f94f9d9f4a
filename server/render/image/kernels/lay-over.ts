/** Lays a picture over one frame of another, blended by its alpha; what reaches beyond the edges is cut. In place. */
import type { Pixels } from '../pixels.ts'

export interface Place {
  readonly frame: number
  readonly left: number
  readonly top: number
}

/** @param canvas straight RGBA. */
export function layOver(canvas: Pixels, piece: Pixels, { frame, left, top }: Place): void {
  const firstX = Math.max(0, -left)
  const lastX = Math.min(piece.width, canvas.width - left)
  const lastY = Math.min(piece.height, canvas.height - top)
  for (let y = Math.max(0, -top); y < lastY; y++) {
    let from = (y * piece.width + firstX) * piece.channels
    let to = ((frame * canvas.height + top + y) * canvas.width + left + firstX) * 4
    for (let x = firstX; x < lastX; x++, from += piece.channels, to += 4) {
      const alpha = piece.channels === 4 ? (piece.data[from + 3] as number) : 255
      if (alpha > 0) layPixel(canvas.data, to, piece.data, from, alpha)
    }
  }
}

function layPixel(canvas: Buffer, to: number, piece: Buffer, from: number, alpha: number): void {
  const below = (canvas[to + 3] as number) * (1 - alpha / 255)
  const sum = alpha + below
  for (let channel = 0; channel < 3; channel++) {
    const top = piece[from + channel] as number
    const under = canvas[to + channel] as number
    canvas[to + channel] = below === 0 ? top : Math.round((top * alpha + under * below) / sum)
  }
  canvas[to + 3] = Math.round(sum)
}
