/**
 * Whether people with a colour vision deficiency can tell apart what others can: edges and main colours of the picture
 * as seen with protanopia, deuteranopia and tritanopia (matrices of Machado, Oliveira and Fernandes, 2009, severity 1,
 * on linear light), compared by distances in CIE L*a*b*. What counts is the deficiency that sees least.
 */
import { COLOUR_BLINDNESS } from '../transformation/effects/simulate-colorblind.ts'
import { hundredths } from './hundredths.ts'
import { type Lab, labDistance, labOf, type Rgb } from './lab.ts'
import type { Sample } from './sample.ts'

export interface Accessibility {
  /** Share of the edges that stay visible. */
  readonly distinctEdges: number
  /** Share of the pairs of clearly different main colours that stay different. */
  readonly distinctColors: number
  /** `#rrggbb`: the clearly different colours that are hardest to tell apart; null when there is only one colour. */
  readonly mostIndistinctPair: readonly [string, string] | null
  readonly score: number
}

const SEEN_BY = [null, COLOUR_BLINDNESS.protanopia, COLOUR_BLINDNESS.deuteranopia, COLOUR_BLINDNESS.tritanopia] as const

/** Distances from which neighbours are an edge, and still are one. */
const EDGE = 10
const KEPT_EDGE = 5
/** The same for colours that lie apart, which have to differ more. */
const DIFFERENT = 20
const KEPT_DIFFERENT = 10

const MAIN_COLOURS = 16
/** Colours of less than this share of the picture are not main ones. */
const LEAST_SHARE = 0.005

interface Colour {
  readonly rgb: Rgb
  /** Without a deficiency, and with each. */
  readonly seen: readonly Lab[]
}

export function findAccessibility(sample: Sample): Accessibility {
  const known = new Map<number, Colour>()
  const pixels = visiblePixels(sample, known)
  const distinctEdges = edgesKept(pixels, sample.width)
  const { distinctColors, mostIndistinctPair } = pairsKept(mainColours(pixels))
  const score = hundredths((distinctEdges + distinctColors) / 2)
  return {
    distinctEdges: hundredths(distinctEdges),
    distinctColors: hundredths(distinctColors),
    mostIndistinctPair,
    score,
  }
}

/** On white where they are transparent; colours are looked at once, in steps of 4 levels. */
function visiblePixels({ data }: Sample, known: Map<number, Colour>): readonly Colour[] {
  const pixels: Colour[] = []
  for (let at = 0; at < data.length; at += 4) {
    const alpha = (data[at + 3] as number) / 255
    const seen = (channel: number) => {
      const value = (data[at + channel] as number) * alpha + 255 * (1 - alpha)
      return Math.min(255, Math.round(value / 4) * 4)
    }
    const rgb: Rgb = [seen(0), seen(1), seen(2)]
    const key = (rgb[0] << 16) | (rgb[1] << 8) | rgb[2]
    let colour = known.get(key)
    if (colour === undefined) {
      colour = { rgb, seen: SEEN_BY.map((matrix) => labOf(rgb, matrix)) }
      known.set(key, colour)
    }
    pixels.push(colour)
  }
  return pixels
}

function edgesKept(pixels: readonly Colour[], width: number): number {
  let edges = 0
  let kept = 0
  const look = (a: Colour, b: Colour | undefined) => {
    if (b === undefined || a === b || distance(a, b, 0) < EDGE) return
    edges += 1
    if (leastDistance(a, b) >= KEPT_EDGE) kept += 1
  }
  for (const [index, colour] of pixels.entries()) {
    if ((index + 1) % width !== 0) look(colour, pixels[index + 1])
    look(colour, pixels[index + width])
  }
  return edges === 0 ? 1 : kept / edges
}

/** The most frequent ones, each standing for those that look the same. */
function mainColours(pixels: readonly Colour[]): readonly Colour[] {
  const counts = new Map<Colour, number>()
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1)
  const groups: { readonly colour: Colour; count: number }[] = []
  for (const [colour, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const group = groups.find((one) => distance(one.colour, colour, 0) < KEPT_DIFFERENT)
    if (group !== undefined) group.count += count
    else if (groups.length < 256) groups.push({ colour, count })
  }
  return groups
    .filter(({ count }) => count >= pixels.length * LEAST_SHARE)
    .sort((a, b) => b.count - a.count)
    .slice(0, MAIN_COLOURS)
    .map(({ colour }) => colour)
}

function pairsKept(colours: readonly Colour[]): Pick<Accessibility, 'distinctColors' | 'mostIndistinctPair'> {
  let pairs = 0
  let kept = 0
  let worst: { readonly pair: readonly [Colour, Colour]; readonly distance: number } | null = null
  for (const [index, a] of colours.entries()) {
    for (const b of colours.slice(index + 1)) {
      if (distance(a, b, 0) < DIFFERENT) continue
      const least = leastDistance(a, b)
      pairs += 1
      if (least >= KEPT_DIFFERENT) kept += 1
      if (worst === null || least < worst.distance) worst = { pair: [a, b], distance: least }
    }
  }
  return {
    distinctColors: pairs === 0 ? 1 : kept / pairs,
    mostIndistinctPair: worst === null ? null : [hex(worst.pair[0]), hex(worst.pair[1])],
  }
}

function leastDistance(a: Colour, b: Colour): number {
  return Math.min(distance(a, b, 1), distance(a, b, 2), distance(a, b, 3))
}

/** As seen by one of `SEEN_BY`. */
function distance(a: Colour, b: Colour, by: 0 | 1 | 2 | 3): number {
  return labDistance(a.seen[by] as Lab, b.seen[by] as Lab)
}

function hex({ rgb }: Colour): string {
  return `#${rgb.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}
