/**
 * Pixel size of a picture as the browser decodes it (turned as its EXIF says), and scaling it down.
 *
 * A GIF, SVG or animated picture would lose its nature on a canvas, so only still JPEG, PNG and WebP can be scaled.
 */

export interface PixelSize {
  readonly width: number
  readonly height: number
  readonly canBeScaled: boolean
}

const SCALABLE = new Set(['image/jpeg', 'image/png', 'image/webp'])
const QUALITY = 0.92

/** Undefined when the browser cannot decode it, or when it has no size of its own (some SVG). */
export async function pixelSize(file: File): Promise<PixelSize | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    bitmap.close()
    return { width, height, canBeScaled: SCALABLE.has(file.type) }
  } catch {
    return file.type === 'image/svg+xml' ? vectorSize(file) : undefined
  }
}

/** A smaller copy in the same format and with the same name. */
export async function scaledDown(file: File, to: { readonly width: number; readonly height: number }): Promise<File> {
  const bitmap = await createImageBitmap(file, {
    resizeWidth: to.width,
    resizeHeight: to.height,
    resizeQuality: 'high',
  })
  try {
    const canvas = document.createElement('canvas')
    canvas.width = to.width
    canvas.height = to.height
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, file.type, QUALITY))
    if (!blob) throw new Error(`${file.name} could not be scaled to ${to.width} by ${to.height}`)
    return new File([blob], file.name, { type: file.type, lastModified: file.lastModified })
  } finally {
    bitmap.close()
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
