import type { Asset } from '../../domain/asset.ts'
import { UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { SourceFacts } from '../../transformation/plan/plan-types.ts'

/** Of a file that nobody here reads: enough to plan that it is delivered as it is, and to refuse the rest by name. */
export function unreadFacts({ resourceType, format, bytes, publicId }: Asset): SourceFacts {
  if (format === null) throw new UnsupportedFormatError(`A raw file cannot be transformed: ${publicId}`)
  return {
    resourceType,
    format,
    bytes,
    width: 0,
    height: 0,
    orientation: 1,
    hasAlpha: false,
    pages: 1,
    animated: false,
    fullFrameDecode: false,
    isUnread: true,
  }
}
