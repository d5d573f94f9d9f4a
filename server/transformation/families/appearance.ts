/** `b co o`: background, colour and opacity. */
import type { Background } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { colour, effectColour } from '../grammar/colour.ts'
import { decimal, integer, reader, type ValuePlace } from '../readers.ts'

const background = reader<Background>(
  'a colour, auto[:mode][:number][:direction][:palette_…], blurred[:intensity][:brightness] or gen_fill',
  (text, place) => {
    const colon = text.indexOf(':')
    const word = colon === -1 ? text : text.slice(0, colon)
    const rest = colon === -1 ? '' : text.slice(colon + 1)
    if (word === 'auto') return isAutomatic(rest, place) ? { kind: 'auto', text: rest } : undefined
    if (word === 'blurred') return readBlurred(rest, place)
    if (word === 'gen_fill') return { kind: 'generative', text: rest }
    return { kind: 'colour', colour: colour.read(text, place) }
  },
)

export const appearance = defineFamily(
  'appearance',
  defineParameter({
    key: 'b',
    name: 'background',
    summary: 'What is behind the picture: where it is transparent, padded, or in the box of a text',
    forms: [
      'b_<colour>',
      'b_auto[:<mode>][:<number>][:<direction>][:palette_<colour>_…]',
      'b_blurred[:<intensity>][:<brightness>]',
      'b_gen_fill[:prompt_<text>][;seed_<n>]',
    ],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: background,
  }),
  defineParameter({
    key: 'co',
    name: 'color',
    summary: 'The colour of a text, a shadow, an outline or a colorize',
    forms: ['co_<colour>'],
    media: ['image', 'video'],
    tier: 'A',
    open: 'text',
    reader: colour,
  }),
  defineParameter({
    key: 'o',
    name: 'opacity',
    summary: 'Percent of opacity',
    forms: ['o_<0..100>'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: decimal({ min: 0, max: 100 }),
  }),
)

const MODES: ReadonlySet<string> = new Set(
  ['border', 'predominant', 'border_contrast', 'predominant_contrast'].flatMap((mode) => [mode, `${mode}_gradient`]),
)
const DIRECTIONS: ReadonlySet<string> = new Set(['horizontal', 'vertical', 'diagonal_desc', 'diagonal_asc'])

function isAutomatic(text: string, place: ValuePlace): boolean {
  if (text === '') return true
  return text.split(OUTSIDE_COLOURS).every((piece) => {
    if (MODES.has(piece) || DIRECTIONS.has(piece) || piece === '2' || piece === '4') return true
    if (!piece.startsWith('palette_')) return false
    for (const name of piece.slice('palette_'.length).split('_')) effectColour.read(name, place)
    return true
  })
}

/** Colons, but for those of `rgb:`. */
const OUTSIDE_COLOURS = /(?<!rgb):/

const blurIntensity = integer({ min: 1, max: 2000 })
const blurBrightness = integer({ min: -300, max: 100 })

function readBlurred(text: string, place: ValuePlace): Background | undefined {
  const [intensity = '100', brightness = '0', ...more] = text === '' ? [] : text.split(':')
  if (more.length > 0) return undefined
  return {
    kind: 'blurred',
    intensity: blurIntensity.read(intensity, place),
    brightness: blurBrightness.read(brightness, place),
  }
}
