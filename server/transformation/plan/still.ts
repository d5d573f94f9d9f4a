/** What is wanted of a video: a picture of it, which is one frame, or something that moves or is heard. */
import { formatNamed, mediaOfFormat } from '../grammar/formats.ts'
import type { PlanFacts } from './plan-types.ts'
import { notSupportedYet, refused } from './refusals.ts'
import type { OutputSettings } from './settings.ts'

/** What asks for frames one after another. */
const MOVING_FLAGS = ['animated', 'awebp', 'apng'] as const

/** Our name of the format; `f_auto` keeps what the extension says, unless it names a kind. */
export function wantedFormat({ format }: OutputSettings, { source, extension }: PlanFacts): string {
  if (format?.kind === 'fixed') return formatNamed(format.format) ?? format.format
  if (format?.kind === 'auto' && format.media === 'image') return 'jpg'
  return extension === null ? source.format : (formatNamed(extension) ?? extension)
}

export function isStillWanted(settings: OutputSettings, facts: PlanFacts): boolean {
  return mediaOfFormat(wantedFormat(settings, facts)) === 'image'
}

/** @throws TransformationError unless there is a frame, and one is all that is asked for */
export function assertStill(settings: OutputSettings, facts: PlanFacts): void {
  const wanted = wantedFormat(settings, facts)
  const moving = MOVING_FLAGS.find((flag) => settings.flags.has(flag))
  if (moving !== undefined || wanted === 'gif') {
    throw notSupportedYet(`delivering video as an animation (${moving === undefined ? wanted : `fl_${moving}`})`)
  }
  if (facts.source.width === 0) {
    throw refused(`Invalid format in transformation: ${wanted} of a file without pictures`)
  }
}
