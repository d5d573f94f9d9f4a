/** Puts a part back where it came from. */
import { type Pixels, withAlpha } from '../pixels.ts'

/** `part` lies wholly inside `pixels`; its pixels replace those below, alpha included. */
export function pasteInto(pixels: Pixels, part: Pixels, left: number, top: number): Pixels {
  const whole = part.channels > pixels.channels ? withAlpha(pixels) : pixels
  const piece = whole.channels > part.channels ? withAlpha(part) : part
  const data = Buffer.from(whole.data)
  const rowBytes = piece.width * piece.channels
  for (let row = 0; row < piece.height; row++) {
    const to = ((top + row) * whole.width + left) * whole.channels
    piece.data.copy(data, to, row * rowBytes, (row + 1) * rowBytes)
  }
  return { ...whole, data }
}
