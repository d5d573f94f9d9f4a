/**
 * What should be done to a file on the device and cannot be: only JPEG, PNG and WebP can be worked on there. Files that lie
 * elsewhere are never in this page.
 */
import type { UploadWidgetOptions } from '../options.ts'
import { isWorkable } from '../reduce/reduction-plan.ts'
import type { RowError } from '../rows.ts'
import { kindOf } from './file-kind.ts'

/** What stays in the file, the gravest first: where it was made, what else it tells, its size. */
export type Untouched = 'location' | 'metadata' | 'size'

export type UntouchedOptions = Pick<
  UploadWidgetOptions,
  'stripMetadata' | 'whenMetadataStays' | 'reduceImages' | 'uploadParameters'
>

/** Drawings know no place, and recordings of browsers are told none. */
const WITHOUT_PLACE = /^(?:image\/(?:svg\+xml|gif|bmp)|(?:video|audio)\/(?:webm|ogg|x-matroska))\b/

const ownRecordings = new WeakSet<object>()

/** A recording that was made in this page: there is nothing in it that the page does not know. */
export function ownRecording(file: File): File {
  ownRecordings.add(file)
  return file
}

/** @param file in this page, or what is known of one elsewhere */
export function untouched(
  file: { readonly name: string; readonly type: string },
  { stripMetadata, reduceImages, uploadParameters }: UntouchedOptions,
): Untouched | undefined {
  const kind = kindOf(file)
  if (kind === 'raw' || ownRecordings.has(file) || ('lastModified' in file && isWorkable(file))) return undefined
  // The server takes the place out, or refuses what it cannot take it out of.
  const isTakenThere = String(uploadParameters?.strip_location) === 'true'
  if (stripMetadata === 'location' && !isTakenThere && !WITHOUT_PLACE.test(file.type)) return 'location'
  if (stripMetadata === 'all') return 'metadata'
  return reduceImages && kind === 'image' && !WITHOUT_PLACE.test(file.type) ? 'size' : undefined
}

/** The refusal of a page that does not want such files. */
export function untouchedError(
  what: Untouched | undefined,
  { whenMetadataStays }: UntouchedOptions,
  texts: { text(key: RowError['key']): string },
): RowError | undefined {
  if (whenMetadataStays !== 'refuse' || what === undefined || what === 'size') return undefined
  const key = what === 'location' ? 'uploader.errors.keeps_location' : 'uploader.errors.keeps_metadata'
  return { key, values: {}, status: 0, message: texts.text(key), isRetryable: false }
}

/** What the row says of it. */
export function toldInRow(what: Untouched | undefined, { whenMetadataStays }: UntouchedOptions): Untouched | undefined {
  return whenMetadataStays === 'allow' && what !== 'size' ? undefined : what
}
