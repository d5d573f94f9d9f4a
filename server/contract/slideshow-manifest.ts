/**
 * What a slideshow is to show, in either of its forms:
 *
 *   JSON             `{"w":640,"h":360,"fps":25,"du":10,"vars":{"sdur":3000,"tdur":1000,"slides":[{"media":"i:beach"}]}}`
 *   transformation   `fn_render:w_640;h_360;fps_25;du_10;vars_(sdur_3000;tdur_1000;slides_((media_i:beach)))`
 *
 * `w`, `h` pixels; `du` seconds, absent or `auto` as long as the slides; `sdur` and `tdur` milliseconds of a slide alone and
 * of the way to the next; `media` `i:` and a public id whose folders end in `:`, or `s64:` and an address in base64.
 */
import { z } from 'zod'
import { TRANSITIONS } from '../transformation/transitions.ts'
import { number, wholeNumber } from './wire-values.ts'

const MOST_SLIDES = 100
const MOST_MILLISECONDS = 600_000

const media = z.string('media as i:<public id> or s64:<address>').transform((value, context) => {
  const found = readMedia(value)
  if (typeof found !== 'string') return found
  context.issues.push({ code: 'custom', message: found, input: value })
  return z.NEVER
})
const timing = {
  sdur: wholeNumber({ min: 1, max: MOST_MILLISECONDS }),
  tdur: wholeNumber({ min: 0, max: MOST_MILLISECONDS }),
  transition: z
    .string('transition as s:<name>')
    .transform((value) => value.replace(/^s:/, ''))
    .pipe(z.enum(TRANSITIONS, `transition as s: and one of ${TRANSITIONS.join(', ')}`)),
}
const slide = z.strictObject({
  media,
  sdur: timing.sdur.optional(),
  tdur: timing.tdur.optional(),
  transition: timing.transition.optional(),
})
const duration = z.preprocess(
  (value) => (value === 'auto' ? undefined : value),
  number({ min: 0.1, max: MOST_MILLISECONDS / 1000 }).optional(),
)

export const slideshowManifest = z.strictObject({
  w: wholeNumber({ min: 2, max: 8192 }),
  h: wholeNumber({ min: 2, max: 8192 }),
  du: duration,
  fps: wholeNumber({ min: 1, max: 60 }).default(25),
  vars: z.strictObject({
    sdur: timing.sdur.default(3000),
    tdur: timing.tdur.default(1000),
    transition: timing.transition.default('fade'),
    slides: z
      .array(slide, 'slides as a list')
      .min(1, 'at least one slide')
      .max(MOST_SLIDES, `at most ${MOST_SLIDES} slides`),
  }),
})

export type SlideshowManifest = z.output<typeof slideshowManifest>
export type SlideMedia = SlideshowManifest['vars']['slides'][number]['media']

/** The transformation's form as the values of the other one; null when it is no such function. */
export function readRenderFunction(text: string): unknown {
  const [, source] = /^fn_render:(.+)$/s.exec(text.trim()) ?? []
  return source === undefined ? null : readPairs(source)
}

type ReadMedia =
  | { readonly kind: 'image'; readonly publicId: string }
  | { readonly kind: 'remote'; readonly url: string }

/** What is wrong with it, as text, when something is. */
function readMedia(value: string): ReadMedia | string {
  const [, kind, rest = ''] = /^([a-z0-9]+):(.+)$/s.exec(value) ?? []
  if (kind === 'i') return { kind: 'image', publicId: rest.replaceAll(':', '/') }
  if (kind === 'v') return 'media of images: slides that are videos are not supported yet'
  if (kind !== 's64') return 'media as i:<public id> or s64:<address in base64>'
  const url = new TextDecoder().decode(bytesOf(rest))
  return /^https?:\/\//i.test(url) && URL.canParse(url)
    ? { kind: 'remote', url }
    : 'after s64: an http address in base64'
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))
  } catch {
    return new Uint8Array()
  }
}

/** `a_1;b_(c_2;d_3)`, to an object. */
function readPairs(text: string): unknown {
  return Object.fromEntries(
    splitOutside(text).map((pair) => {
      const end = pair.indexOf('_')
      return end === -1 ? [pair, ''] : [pair.slice(0, end), readValue(pair.slice(end + 1))]
    }),
  )
}

function readValue(text: string): unknown {
  if (!text.startsWith('(') || !text.endsWith(')')) return text
  const inner = text.slice(1, -1)
  return inner.startsWith('(') ? splitOutside(inner).map(readValue) : readPairs(inner)
}

/** At each `;` that stands in no parentheses. */
function splitOutside(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1
    else if (text[at] === ')') depth -= 1
    else if (text[at] === ';' && depth === 0) {
      parts.push(text.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, text.slice(from)]
}
