/**
 * Small local pictures for the rows: decoded off the main thread at the size they are shown, one at a time, so that fifty
 * photographs of a phone do not fill the memory. Every object URL is counted and given back.
 */
import { kindOf } from '../checks/file-kind.ts'

/** Twice the largest row picture, for dense screens. */
const EDGE_PIXELS = 144
/** Decoding needs four bytes a pixel; files over this are shown by an icon. */
const MAX_DECODED_BYTES = 60_000_000

export interface Previews {
  /** Resolves with an object URL, or undefined when there is nothing to show. */
  make(id: string, file: File): Promise<string | undefined>
  drop(ids: readonly string[]): void
  destroy(): void
}

export function createPreviews(): Previews {
  const urls = new Map<string, string>()
  let isAlive = true
  let queue: Promise<unknown> = Promise.resolve()

  const makeNow = async (id: string, file: File): Promise<string | undefined> => {
    if (!isAlive || kindOf(file) !== 'image' || file.size > MAX_DECODED_BYTES) return undefined
    const blob = file.type === 'image/svg+xml' ? file : await thumbnail(file)
    if (!isAlive || !blob) return undefined
    const url = URL.createObjectURL(blob)
    urls.set(id, url)
    return url
  }
  const revoke = (id: string): void => {
    const url = urls.get(id)
    if (url) URL.revokeObjectURL(url)
    urls.delete(id)
  }

  return {
    make(id, file) {
      const made = queue.then(() => makeNow(id, file))
      queue = made.catch(() => undefined)
      return made
    },
    drop: (ids) => ids.forEach(revoke),
    destroy() {
      isAlive = false
      for (const id of [...urls.keys()]) revoke(id)
    },
  }
}

/** The address, when there is a picture that this page may show. */
export async function pictureAt(address: string): Promise<string | undefined> {
  const image = new Image()
  image.referrerPolicy = 'no-referrer'
  image.src = address
  try {
    await image.decode()
    return address
  } catch {
    return undefined
  }
}

async function thumbnail(file: File): Promise<Blob | undefined> {
  try {
    const bitmap = await createImageBitmap(file)
    const edge = Math.min(bitmap.width, bitmap.height)
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = Math.min(EDGE_PIXELS, edge)
    const context = canvas.getContext('2d')
    if (context) context.imageSmoothingQuality = 'high'
    context?.drawImage(
      bitmap,
      (bitmap.width - edge) / 2,
      (bitmap.height - edge) / 2,
      edge,
      edge,
      0,
      0,
      canvas.width,
      canvas.height,
    )
    bitmap.close()
    return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', 0.8))) ?? undefined
  } catch {
    // Not a format of this browser: an icon is shown.
    return undefined
  }
}
