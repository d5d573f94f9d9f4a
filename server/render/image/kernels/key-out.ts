/**
 * Makes pixels near a colour transparent. Distance is Euclidean in RGB as a share of the greatest one (black to
 * white); within the tolerance alpha becomes 0.
 */
import type { Rgba } from '../../../transformation/ast.ts'
import type { Pixels } from '../pixels.ts'

const GREATEST = 255 * 255 * 3

export function keyOutColour(pixels: Pixels, colour: Rgba | null, tolerance: number): Pixels {
  const key = colour === null ? edgeColour(pixels) : ([colour.red, colour.green, colour.blue] as const)
  const limit = tolerance * tolerance * GREATEST
  const data = Buffer.from(pixels.data)
  for (let at = 0; at < data.length; at += 4) {
    const red = (data[at] as number) - key[0]
    const green = (data[at + 1] as number) - key[1]
    const blue = (data[at + 2] as number) - key[2]
    if (red * red + green * green + blue * blue <= limit) data[at + 3] = 0
  }
  return { ...pixels, data }
}

/** The most frequent colour along the four edges, in steps of 8, as the mean of what fell into that step. */
function edgeColour({ data, width, height }: Pixels): readonly [number, number, number] {
  const bins = new Map<number, { count: number; red: number; green: number; blue: number }>()
  const add = (x: number, y: number) => {
    const at = (y * width + x) * 4
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)
    const bin = bins.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 }
    bins.set(key, {
      count: bin.count + 1,
      red: bin.red + red,
      green: bin.green + green,
      blue: bin.blue + blue,
    })
  }
  for (let x = 0; x < width; x++) {
    add(x, 0)
    add(x, height - 1)
  }
  for (let y = 1; y < height - 1; y++) {
    add(0, y)
    add(width - 1, y)
  }
  const most = [...bins.values()].reduce((best, bin) => (bin.count > best.count ? bin : best))
  return [most.red / most.count, most.green / most.count, most.blue / most.count]
}
