/**
 * What the site's owner has to repair, found before the first request or read out of the server's refusal. Each is shown
 * in the widget with its fix, reported to the page as an error, and written to the console once.
 */
import type { Bases } from '../kit/api/base.ts'
import { ConnectionError } from '../kit/api/send-form.ts'
import { RefusedError } from '../kit/upload/upload-errors.ts'
import type { UploadWidgetOptions } from './options.ts'
import { isSigned } from './signing.ts'
import type { SetupProblem } from './store.ts'

type SetupOptions = Pick<
  UploadWidgetOptions,
  | 'cloudName'
  | 'uploadPreset'
  | 'getUploadPresets'
  | 'apiKey'
  | 'uploadSignature'
  | 'uploadSignatureTimestamp'
  | 'prepareUploadParams'
  | 'signatureEndpoint'
>

/** The server's short messages, as the wire contract has them. */
const REFUSALS: readonly (readonly [pattern: RegExp, code: SetupProblem['code']])[] = [
  [/^Upload preset not found/i, 'unknown_preset'],
  [/^Upload preset must be whitelisted/i, 'signed_preset'],
  [/^Upload preset must be specified/i, 'missing_preset'],
  [/^Invalid cloud_name/i, 'unknown_cloud'],
  [/^Unknown API key/i, 'unknown_key'],
  [/^Stale request/i, 'clock'],
]

/** What is missing before anything is sent. */
export function missingSetup(options: SetupOptions): SetupProblem | undefined {
  if (!options.cloudName) return { code: 'missing_cloud', values: {} }
  if (!isSigned(options)) {
    // People may choose one.
    return options.uploadPreset || options.getUploadPresets ? undefined : { code: 'missing_preset', values: {} }
  }
  // prepareUploadParams may bring the key itself.
  const mayBringKey = options.prepareUploadParams !== undefined || options.signatureEndpoint !== undefined
  return options.apiKey || mayBringKey ? undefined : { code: 'missing_key', values: {} }
}

/** What a failed upload says about the set-up; undefined when it is about the file. */
export function problemOf(
  error: unknown,
  options: SetupOptions,
  bases: Bases,
  hasEverAnswered: boolean,
): SetupProblem | undefined {
  if (error instanceof ConnectionError) {
    return hasEverAnswered
      ? undefined
      : {
          code: 'unreachable',
          values: { base: bases.apiBase, origin: typeof location === 'undefined' ? '' : location.origin },
        }
  }
  if (!(error instanceof RefusedError)) return undefined
  const code = REFUSALS.find(([pattern]) => pattern.test(error.message))?.[1]
  if (!code) return undefined
  const cloud = options.cloudName ?? ''
  const names: Partial<Record<SetupProblem['code'], string>> = {
    unknown_preset: options.uploadPreset ?? '',
    signed_preset: options.uploadPreset ?? '',
    unknown_cloud: cloud,
    unknown_key: options.apiKey ?? '',
  }
  return { code, values: { name: names[code] ?? '', cloud, base: bases.apiBase } }
}
