/** How the result is written: format, quality, metadata, animation. */
import { WHITE } from '../effects/arguments/plain-colours.ts'
import { type ChosenFormat, checkFormatSide } from './format.ts'
import type { Picture } from './picture.ts'
import type { ImageEncoding } from './plan-types.ts'
import { notEnabled, notSupportedYet } from './refusals.ts'
import type { Session } from './session.ts'
import type { OutputSettings } from './settings.ts'

/** What is written when the chain does not say; formats that are not here have no quality. */
const DEFAULT_QUALITY: Readonly<Record<string, number>> = {
  jpg: 80,
  webp: 80,
  avif: 50,
  jxl: 80,
  jp2: 80,
  tiff: 80,
  pdf: 80,
  mp4: 70,
  webm: 70,
}
const PNG_DEPTHS = ['png8', 'png24', 'png32'] as const
/** What the 16 bits of a JPEG hold. */
const GREATEST_DENSITY = 65_535
const CONVERTED_SPACES: ReadonlySet<string> = new Set(['srgb', 'tinysrgb', 'no_cmyk'])

export function encodingOf(picture: Picture, { format, animated }: ChosenFormat, session: Session): ImageEncoding {
  const { settings } = session
  const { flags } = settings
  checkFormatSide(format, Math.max(picture.width, picture.height))
  const automatic = automaticLevel(session)
  const depth = format === 'png' ? (PNG_DEPTHS.find((name) => flags.has(name)) ?? null) : null
  return {
    format,
    quality: quality(format, settings),
    automatic,
    chroma: settings.quality?.kind === 'fixed' ? settings.quality.chroma : null,
    lossless: false,
    progressive: progressive(settings),
    background: settings.background ?? WHITE,
    palette: depth === 'png8' || format === 'gif',
    depth,
    lossy: flags.has('lossy'),
    // The vendor strips metadata whenever the quality is automatic, whatever else is asked for.
    keepMetadata: flags.has('keep_iptc') && automatic === null,
    keepProfile: keepsProfile(settings),
    density: settings.density === null ? null : Math.min(GREATEST_DENSITY, settings.density),
    animated,
    delay: settings.delay,
    loop: settings.loop,
  }
}

function quality(format: string, settings: OutputSettings): number | null {
  const absent = DEFAULT_QUALITY[format] ?? null
  if (settings.quality?.kind === 'jpegmini') throw notEnabled('q_jpegmini')
  if (settings.quality?.kind !== 'fixed') return absent
  const isLossyGif = format === 'gif' && settings.flags.has('lossy')
  const isPalette = format === 'png' && settings.flags.has('png8')
  return absent !== null || isLossyGif || isPalette ? settings.quality.value : null
}

/** `Save-Data: on` asks for less; the header took part even when it was not sent. */
function automaticLevel({ settings, facts, varied }: Session): ImageEncoding['automatic'] {
  if (settings.quality?.kind !== 'auto') return null
  varied.add('save-data')
  const { level } = settings.quality
  return facts.hints.saveData && (level === 'best' || level === 'good') ? 'eco' : level
}

function progressive({ flags, quality }: OutputSettings): ImageEncoding['progressive'] {
  if (!flags.has('progressive')) return quality?.kind === 'auto' ? 'semi' : 'none'
  const mode = flags.get('progressive')
  return mode === 'none' || mode === 'steep' ? mode : 'semi'
}

function keepsProfile({ flags, colourSpace }: OutputSettings): boolean {
  if (colourSpace === null) return !flags.has('strip_profile')
  if (!CONVERTED_SPACES.has(colourSpace.toLowerCase())) throw notSupportedYet(`parameter cs with ${colourSpace}`)
  return false
}
