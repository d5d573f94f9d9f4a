/**
 * Makes the copy of one picture that is sent: scaled, turned upright, compressed again, or only without what its metadata
 * tell. Runs in a worker, and in the page where there is none.
 *
 * The copy is taken only when it is worth it: a file that is not a tenth smaller after compressing it again is sent as it
 * was picked. Moving pictures and other formats are never touched. Colours stay within Display P3 when the picture has
 * that profile; other profiles become sRGB. A JPEG's copy keeps the EXIF of its original.
 */
import { strippedJpeg, withExifOf } from './jpeg-metadata.ts'
import { type DescribedPicture, describePicture, hasWideColours, type WorkableType } from './picture-header.ts'
import { strippedPng } from './png-metadata.ts'
import type { ReductionPlan } from './reduction-plan.ts'
import { strippedWebp } from './webp-metadata.ts'

export interface ReducedPicture {
  readonly blob: Blob
  /** `unsafe`: metadata should have gone, and the file could not be read well enough to take them out. */
  readonly outcome: 'copied' | 'stripped' | 'unchanged' | 'unsafe'
}

/** Memory for the bytes and four bytes a pixel: larger ones are sent as they are. */
const MAX_BYTES = 250_000_000
const MAX_PIXELS = 150_000_000
/** Of pictures that only have to fit: what browsers use for a good copy. */
const DEFAULT_QUALITY = 0.92
/** Compressing again always loses a little; it has to win something. */
const WORTH_IT = 0.9

const STRIPPERS = { 'image/jpeg': strippedJpeg, 'image/png': strippedPng, 'image/webp': strippedWebp }

/** @throws Error when the picture has to be scaled and cannot be decoded */
export async function reducePicture(file: Blob, plan: ReductionPlan): Promise<ReducedPicture> {
  if (file.size > MAX_BYTES) return untouched(file, plan)
  const bytes = new Uint8Array(await file.arrayBuffer())
  const header = describePicture(bytes)
  if (!header) return untouched(file, plan)
  if (header.isAnimated) return withoutMetadata(file, bytes, header, plan)

  const copy = await copyOf(file, bytes, header, plan)
  if (copy && isWorthIt(copy, file, plan)) return { blob: copy, outcome: 'copied' }
  return withoutMetadata(file, bytes, header, plan)
}

function untouched(blob: Blob, { strip, hasToScale }: ReductionPlan): ReducedPicture {
  if (hasToScale) throw new Error('This picture could not be scaled')
  return { blob, outcome: strip === 'nothing' ? 'unchanged' : 'unsafe' }
}

function isWorthIt(copy: Blob, file: Blob, { scaleTo, hasToScale }: ReductionPlan): boolean {
  return hasToScale || copy.size < file.size * (scaleTo ? 1 : WORTH_IT)
}

function withoutMetadata(
  file: Blob,
  bytes: Uint8Array<ArrayBuffer>,
  { type }: DescribedPicture,
  { strip }: ReductionPlan,
): ReducedPicture {
  if (strip === 'nothing') return { blob: file, outcome: 'unchanged' }
  const parts = STRIPPERS[type](bytes, strip)
  return parts ? { blob: new Blob(parts, { type }), outcome: 'stripped' } : { blob: file, outcome: 'unsafe' }
}

/** Undefined when there is nothing to win, or the browser cannot do it and need not. */
async function copyOf(
  file: Blob,
  bytes: Uint8Array<ArrayBuffer>,
  header: DescribedPicture,
  plan: ReductionPlan,
): Promise<Blob | undefined> {
  const type = targetType(header, plan)
  // Compressing a PNG again as a PNG wins nothing that a browser could.
  if (!plan.scaleTo && (!plan.encode || (type === 'image/png' && header.type === 'image/png'))) return undefined
  if (header.width * header.height > MAX_PIXELS) return undefinedUnlessNeeded(plan)
  try {
    const encoded = await encode(file, header, plan, type)
    if (encoded.type !== type) return undefinedUnlessNeeded(plan)
    if (type !== 'image/jpeg' || header.type !== 'image/jpeg') return encoded
    const copy = new Uint8Array(await encoded.arrayBuffer())
    return new Blob(withExifOf(bytes, copy, plan.scaleTo ?? upright(header), plan.strip), { type })
  } catch (error) {
    if (plan.hasToScale) throw new Error('This picture could not be scaled', { cause: error })
    return undefined
  }
}

function undefinedUnlessNeeded({ hasToScale }: ReductionPlan): undefined {
  if (hasToScale) throw new Error('This picture could not be scaled')
  return undefined
}

/** What may be transparent stays in a format that can be. */
function targetType({ type, mayBeTransparent }: DescribedPicture, { encode: asked }: ReductionPlan): WorkableType {
  const wanted = (asked?.type ?? type) as WorkableType
  return wanted === 'image/jpeg' && mayBeTransparent ? type : wanted
}

async function encode(file: Blob, header: DescribedPicture, plan: ReductionPlan, type: string): Promise<Blob> {
  const { scaleTo } = plan
  const bitmap = await createImageBitmap(
    file,
    scaleTo ? { resizeWidth: scaleTo.width, resizeHeight: scaleTo.height, resizeQuality: 'high' } : {},
  )
  try {
    const canvas = canvasOf(bitmap.width, bitmap.height)
    const context = canvas.getContext('2d', { colorSpace: hasWideColours(header) ? 'display-p3' : 'srgb' }) as
      | CanvasRenderingContext2D
      | OffscreenCanvasRenderingContext2D
      | null
    if (!context) throw new Error('This browser has no canvas to draw on')
    context.drawImage(bitmap, 0, 0)
    return await blobOf(canvas, type, plan.encode?.quality ?? DEFAULT_QUALITY)
  } finally {
    bitmap.close()
  }
}

function canvasOf(width: number, height: number): OffscreenCanvas | HTMLCanvasElement {
  if (typeof OffscreenCanvas !== 'undefined') return new OffscreenCanvas(width, height)
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas
}

async function blobOf(canvas: OffscreenCanvas | HTMLCanvasElement, type: string, quality: number): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type, quality })
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality))
  if (!blob) throw new Error('The browser could not write the picture')
  return blob
}

function upright({ width, height, orientation }: DescribedPicture): { width: number; height: number } {
  return orientation >= 5 ? { width: height, height: width } : { width, height }
}
