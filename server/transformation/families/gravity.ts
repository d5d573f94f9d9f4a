/** `g x y`: which part of the picture matters, and offsets from it. */
import type { Compass, Gravity, Offset } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { numberOf, reader, roundHalfUp, type ValuePlace } from '../readers.ts'
import { isDetectable } from './detectable-objects.ts'

const COMPASS: ReadonlySet<string> = new Set<Compass>([
  ...(['north_west', 'north', 'north_east', 'west', 'center', 'east', 'south_west', 'south', 'south_east'] as const),
])
const SIMPLE: ReadonlyMap<string, Gravity> = new Map<string, Gravity>([
  ['xy_center', { kind: 'xy_center' }],
  ['custom', { kind: 'custom', fallback: null }],
  ...['face', 'faces', 'adv_face', 'adv_faces'].map((fallback): [string, Gravity] => [
    `custom:${fallback}`,
    { kind: 'custom', fallback },
  ]),
  ...[false, true].flatMap((all): [string, Gravity][] => {
    const word = all ? 'faces' : 'face'
    return [
      [word, { kind: 'face', all, fallback: 'north' }],
      [`${word}:center`, { kind: 'face', all, fallback: 'center' }],
      [`${word}:auto`, { kind: 'face', all, fallback: 'auto' }],
    ]
  }),
  ['liquid', { kind: 'liquid' }],
])

const gravity = reader<Gravity>(
  'a compass direction, auto, face, custom, xy_center, region_!name! or the name of an object',
  (text) => {
    if (COMPASS.has(text)) return { kind: 'compass', direction: text as Compass }
    return SIMPLE.get(text) ?? readNamed(text) ?? readAuto(text) ?? readDetected(text)
  },
)
const offset = reader<Offset>('pixels, or a fraction from -1.0 to 1.0', readOffset)

export const gravityFamily = defineFamily(
  'gravity',
  defineParameter({
    key: 'g',
    name: 'gravity',
    summary: 'The part of the picture that a crop keeps, or the place of a layer',
    forms: [
      'g_<compass>',
      'g_xy_center',
      'g_custom[:face|:faces]',
      'g_region_!<name>!',
      'g_face[:center|:auto]',
      'g_faces[:center|:auto]',
      'g_auto[:<modifier>…]',
      'g_auto:aoi_<x>_<y>_<w>_<h>',
      'g_liquid',
      'g_clipping_path_!<name>!',
      'g_<object>[:<object>…]',
    ],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: gravity,
  }),
  defineParameter({
    key: 'x',
    name: 'x',
    summary: 'Offset to the right, or away from the edge that the gravity names',
    forms: ['x_<pixels>', 'x_<fraction>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: offset,
  }),
  defineParameter({
    key: 'y',
    name: 'y',
    summary: 'Offset downwards, or away from the edge that the gravity names',
    forms: ['y_<pixels>', 'y_<fraction>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: offset,
  }),
)

function readNamed(text: string): Gravity | undefined {
  const region = REGION.exec(text)?.[1]
  if (region !== undefined) return { kind: 'region', name: region }
  const path = CLIPPING_PATH.exec(text)?.[1]
  return path === undefined ? undefined : { kind: 'clipping_path', name: path }
}

function readAuto(text: string): Gravity | undefined {
  if (text === 'auto') return { kind: 'auto', modifiers: [] }
  if (!text.startsWith('auto:')) return undefined
  const modifiers = text.slice(5).split(':')
  if (!modifiers.every((modifier) => MODIFIER.test(modifier))) return undefined
  const area = modifiers.map((modifier) => AREA.exec(modifier)).find((match) => match !== null)
  if (area === undefined) return { kind: 'auto', modifiers }
  const [x = 0, y = 0, width = 0, height = 0] = area.slice(1).map(Number)
  return width > 0 && height > 0 ? { kind: 'area_of_interest', x, y, width, height } : undefined
}

function readDetected(text: string): Gravity | undefined {
  const known = TRACKING.test(text) || text.split(':').every(isDetectable)
  return known ? { kind: 'detected', what: text } : undefined
}

function readOffset(text: string, place: ValuePlace): Offset | undefined {
  const value = numberOf(text, place)
  if (value === null) return undefined
  const isFraction = !place.computed && text.includes('.') && Math.abs(value) <= 1
  return isFraction ? { kind: 'relative', factor: value } : { kind: 'pixels', value: roundHalfUp(value) }
}

const REGION = /^region_!([^!]+)!$/
const CLIPPING_PATH = /^clipping_path_!([^!]+)!$/
const MODIFIER = /^[\w.-]{1,80}$/
const AREA = /^aoi_(\d{1,6}(?:\.\d{1,6})?)_(\d{1,6}(?:\.\d{1,6})?)_(\d{1,6}(?:\.\d{1,6})?)_(\d{1,6}(?:\.\d{1,6})?)$/
const TRACKING = /^track_person(?:[:;][\w.;-]{1,200})?$/
