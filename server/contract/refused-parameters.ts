/**
 * Parameters that are part of the contract and that this server does not carry out: each is refused by name, with the
 * text that clients know where there is one. Switched off (`false`, `0`) they are harmless and pass.
 */
import { InvalidParameterError, UnsupportedParameterError } from '../errors/request-errors.ts'

/** Why not, by name. */
const NOT_SUPPORTED: Readonly<Record<string, string>> = {
  faces: 'no face detector is installed; pass face_coordinates instead',
  manifest_json: 'uploads have no manifest',
  manifest_transformation: 'uploads have no manifest',
  proxy: 'files are fetched directly',
  quality_override: 'q_auto finds a quality for each picture; name another one in its transformation',
  template: 'this installation has no templates',
  template_vars: 'this installation has no templates',
}

interface AddOn {
  /** Values that name something; anything else is a mistake in the value. */
  readonly known: RegExp
  /** What an upload says to that. */
  readonly invalid: (value: string) => string
}

const ADD_ONS: Readonly<Record<string, AddOn>> = {
  auto_chaptering: { known: /^(true|1)$/, invalid: () => 'Auto chaptering is invalid' },
  auto_tagging: { known: /^(0(\.\d+)?|1(\.0+)?)$/, invalid: (value) => `Illegal value ${value} for auto_tagging` },
  auto_transcription: { known: /^(true|1|\{.*\})$/s, invalid: () => 'Auto transcription is invalid' },
  background_removal: {
    known: /^(cloudinary_ai|pixelz|remove_the_background)(:|$)/,
    invalid: () => 'Background removal is invalid',
  },
  categorization: {
    known: /^(google_tagging|google_video_tagging|imagga_tagging|aws_rek_tagging|azure_video_indexer)(:|,|$)/,
    invalid: (value) => `Illegal value ${value} for categorization`,
  },
  detection: {
    known:
      /^(captioning|cld-fashion|cld-text|coco|lvis|openimages|unidet|human-anatomy|iqa|shop-classifier|watermark-detection|adv_face|aws_rek_face)/,
    invalid: (value) => `Detection invalid model '${value}'`,
  },
  ocr: { known: /^adv_ocr(:|$)/, invalid: (value) => `Illegal value ${value} for ocr` },
  raw_convert: {
    known: /^(aspose|extract_text|google_speech|google_translation|azure_video_indexer)(:|$)/,
    invalid: () => 'Raw convert is invalid',
  },
  similarity_search: {
    known: /^(true|1|similarity_search)$/,
    invalid: (value) => `Illegal value ${value} for similarity_search`,
  },
  visual_search: { known: /^(true|1)$/, invalid: () => 'Visual search is invalid' },
}

const MODERATION_ADD_ONS =
  /^(duplicate(:.*)?|perception_point|aws_rek|aws_rek_video|google_video_moderation|webpurify|metascan)$/

export const REFUSED_PARAMETER_NAMES: readonly string[] = [...Object.keys(NOT_SUPPORTED), ...Object.keys(ADD_ONS)]

/**
 * @param isUpdate of an asset by the Admin API, which has words of its own for a wrong value
 * @throws UnsupportedParameterError | InvalidParameterError
 */
export function refuseUnsupported(parameters: Readonly<Record<string, unknown>>, { isUpdate = false } = {}): void {
  for (const [name, value] of Object.entries(parameters)) {
    if (isOff(value)) continue
    const reason = NOT_SUPPORTED[name]
    if (reason !== undefined) throw new UnsupportedParameterError(`Parameter ${name} is not supported: ${reason}`)
    const addOn = ADD_ONS[name]
    if (addOn === undefined) continue
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const shown = text.slice(0, 100)
    if (!addOn.known.test(text)) {
      throw new InvalidParameterError(isUpdate ? `Illegal value ${shown} for ${name}` : addOn.invalid(shown))
    }
    assertTagsComeFromSomewhere(name, parameters)
    throw new UnsupportedParameterError(`You don't have an active subscription for ${name}`)
  }
}

/** What needs the arrival of a file, or its answer. */
const OF_UPLOADS = ['eval', 'strip_location']
const NOT_OF_UPDATES = [...OF_UPLOADS, 'on_success', 'responsive_breakpoints']

/**
 * Parameters of uploads that mean nothing for an asset that is stored already.
 * @throws UnsupportedParameterError
 */
export function refuseForStored(parameters: Readonly<Record<string, unknown>>, { isUpdate = false } = {}): void {
  const name = (isUpdate ? NOT_OF_UPDATES : OF_UPLOADS).find((one) => !isOff(parameters[one]))
  if (name === undefined) return
  const where = isUpdate && !OF_UPLOADS.includes(name) ? 'upload and explicit' : 'upload'
  throw new UnsupportedParameterError(`Parameter ${name} is not supported here: it is one of ${where}`)
}

function assertTagsComeFromSomewhere(
  name: string,
  { categorization, detection }: Readonly<Record<string, unknown>>,
): void {
  if (name !== 'auto_tagging' || !isOff(categorization) || !isOff(detection)) return
  throw new InvalidParameterError('Must use auto_tagging together with categorization or detection')
}

/** The only kind of moderation that needs nobody else. @throws InvalidParameterError | UnsupportedParameterError */
export function readModeration(value: string): readonly 'manual'[] {
  for (const kind of value.split('|')) {
    if (kind === 'manual') continue
    if (MODERATION_ADD_ONS.test(kind)) {
      throw new UnsupportedParameterError(`You don't have an active subscription for ${kind.split(':')[0]}`)
    }
    throw new InvalidParameterError(`Moderation ${kind.slice(0, 100)} moderation is not valid`)
  }
  return ['manual']
}

/** Said, but switched off: the same as not said. */
export function isOff(value: unknown): boolean {
  return value === undefined || value === false || value === 'false' || value === '0' || value === 0 || value === ''
}
