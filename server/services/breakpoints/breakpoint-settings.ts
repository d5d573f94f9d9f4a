/** `responsive_breakpoints` as read from a request: checked before anything is stored. */
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { ResourceType } from '../../domain/asset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { readStoredChain } from '../../transformation/stored-chain.ts'
import type { WidthRange } from './find-widths.ts'

export interface BreakpointSettings extends WidthRange {
  /** As sent; null when there is none. */
  readonly text: string | null
  /** Comes before the scaling; empty for none. */
  readonly transformation: string
  /** Null: that of the asset. */
  readonly format: string | null
  /** The files are kept as derived files of the asset. */
  readonly isDerived: boolean
}

/** @throws InvalidParameterError | TransformationError */
export function readBreakpoints(
  given: UploadParameters['responsiveBreakpoints'],
  kind: ResourceType,
): readonly BreakpointSettings[] {
  if (given !== undefined && given.length > 0 && kind !== 'image') {
    throw new InvalidParameterError(`Parameter responsive_breakpoints is for images, and this is a ${kind} file`)
  }
  return (given ?? []).map((one) => {
    const { min_width: minWidth, max_width: maxWidth, bytes_step: bytesStep, max_images: maxImages } = one
    if (minWidth > maxWidth) {
      throw new InvalidParameterError(
        `Invalid value for parameter responsive_breakpoints: min_width ${minWidth} is larger than max_width ${maxWidth}`,
      )
    }
    const { transformation, extension } = readStoredChain(one.transformation ?? '')
    return {
      minWidth,
      maxWidth,
      bytesStep,
      maxImages,
      text: one.transformation ?? null,
      transformation,
      format: one.format?.toLowerCase() || extension || null,
      isDerived: one.create_derived,
    }
  })
}
