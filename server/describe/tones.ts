/** How the brightness and the colours of a small copy are spread. */
import type { Sample } from './sample.ts'

export interface Tones {
  /** Distance from the 1st to the 99th percentile of brightness, as a share of the whole range. */
  readonly spread: number
  /** Mean brightness, 0..1. */
  readonly mean: number
  /** Share of pixels that are neither black nor white. */
  readonly unclipped: number
  /** Colourfulness of Hasler and Süsstrunk (2003): 0 grey, about 109 "extremely colourful". */
  readonly colourfulness: number
}

const BLACK = 4
const WHITE = 251

/** Transparent pixels are seen on white. */
export function tonesOf({ data }: Sample): Tones {
  const histogram = new Float64Array(256)
  const count = data.length / 4
  const redGreen = { sum: 0, squares: 0 }
  const yellowBlue = { sum: 0, squares: 0 }
  let total = 0
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] as number) / 255
    const seen = (channel: number) => (data[at + channel] as number) * alpha + 255 * (1 - alpha)
    const [red, green, blue] = [seen(0), seen(1), seen(2)]
    const luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    const level = Math.round(luma)
    histogram[level] = (histogram[level] as number) + 1
    total += luma
    add(redGreen, red - green)
    add(yellowBlue, (red + green) / 2 - blue)
  }
  const clipped = sum(histogram.subarray(0, BLACK + 1)) + sum(histogram.subarray(WHITE))
  const deviation = Math.sqrt(variance(redGreen, count) + variance(yellowBlue, count))
  const distance = Math.hypot(redGreen.sum / count, yellowBlue.sum / count)
  return {
    spread: (percentile(histogram, count * 0.99) - percentile(histogram, count * 0.01)) / 255,
    mean: total / count / 255,
    unclipped: 1 - clipped / count,
    colourfulness: deviation + 0.3 * distance,
  }
}

interface Sums {
  sum: number
  squares: number
}

function add(sums: Sums, value: number): void {
  sums.sum += value
  sums.squares += value * value
}

function variance({ sum: total, squares }: Sums, count: number): number {
  return Math.max(0, squares / count - (total / count) ** 2)
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The level that so many pixels do not exceed. */
function percentile(histogram: Float64Array, pixels: number): number {
  let seen = 0
  const level = histogram.findIndex((count) => {
    seen += count
    return seen >= pixels
  })
  return level < 0 ? 255 : level
}
