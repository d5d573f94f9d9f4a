/**
 * What a picked file has to satisfy before any request: type, size, pixels. The first broken rule is the answer, with the
 * numbers in it. Cheap rules come first; a picture is decoded only when a pixel rule is set.
 */
import type { Translator } from '../../kit/i18n/messages.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { UploadWidgetOptions } from '../options.ts'
import { isWorkable } from '../reduce/reduction-plan.ts'
import type { RowError } from '../rows.ts'
import { kindOf, matchesFormat } from './file-kind.ts'
import { pixelSize } from './pixel-size.ts'
import { untouched, untouchedError } from './untouched.ts'

export type CheckOptions = Pick<
  UploadWidgetOptions,
  | 'clientAllowedFormats'
  | 'maxFileSize'
  | 'maxImageFileSize'
  | 'maxVideoFileSize'
  | 'maxRawFileSize'
  | 'minImageWidth'
  | 'minImageHeight'
  | 'maxImageWidth'
  | 'maxImageHeight'
  | 'validateMaxWidthHeight'
  | 'cropping'
  | 'reduceImages'
  | 'stripMetadata'
  | 'whenMetadataStays'
  | 'uploadParameters'
>

export interface CheckedFile {
  readonly file: File
  readonly error?: RowError
  readonly width?: number
  readonly height?: number
  /** The picture is larger than it may or should be, and is to be scaled down before it is sent. */
  readonly scaleTo?: { readonly width: number; readonly height: number }
}

const NONE = Number.POSITIVE_INFINITY

type Texts = Pick<Translator<UploadMessageKey>, 'text' | 'bytes'>

export async function checkFile(file: File, options: CheckOptions, texts: Texts): Promise<CheckedFile> {
  const refuse = (key: UploadMessageKey, values: RowError['values']): CheckedFile => ({
    file,
    error: { key, values, status: 0, message: texts.text(key, values), isRetryable: false },
  })
  if (!matchesFormat(file, options.clientAllowedFormats)) {
    return refuse('uploader.errors.allowed_formats', { allowed: options.clientAllowedFormats.join(', ') })
  }
  const stays = untouchedError(untouched(file, options), options, texts)
  if (stays) return { file, error: stays }
  if (file.size === 0) return refuse('uploader.errors.empty', {})
  // What is made smaller first is measured when it is.
  const tooLarge = options.reduceImages && isWorkable(file) ? undefined : sizeError(file, options, texts)
  if (tooLarge) return { file, error: tooLarge }
  if (kindOf(file) !== 'image' || !hasPixelRule(options)) return { file }

  const pixels = await pixelSize(file, { mustDecode: options.cropping })
  // What the browser cannot decode (HEIC, TIFF, PSD) is for the server to judge.
  if (!pixels) return { file }
  const { width, height, canBeScaled } = pixels
  const { minImageWidth = 0, minImageHeight = 0, maxImageWidth = NONE, maxImageHeight = NONE, reduceImages } = options
  if (width < minImageWidth || height < minImageHeight) {
    return refuse('uploader.errors.min_dimensions_validation', {
      width,
      height,
      minWidth: minImageWidth,
      minHeight: minImageHeight,
    })
  }
  const isOver = width > maxImageWidth || height > maxImageHeight
  if (isOver && (options.validateMaxWidthHeight || !canBeScaled)) {
    return refuse('uploader.errors.max_dimensions_validation', {
      width,
      height,
      maxWidth: options.maxImageWidth ?? '∞',
      maxHeight: options.maxImageHeight ?? '∞',
    })
  }
  const { maxWidth = NONE, maxHeight = NONE } = (canBeScaled && reduceImages) || {}
  const scale = Math.min(Math.min(maxImageWidth, maxWidth) / width, Math.min(maxImageHeight, maxHeight) / height)
  if (scale >= 1) return { file, width, height }
  const scaleTo = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
  return { file, ...scaleTo, scaleTo }
}

/** What a file is said to be, before anybody has looked into it. */
export type Claim = Pick<File, 'name' | 'size' | 'type'>

/** Also asked of what a picture has become before it is sent. */
export function sizeError(file: Claim, options: CheckOptions, texts: Texts): RowError | undefined {
  const limit = sizeLimit(file, options)
  if (limit === undefined || file.size <= limit) return undefined
  const values = { size: texts.bytes(file.size), allowed: texts.bytes(limit) }
  const key = 'uploader.errors.file_too_large'
  return { key, values, status: 0, message: texts.text(key, values), isRetryable: false }
}

/** Bytes that a file may have: the tightest of the general limit and the one of its kind. */
function sizeLimit(file: Claim, options: CheckOptions): number | undefined {
  const ofKind = { image: options.maxImageFileSize, video: options.maxVideoFileSize, audio: options.maxVideoFileSize }
  const kind = kindOf(file)
  const limits = [options.maxFileSize, kind === 'raw' ? options.maxRawFileSize : ofKind[kind]]
  const set = limits.filter((limit) => limit !== undefined)
  return set.length > 0 ? Math.min(...set) : undefined
}

/** Cropping needs the size as well. */
function hasPixelRule(options: CheckOptions): boolean {
  const { minImageWidth, minImageHeight, maxImageWidth, maxImageHeight, reduceImages } = options
  const rules = [
    minImageWidth,
    minImageHeight,
    maxImageWidth,
    maxImageHeight,
    reduceImages?.maxWidth,
    reduceImages?.maxHeight,
  ]
  return options.cropping || rules.some((rule) => rule !== undefined)
}
