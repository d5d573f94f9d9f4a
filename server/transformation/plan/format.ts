/** Which format the result has, and whether it is animated: extension, `f_`, negotiation and the flags that matter. */

import { formatNamed, mediaOfFormat } from '../grammar/formats.ts'
import type { PlanFacts } from './plan-types.ts'
import { notSupportedYet, refused } from './refusals.ts'
import type { OutputSettings } from './settings.ts'

export interface ChosenFormat {
  readonly format: string
  readonly animated: boolean
  /** The request's `Accept` took part. */
  readonly negotiated: boolean
}

/** Formats that the image engine writes; a test compares them with its own. */
export const ENCODERS: ReadonlySet<string> = new Set([
  ...['jpg', 'png', 'gif', 'webp', 'avif', 'tiff', 'jxl', 'jp2', 'psd', 'bmp', 'ico', 'pdf', 'tga'],
])
/** What can be made of pictures one after another. */
const FILMS: ReadonlySet<string> = new Set(['mp4', 'webm'])
const WITHOUT_ALPHA: ReadonlySet<string> = new Set(['jpg', 'bmp', 'pdf', ...FILMS])
const SPELLINGS: Readonly<Record<string, string>> = { jpc: 'jp2', j2k: 'jp2' }

/** Longest sides that formats can hold or, for `f_auto`, that are worth their time on a request. */
const GREATEST_SIDE: Readonly<Record<string, number>> = {
  webp: 16_383,
  jpg: 65_500,
  gif: 65_500,
  avif: 16_384,
  ico: 256,
}
const GREATEST_AUTOMATIC_AVIF = 2_500

interface Result {
  readonly transparent: boolean
  /** Pixels. */
  readonly longestSide: number
}

/** @throws TransformationError for a format that is not made here. */
export function chooseFormat(settings: OutputSettings, facts: PlanFacts, result: Result): ChosenFormat {
  const { format } = settings
  if (format?.kind === 'auto') return negotiate(format.media, settings, facts, result)
  const name = canonical(format?.format ?? facts.extension ?? facts.source.format)
  return {
    format: encodable(lossyChoice(name, settings, result), facts),
    animated: isAnimated(name, settings, facts),
    negotiated: false,
  }
}

export function formatHasAlpha(format: string): boolean {
  return !WITHOUT_ALPHA.has(format)
}

/** @throws TransformationError when the picture is too long for its format. */
export function checkFormatSide(format: string, longestSide: number): void {
  const greatest = GREATEST_SIDE[format]
  if (greatest !== undefined && longestSide > greatest) {
    throw refused(
      `Invalid size in transformation: ${format} holds at most ${greatest} pixels a side, not ${longestSide}`,
    )
  }
}

function canonical(name: string): string {
  const format = formatNamed(name) ?? name.toLowerCase()
  return SPELLINGS[format] ?? format
}

/** `fl_lossy` on a png: a jpg when nothing is transparent. */
function lossyChoice(format: string, { flags }: OutputSettings, { transparent }: Result): string {
  return format === 'png' && flags.has('lossy') && !transparent ? 'jpg' : format
}

function encodable(format: string, facts: PlanFacts): string {
  // A vector picture on which pixels were changed is delivered as pixels.
  if (format === 'svg') {
    if (facts.source.format === 'svg') return 'png'
    throw refused('Invalid format in transformation: svg can only be made from svg')
  }
  if (ENCODERS.has(format) || (facts.isPiece === true && FILMS.has(format))) return format
  const media = mediaOfFormat(format)
  if (media === 'audio') throw refused(`Invalid format in transformation: ${format} cannot be made from an image`)
  if (media === 'video' && !facts.source.animated) {
    throw refused(`Invalid format in transformation: ${format} can only be made from an animated image`)
  }
  throw notSupportedYet(`format ${format} for images`)
}

function isAnimated(format: string, settings: OutputSettings, { source }: PlanFacts): boolean {
  const { flags, page } = settings
  if (!source.animated || page !== null) return false
  if (format === 'gif') return true
  if (format === 'webp') return source.format === 'webp' || flags.has('awebp') || flags.has('animated')
  if (format === 'png') return flags.has('apng') || flags.has('animated')
  if (format === 'avif' && flags.has('animated')) throw notSupportedYet('animated avif')
  return false
}

function negotiate(
  media: 'image' | 'video' | 'animated' | null,
  settings: OutputSettings,
  { source, hints, extension }: PlanFacts,
  { transparent, longestSide }: Result,
): ChosenFormat {
  if (media === 'video') throw notSupportedYet('format auto:video for images')
  const animated = source.animated && settings.page === null && media !== 'image'
  if (animated) {
    const format = hints.accepts.includes('webp') && longestSide <= (GREATEST_SIDE.webp as number) ? 'webp' : 'gif'
    return { format, animated, negotiated: true }
  }
  const accepted = hints.accepts.find((format) => {
    if (format === 'avif') return longestSide <= GREATEST_AUTOMATIC_AVIF
    return longestSide <= (GREATEST_SIDE[format] ?? Number.POSITIVE_INFINITY)
  })
  return { format: accepted ?? fallback(extension, settings, transparent), animated, negotiated: true }
}

/** For clients that name nothing better. The extension says what the page expects, if browsers show it. */
function fallback(extension: string | null, { flags }: OutputSettings, transparent: boolean): string {
  const wanted = extension === null ? null : canonical(extension)
  if (wanted === 'png' || (wanted === 'jpg' && !(transparent && flags.has('preserve_transparency')))) return wanted
  return transparent ? 'png' : 'jpg'
}
