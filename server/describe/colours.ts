/**
 * Which colours a picture is made of: a histogram in steps of 8 a channel over the visible pixels, the most frequent
 * steps by their mean colour, and the same pixels counted under the nearest named colour of two lists.
 */
import type { Sample } from './sample.ts'

export type NamedShare = readonly [name: string, percent: number]

export interface ColourAnalysis {
  /** `#RRGGBB` and percent, most frequent first, at most 32. */
  readonly colors: readonly NamedShare[]
  readonly predominant: Readonly<Record<'google' | 'cloudinary', readonly NamedShare[]>>
  readonly grayscale: boolean
}

type Rgb = readonly [number, number, number]

/** The two vocabularies of the wire; reference points are ours. */
const VOCABULARIES: Readonly<Record<'google' | 'cloudinary', Readonly<Record<string, Rgb>>>> = {
  google: {
    red: [220, 30, 30],
    orange: [240, 140, 30],
    yellow: [240, 220, 50],
    green: [50, 150, 50],
    teal: [40, 150, 150],
    blue: [50, 90, 200],
    purple: [130, 60, 170],
    pink: [240, 150, 190],
    white: [245, 245, 245],
    gray: [128, 128, 128],
    black: [15, 15, 15],
    brown: [120, 75, 40],
  },
  cloudinary: {
    red: [220, 30, 30],
    orange: [240, 140, 30],
    yellow: [240, 220, 50],
    lime: [150, 220, 50],
    green: [40, 130, 40],
    olive: [128, 128, 40],
    teal: [20, 128, 128],
    cyan: [60, 220, 230],
    lightblue: [160, 200, 235],
    blue: [50, 90, 210],
    navy: [20, 25, 100],
    purple: [130, 50, 160],
    magenta: [220, 50, 200],
    pink: [245, 170, 195],
    brown: [115, 70, 35],
    beige: [230, 215, 185],
    white: [245, 245, 245],
    lightgray: [200, 200, 200],
    gray: [128, 128, 128],
    darkgray: [70, 70, 70],
    black: [15, 15, 15],
  },
}

const MOST_COLOURS = 32
/** Channels that differ by less than this are grey to the eye, JPEG's colour noise included. */
const GREY_SPREAD = 10

interface Bin {
  count: number
  red: number
  green: number
  blue: number
}

export function findColours({ data }: Sample): ColourAnalysis {
  const bins = new Map<number, Bin>()
  let visible = 0
  let grayscale = true
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] as number) < 128) continue
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number]
    visible += 1
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_SPREAD) grayscale = false
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)
    const bin = bins.get(key) ?? { count: 0, red: 0, green: 0, blue: 0 }
    bin.count += 1
    bin.red += red
    bin.green += green
    bin.blue += blue
    bins.set(key, bin)
  }
  const means = [...bins.values()]
    .map(({ count, red, green, blue }) => ({ count, rgb: [red / count, green / count, blue / count] as const }))
    .sort((a, b) => b.count - a.count)
  const percent = (count: number) => Math.round((count / Math.max(1, visible)) * 1000) / 10
  return {
    colors: means.slice(0, MOST_COLOURS).map(({ count, rgb }) => [hex(rgb), percent(count)]),
    predominant: {
      google: shares(means, VOCABULARIES.google, percent),
      cloudinary: shares(means, VOCABULARIES.cloudinary, percent),
    },
    grayscale,
  }
}

function shares(
  means: readonly { readonly count: number; readonly rgb: Rgb }[],
  vocabulary: Readonly<Record<string, Rgb>>,
  percent: (count: number) => number,
): NamedShare[] {
  const counts = new Map<string, number>()
  for (const { count, rgb } of means) {
    const name = nearest(rgb, vocabulary)
    counts.set(name, (counts.get(name) ?? 0) + count)
  }
  return [...counts]
    .map(([name, count]): NamedShare => [name, percent(count)])
    .filter(([, share]) => share >= 1)
    .sort((a, b) => b[1] - a[1])
}

/** "Redmean" distance: weighs the channels roughly as the eye does, without a colour space conversion. */
function nearest([red, green, blue]: Rgb, vocabulary: Readonly<Record<string, Rgb>>): string {
  let [best, least] = ['', Number.POSITIVE_INFINITY]
  for (const [name, [r, g, b]] of Object.entries(vocabulary)) {
    const mean = (red + r) / 2
    const distance =
      (2 + mean / 256) * (red - r) ** 2 + 4 * (green - g) ** 2 + (2 + (255 - mean) / 256) * (blue - b) ** 2
    if (distance < least) [best, least] = [name, distance]
  }
  return best
}

function hex(rgb: Rgb): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`.toUpperCase()
}
