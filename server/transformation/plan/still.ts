/** Of videos pictures are made, and nothing else: one frame, delivered in a format of pictures. */
import { formatNamed, mediaOfFormat } from '../grammar/formats.ts'
import type { PlanFacts } from './plan-types.ts'
import { notSupportedYet, refused } from './refusals.ts'
import type { OutputSettings } from './settings.ts'

/** What asks for frames one after another. */
const MOVING_FLAGS = ['animated', 'awebp', 'apng'] as const

/**
 * @param isUntouched the chain says nothing about the picture
 * @throws TransformationError unless one frame of a video is asked for
 */
export function assertStill(settings: OutputSettings, { source, extension }: PlanFacts, isUntouched: boolean): void {
  const wanted = wantedFormat(settings, extension) ?? source.format
  if (mediaOfFormat(wanted) !== 'image') {
    throw notSupportedYet(isUntouched ? `delivering video as ${wanted}` : 'a transformation of video or audio')
  }
  const moving = MOVING_FLAGS.find((flag) => settings.flags.has(flag))
  if (moving !== undefined || wanted === 'gif') {
    throw notSupportedYet(`delivering video as an animation (${moving === undefined ? wanted : `fl_${moving}`})`)
  }
  if (source.width === 0) throw refused(`Invalid format in transformation: ${wanted} of a file without pictures`)
}

/** Our name of it; `f_auto` keeps what the extension says, unless it names a kind. */
function wantedFormat({ format }: OutputSettings, extension: string | null): string | null {
  if (format?.kind === 'fixed') return formatNamed(format.format) ?? format.format
  if (format?.kind === 'auto' && format.media === 'image') return 'jpg'
  return extension === null ? null : (formatNamed(extension) ?? extension)
}
