/** Who sends a request, as far as the API is concerned. */
import type { AccessKey } from '../../domain/access-key.ts'
import type { UploadPreset } from '../../domain/upload-preset.ts'

export type Principal =
  /** Knows an API secret: by a signature, or by Basic. */
  | { readonly kind: 'key'; readonly key: AccessKey }
  /** Knows the name of an unsigned upload preset. */
  | { readonly kind: 'preset'; readonly preset: UploadPreset }
  | { readonly kind: 'anonymous' }
