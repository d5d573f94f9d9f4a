/** `f q dpr d cs p s`: how the result is encoded and delivered. */
import type { FormatChoice, ParameterValues, Quality } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { formatNamed } from '../grammar/formats.ts'
import { integer, numberOf, reader } from '../readers.ts'
import { word } from './words.ts'

const format = reader<FormatChoice>('the name of a format, or auto[:image|video|animated]', (text) => {
  if (text === 'auto') return { kind: 'auto', media: null }
  const media = AUTO_FORMAT.exec(text)?.[1] as 'image' | 'video' | 'animated' | undefined
  if (media !== undefined) return { kind: 'auto', media }
  const name = formatNamed(text)
  return name === null ? undefined : { kind: 'fixed', format: name }
})

const quality = reader<Quality>(
  'a number from 1 to 100, auto[:best|good|eco|low][:sensitive] or jpegmini[:0|1|2]',
  (text, place) => {
    const [first = '', ...options] = text.split(':')
    if (first === 'auto') return readAutomaticQuality(options)
    if (first === 'jpegmini') return readJpegmini(options)
    return readFixedQuality(level.read(first, place), options)
  },
)
const level = integer({ min: 1, max: 100, outside: 'refuse' })

const ratio = reader<number | 'auto'>('a number above 0, or auto', (text, place) => {
  if (text === 'auto') return 'auto'
  const value = numberOf(text, place)
  return value !== null && value > 0 ? value : undefined
})

const defaultImage = reader<ParameterValues['d']>('the public ID of an image', (text) => {
  const id = text.replaceAll(':', '/')
  const dot = id.lastIndexOf('.')
  const hasExtension = dot > id.lastIndexOf('/') + 1
  const publicId = hasExtension ? id.slice(0, dot) : id
  return publicId === '' ? undefined : { publicId, extension: hasExtension ? id.slice(dot + 1) : null }
})

const colourSpace = reader<string>(
  'srgb, tinysrgb, cmyk, no_cmyk, keep_cmyk, copy, srgb:truecolor or icc:<public ID>',
  (text) => (COLOUR_SPACES.has(text.toLowerCase()) ? text.toLowerCase() : PROFILE.test(text) ? text : undefined),
)

export const delivery = defineFamily(
  'delivery',
  defineParameter({
    key: 'f',
    name: 'format',
    summary: 'The format that is delivered',
    forms: ['f_<format>', 'f_auto[:image|:video|:animated]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'text',
    reader: format,
  }),
  defineParameter({
    key: 'q',
    name: 'quality',
    summary: 'How well the file is encoded',
    forms: [
      'q_<1..100>[:420|:444]',
      'q_<1..100>:qmax_<1..100>',
      'q_auto[:best|:good|:eco|:low][:sensitive]',
      'q_jpegmini[:0|:1|:2]',
    ],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: quality,
  }),
  defineParameter({
    key: 'dpr',
    name: 'dpr',
    summary: 'Multiplies the sizes in pixels of the whole chain',
    forms: ['dpr_<factor>', 'dpr_auto'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'number',
    reader: ratio,
  }),
  defineParameter({
    key: 'd',
    name: 'default_image',
    summary: 'The image that stands in when the asset is missing',
    forms: ['d_<public ID>[.<extension>]'],
    media: ['image', 'video', 'animation'],
    tier: 'A',
    open: 'never',
    reader: defaultImage,
  }),
  defineParameter({
    key: 'cs',
    name: 'color_space',
    summary: 'The colour space of the file',
    forms: [
      'cs_srgb',
      'cs_tinysrgb',
      'cs_no_cmyk',
      'cs_srgb:truecolor',
      'cs_cmyk',
      'cs_keep_cmyk',
      'cs_icc:<public ID>',
      'cs_copy',
    ],
    media: ['image', 'video'],
    tier: 'A',
    open: 'never',
    reader: colourSpace,
  }),
  defineParameter({
    key: 'p',
    name: 'prefix',
    summary: 'Prefix of class names in the style sheet of a sprite',
    forms: ['p_<prefix>'],
    media: ['image'],
    tier: 'B',
    open: 'never',
    reader: word('a prefix of class names', /^[\w-]{1,100}$/),
  }),
  defineParameter({
    key: 's',
    name: 'sprite',
    summary: 'Left over from style sheets of sprites',
    forms: ['s_<text>'],
    media: ['image'],
    tier: 'B',
    open: 'never',
    reader: word('a name', /^[\w.:-]{1,100}$/),
  }),
)

function readAutomaticQuality(options: readonly string[]): Quality | undefined {
  let preset: 'best' | 'good' | 'eco' | 'low' = 'good'
  let sensitive = false
  for (const option of options) {
    if (option === 'sensitive') sensitive = true
    else if (option === 'best' || option === 'good' || option === 'eco' || option === 'low') preset = option
    else return undefined
  }
  return { kind: 'auto', level: preset, sensitive }
}

function readJpegmini(options: readonly string[]): Quality | undefined {
  const [preset = '1', ...more] = options
  return more.length === 0 && /^[012]$/.test(preset) ? { kind: 'jpegmini', level: Number(preset) } : undefined
}

function readFixedQuality(value: number, options: readonly string[]): Quality | undefined {
  let chroma: '420' | '444' | null = null
  let maxQuantiser: number | null = null
  for (const option of options) {
    const quantiser = QUANTISER.exec(option)?.[1]
    if (option === '420' || option === '444') chroma = option
    else if (quantiser !== undefined && Number(quantiser) >= 1 && Number(quantiser) <= 100)
      maxQuantiser = Number(quantiser)
    else return undefined
  }
  return { kind: 'fixed', value, chroma, maxQuantiser }
}

const AUTO_FORMAT = /^auto:(image|video|animated)$/
const QUANTISER = /^qmax_(\d{1,3})$/
const COLOUR_SPACES: ReadonlySet<string> = new Set([
  ...['srgb', 'tinysrgb', 'cmyk', 'no_cmyk', 'keep_cmyk', 'copy', 'srgb:truecolor'],
])
const PROFILE = /^icc:.+$/
