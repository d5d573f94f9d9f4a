/**
 * The fonts that come with the server and the names they answer to. Metric-compatible ones stand for the usual
 * names: Arimo for Arial, Tinos for Times New Roman, Cousine for Courier New, Gelasio for Georgia.
 */

/** Families of the font packages; `folder` is the package's name. */
export const FAMILIES = [
  { family: 'Anton', folder: 'anton' },
  { family: 'Arimo', folder: 'arimo' },
  { family: 'Cousine', folder: 'cousine' },
  { family: 'Gelasio', folder: 'gelasio' },
  { family: 'Noto Sans', folder: 'noto-sans' },
  { family: 'Open Sans', folder: 'open-sans' },
  { family: 'Roboto', folder: 'roboto' },
  { family: 'Tinos', folder: 'tinos' },
] as const

export type FontFamily = (typeof FAMILIES)[number]['family']

/** Used for names that nobody knows. */
export const FALLBACK_FAMILY: FontFamily = 'Arimo'

const STAND_INS: Readonly<Record<string, FontFamily>> = {
  arial: 'Arimo',
  'arial black': 'Roboto',
  'arial narrow': 'Roboto',
  helvetica: 'Arimo',
  'helvetica neue': 'Arimo',
  'liberation sans': 'Arimo',
  sans: 'Arimo',
  'sans-serif': 'Arimo',
  times: 'Tinos',
  'times new roman': 'Tinos',
  'liberation serif': 'Tinos',
  serif: 'Tinos',
  palatino: 'Tinos',
  garamond: 'Gelasio',
  georgia: 'Gelasio',
  bookman: 'Gelasio',
  courier: 'Cousine',
  'courier new': 'Cousine',
  'liberation mono': 'Cousine',
  monospace: 'Cousine',
  'lucida console': 'Cousine',
  impact: 'Anton',
  verdana: 'Open Sans',
  tahoma: 'Noto Sans',
  geneva: 'Noto Sans',
  'lucida sans': 'Noto Sans',
  trebuchet: 'Open Sans',
  'trebuchet ms': 'Open Sans',
  'comic sans ms': 'Open Sans',
}

const OWN_NAMES = new Map<string, FontFamily>(FAMILIES.map(({ family }) => [family.toLowerCase(), family]))

/** The family that a name stands for; unknown names get the fallback. */
export function familyFor(name: string): FontFamily {
  const key = name.trim().replaceAll('_', ' ').replace(/\s+/g, ' ').toLowerCase()
  return OWN_NAMES.get(key) ?? STAND_INS[key] ?? FALLBACK_FAMILY
}

/** Pango takes numbers; the names are those of the wire. */
const WEIGHTS: Readonly<Record<string, number>> = {
  thin: 100,
  extralight: 200,
  ultralight: 200,
  light: 300,
  book: 380,
  normal: 400,
  regular: 400,
  medium: 500,
  semibold: 600,
  demibold: 600,
  bold: 700,
  extrabold: 800,
  ultrabold: 800,
  black: 900,
  heavy: 900,
}

export function weightFor(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 100 && number <= 1000) return number
  return WEIGHTS[text.toLowerCase()] ?? 400
}
