/** What is wrong with a file of which only name, size and type are known: the rules that need no look into it. */
import { type Claim, sizeError } from '../checks/file-checks.ts'
import { matchesFormat } from '../checks/file-kind.ts'
import { complaintError, pageComplaint } from '../checks/page-checks.ts'
import type { UploadTexts } from '../messages/texts.ts'
import type { UploadWidgetOptions } from '../options.ts'
import type { RowError } from '../rows.ts'

export async function claimError(
  claim: Claim,
  options: UploadWidgetOptions,
  texts: UploadTexts,
): Promise<RowError | undefined> {
  if (!matchesFormat(claim, options.clientAllowedFormats)) {
    const values = { allowed: options.clientAllowedFormats.join(', ') }
    const key = 'uploader.errors.allowed_formats'
    return { key, values, status: 0, message: texts.text(key, values), isRetryable: false }
  }
  const tooLarge = sizeError(claim, options, texts)
  if (tooLarge) return tooLarge
  const complaint = await pageComplaint({ ...claim, remoteUrl: undefined }, options, 'add')
  return complaint === undefined ? undefined : complaintError(complaint, texts)
}
