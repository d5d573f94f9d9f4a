/** What is to be done with one picture before it is sent, decided from the options and from what the checks found. */
import type { CheckedFile } from '../checks/file-checks.ts'
import type { UploadWidgetOptions } from '../options.ts'

export interface ReductionPlan {
  /** Pixels as people see the picture. */
  readonly scaleTo?: { readonly width: number; readonly height: number }
  /** A rule asks for the size, or an area was chosen in it: the smaller picture counts even when its file is larger. */
  readonly hasToScale: boolean
  /** To compress it again; absent when only its size or its metadata matter. */
  readonly encode?: { readonly type?: string | undefined; readonly quality: number }
  readonly strip: 'nothing' | 'location' | 'all'
}

export type ReductionOptions = Pick<
  UploadWidgetOptions,
  'reduceImages' | 'stripMetadata' | 'maxImageWidth' | 'maxImageHeight' | 'validateMaxWidthHeight'
>

/** Formats that can be worked on; a GIF, a vector or a camera's raw file is sent as it is. */
const WORKABLE = /^image\/(?:jpeg|pjpeg|png|webp)$/

export function isWorkable(file: { readonly type: string }): boolean {
  return WORKABLE.test(file.type)
}

/** Undefined when the file is to be sent as it is. */
export function reductionPlan(
  { file, scaleTo, coordinates }: CheckedFile & { readonly coordinates?: string },
  { reduceImages, stripMetadata, maxImageWidth, maxImageHeight }: ReductionOptions,
): ReductionPlan | undefined {
  if (!isWorkable(file) || (!scaleTo && !reduceImages && stripMetadata === 'nothing')) return undefined
  return {
    ...(scaleTo ? { scaleTo } : {}),
    hasToScale:
      scaleTo !== undefined &&
      (maxImageWidth !== undefined || maxImageHeight !== undefined || coordinates !== undefined),
    ...(reduceImages ? { encode: { type: reduceImages.type, quality: reduceImages.quality } } : {}),
    strip: stripMetadata,
  }
}
