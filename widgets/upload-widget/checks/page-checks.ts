/** Runs the page's own checks (`validators`), which are loaded when there are some. */
import type { UploadTexts } from '../messages/texts.ts'
import type { FileToValidate, UploadWidgetOptions } from '../options.ts'
import type { RowError } from '../rows.ts'

/** A check of the page said no, right before the file was to be sent. */
export class PageCheckError extends Error {
  override readonly name = 'PageCheckError'
}

/** A file, or what is known of one that is not in this page. */
type Picked = File | (Pick<File, 'name' | 'size' | 'type'> & { readonly remoteUrl: string | undefined })

export async function pageComplaint(
  picked: Picked,
  { validators }: Pick<UploadWidgetOptions, 'validators'>,
  moment: 'add' | 'upload',
): Promise<string | undefined> {
  if (!validators || validators.length === 0) return undefined
  const { complaintAbout } = await import('./validators.ts')
  const { name, size, type } = picked
  const about: FileToValidate =
    'remoteUrl' in picked
      ? { file: undefined, remoteUrl: picked.remoteUrl, name, size, type }
      : { file: picked, remoteUrl: undefined, name, size, type }
  return complaintAbout(about, validators, moment)
}

export function complaintError(message: string, texts: Pick<UploadTexts, 'text'>): RowError {
  const key = 'uploader.errors.custom'
  return { key, values: { message }, status: 0, message: texts.text(key, { message }), isRetryable: false }
}
