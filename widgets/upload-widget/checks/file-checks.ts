/**
 * What a picked file has to satisfy before any request: type, size, pixels. The first broken rule is the answer, with the
 * numbers in it. Cheap rules come first; a picture is decoded only when a pixel rule is set.
 */
import type { Translator } from '../../kit/i18n/messages.ts'
import type { UploadMessageKey } from '../messages/texts.ts'
import type { UploadWidgetOptions } from '../options.ts'
import type { RowError } from '../rows.ts'
import { kindOf, matchesFormat } from './file-kind.ts'
import { pixelSize } from './pixel-size.ts'

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
>

export interface CheckedFile {
  readonly file: File
  readonly error?: RowError
  readonly width?: number
  readonly height?: number
  /** The picture is over the maximum and is to be scaled down before it is sent. */
  readonly scaleTo?: { readonly width: number; readonly height: number }
}

type Texts = Pick<Translator<UploadMessageKey>, 'text' | 'bytes'>

export async function checkFile(file: File, options: CheckOptions, texts: Texts): Promise<CheckedFile> {
  const refuse = (key: UploadMessageKey, values: RowError['values']): CheckedFile => ({
    file,
    error: { key, values, status: 0, message: texts.text(key, values), isRetryable: false },
  })
  if (!matchesFormat(file, options.clientAllowedFormats)) {
    return refuse('uploader.errors.allowed_formats', { allowed: options.clientAllowedFormats.join(', ') })
  }
  if (file.size === 0) return refuse('uploader.errors.empty', {})
  const limit = sizeLimit(file, options)
  if (limit !== undefined && file.size > limit) {
    return refuse('uploader.errors.file_too_large', { size: texts.bytes(file.size), allowed: texts.bytes(limit) })
  }
  if (kindOf(file) !== 'image' || !hasPixelRule(options)) return { file }

  const pixels = await pixelSize(file)
  // What the browser cannot decode (HEIC, TIFF, PSD) is for the server to judge.
  if (!pixels) return { file }
  const { width, height } = pixels
  const { minImageWidth = 0, minImageHeight = 0, maxImageWidth, maxImageHeight } = options
  if (width < minImageWidth || height < minImageHeight) {
    return refuse('uploader.errors.min_dimensions_validation', {
      width,
      height,
      minWidth: minImageWidth,
      minHeight: minImageHeight,
    })
  }
  const maxWidth = maxImageWidth ?? Number.POSITIVE_INFINITY
  const maxHeight = maxImageHeight ?? Number.POSITIVE_INFINITY
  if (width <= maxWidth && height <= maxHeight) return { file, width, height }
  const scale = Math.min(maxWidth / width, maxHeight / height)
  if (options.validateMaxWidthHeight || !pixels.canBeScaled) {
    return refuse('uploader.errors.max_dimensions_validation', {
      width,
      height,
      maxWidth: maxImageWidth ?? '∞',
      maxHeight: maxImageHeight ?? '∞',
    })
  }
  const scaleTo = { width: Math.max(1, Math.floor(width * scale)), height: Math.max(1, Math.floor(height * scale)) }
  return { file, ...scaleTo, scaleTo }
}

/** Bytes that a file may have: the tightest of the general limit and the one of its kind. */
function sizeLimit(file: File, options: CheckOptions): number | undefined {
  const ofKind = { image: options.maxImageFileSize, video: options.maxVideoFileSize, audio: options.maxVideoFileSize }
  const kind = kindOf(file)
  const limits = [options.maxFileSize, kind === 'raw' ? options.maxRawFileSize : ofKind[kind]]
  const set = limits.filter((limit) => limit !== undefined)
  return set.length > 0 ? Math.min(...set) : undefined
}

/** Cropping needs the size as well. */
function hasPixelRule(options: CheckOptions): boolean {
  const { minImageWidth, minImageHeight, maxImageWidth, maxImageHeight } = options
  const rules = [minImageWidth, minImageHeight, maxImageWidth, maxImageHeight]
  return options.cropping || rules.some((rule) => rule !== undefined)
}
