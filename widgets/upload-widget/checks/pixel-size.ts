/**
 * Pixel size of a picture as the browser shows it (turned as its EXIF says).
 *
 * The beginning of the file says it in most cases, so that hundreds of photographs are not decoded for it. A GIF, SVG or
 * moving picture would lose its nature on a canvas, so only still JPEG, PNG and WebP can be scaled.
 */
import { isWorkable } from '../reduce/reduction-plan.ts'

export interface PixelSize {
  readonly width: number
  readonly height: number
  readonly canBeScaled: boolean
}

/** Where the header ends in most files, and in almost all: profiles and small pictures stand in front of the frame. */
const HEADER_BYTES = [32_768, 262_144]

/**
 * Undefined when the browser cannot decode it, or when it has no size of its own (some SVG).
 *
 * @param mustDecode also finds out whether the browser can show the picture
 */
export async function pixelSize(
  file: File,
  { mustDecode }: { readonly mustDecode: boolean },
): Promise<PixelSize | undefined> {
  const header = isWorkable(file) ? await headerOf(file) : undefined
  const canBeScaled = header ? !header.isAnimated : isWorkable(file)
  // Browsers disagree about turned PNG and WebP files.
  if (header && !mustDecode && (header.orientation === 1 || header.type === 'image/jpeg')) {
    const { width, height, orientation } = header
    return orientation >= 5 ? { width: height, height: width, canBeScaled } : { width, height, canBeScaled }
  }
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height, canBeScaled }
  } catch {
    return file.type === 'image/svg+xml' ? vectorSize(file) : undefined
  }
}

async function headerOf(file: File) {
  try {
    const { describePicture } = await import('../reduce/picture-header.ts')
    for (const bytes of HEADER_BYTES) {
      const header = describePicture(new Uint8Array(await file.slice(0, bytes).arrayBuffer()))
      if (header || file.size <= bytes) return header
    }
    return undefined
  } catch {
    // Not loaded, or the file is gone: decoding tells.
    return undefined
  }
}

async function vectorSize(file: File): Promise<PixelSize | undefined> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return image.naturalWidth > 0
      ? { width: image.naturalWidth, height: image.naturalHeight, canBeScaled: false }
      : undefined
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}
