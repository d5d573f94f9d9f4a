/** `c w h ar z`: the size of the picture and how it gets there. */
import type { Breakpoints, CropMode, Length } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { choice, numberOf, reader, roundHalfUp, type ValuePlace } from '../readers.ts'

export const CROP_MODES = [
  ...(['scale', 'fit', 'limit', 'mfit', 'fill', 'lfill', 'pad', 'lpad', 'mpad', 'fill_pad', 'crop', 'thumb'] as const),
  ...(['auto', 'auto_pad', 'imagga_crop', 'imagga_scale'] as const),
] satisfies readonly CropMode[]

/** Above this a number with decimals counts as pixels: nobody enlarges more than tenfold by a factor. */
const MAX_FACTOR = 10

const height = reader<Length>('pixels (1 or more), a factor such as 0.5 or an expression', readLength)
const width = reader<Length>(
  `pixels (1 or more), a factor such as 0.5, an expression or auto[:step[:fallback]]`,
  (text, place) => (text.startsWith('auto') ? readAutomatic(text) : readLength(text, place)),
)
const ratio = reader<number>('a ratio such as 16:9 or 1.5', (text, place) => {
  const colon = text.indexOf(':')
  const across = numberOf(colon === -1 ? text : text.slice(0, colon), place)
  const down = colon === -1 ? 1 : numberOf(text.slice(colon + 1), place)
  return across !== null && down !== null && across > 0 && down > 0 ? across / down : undefined
})
const zoom = reader<number>('a number above 0', (text, place) => {
  const value = numberOf(text, place)
  return value !== null && value > 0 ? value : undefined
})

export const resize = defineFamily(
  'resize',
  defineParameter({
    key: 'c',
    name: 'crop',
    summary: 'How the picture is brought to the asked size',
    forms: ['c_<mode>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: choice(...CROP_MODES),
  }),
  defineParameter({
    key: 'w',
    name: 'width',
    summary: 'Width in pixels, or as a multiple of the current one',
    forms: [
      'w_<pixels>',
      'w_<factor>',
      'w_auto[:step=100][:fallback]',
      'w_auto:breakpoints[_min_max_stepKB_max][:fallback][:json]',
    ],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: width,
  }),
  defineParameter({
    key: 'h',
    name: 'height',
    summary: 'Height in pixels, or as a multiple of the current one',
    forms: ['h_<pixels>', 'h_<factor>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: height,
  }),
  defineParameter({
    key: 'ar',
    name: 'aspect_ratio',
    summary: 'Width divided by height; gives the side that is not asked for',
    forms: ['ar_<w>:<h>', 'ar_<ratio>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: ratio,
  }),
  defineParameter({
    key: 'z',
    name: 'zoom',
    summary: 'How closely a crop keeps to the detected or given region',
    forms: ['z_<factor>'],
    media: ['image'],
    tier: 'B',
    open: 'number',
    reader: zoom,
  }),
)

function readLength(text: string, place: ValuePlace): Length | undefined {
  const value = numberOf(text, place)
  if (value === null || value <= 0) return undefined
  const isFactor = !place.computed && text.includes('.') && value <= MAX_FACTOR
  return isFactor ? { kind: 'relative', factor: value } : { kind: 'pixels', value: Math.max(1, roundHalfUp(value)) }
}

function readAutomatic(text: string): Length | undefined {
  const match = AUTOMATIC.exec(text)
  if (match === null) return undefined
  const { step, ranges, fallback, json } = match.groups ?? {}
  const breakpoints = text.startsWith('auto:breakpoints') ? readBreakpoints(ranges, json !== undefined) : null
  if (breakpoints === undefined || Number(step) === 0) return undefined
  return {
    kind: 'auto',
    step: step === undefined ? 100 : Number(step),
    fallback: fallback === undefined ? null : Number(fallback),
    breakpoints,
  }
}

function readBreakpoints(ranges: string | undefined, json: boolean): Breakpoints | undefined {
  const [minWidth = 50, maxWidth = 1000, stepKilobytes = 20, maxImages = 20] =
    ranges === undefined ? [] : ranges.slice(1).split('_').map(Number)
  if (minWidth < 1 || maxWidth < minWidth || stepKilobytes < 1 || maxImages < 1) return undefined
  return { minWidth, maxWidth, stepKilobytes, maxImages, json }
}

const AUTOMATIC =
  /^auto(?::(?:(?<step>\d{1,5})|breakpoints(?<ranges>(?:_\d{1,5}){4})?)(?::(?<fallback>[1-9]\d{0,4}))?(?<json>:json)?)?$/
