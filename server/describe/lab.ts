/** CIE L*a*b* (D65) of sRGB colours, in which a distance of about 2.3 is just noticeable. */
import type { Matrix3 } from '../transformation/plan/operations.ts'

export type Rgb = readonly [red: number, green: number, blue: number]
export type Lab = readonly [lightness: number, a: number, b: number]

const LINEAR = Float64Array.from({ length: 256 }, (_, value) => {
  const coded = value / 255
  return coded <= 0.04045 ? coded / 12.92 : ((coded + 0.055) / 1.055) ** 2.4
})

/** `seenBy` is applied to the linear light of the colour first. */
export function labOf([red, green, blue]: Rgb, seenBy: Matrix3 | null = null): Lab {
  const light = [LINEAR[red] as number, LINEAR[green] as number, LINEAR[blue] as number] as const
  const [r, g, b] = seenBy === null ? light : [dot(seenBy[0], light), dot(seenBy[1], light), dot(seenBy[2], light)]
  const x = root((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
  const y = root(0.2126729 * r + 0.7151522 * g + 0.072175 * b)
  const z = root((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883)
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** CIE 1976. */
export function labDistance(a: Lab, b: Lab): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])
}

/** Out of the gamut is as far as a screen goes. */
function dot(row: Rgb, light: Rgb): number {
  return Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2]))
}

function root(value: number): number {
  return value > 216 / 24_389 ? Math.cbrt(value) : (24_389 / 27 / 116) * value + 16 / 116
}
