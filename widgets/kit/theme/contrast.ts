/** Contrast ratio of two opaque colours, WCAG 2.2 (relative luminance of sRGB); 1 to 21. */

export type Rgb = readonly [red: number, green: number, blue: number]

export function contrastRatio(one: Rgb, other: Rgb): number {
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (lighter + 0.05) / (darker + 0.05)
}

/** Reads `#rgb`, `#rrggbb` and the `rgb(r, g, b)` of computed styles; undefined for anything else. */
export function parseColor(text: string): Rgb | undefined {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? [])
    return digits.map((pair) => Number.parseInt(pair, 16)) as unknown as Rgb
  }
  const numbers = /^rgba?\(([^)]+)\)$/.exec(text.trim())?.[1]?.match(/[\d.]+/g)
  return numbers && numbers.length >= 3 ? (numbers.slice(0, 3).map(Number) as unknown as Rgb) : undefined
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((channel) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
