/**
 * Texts as bitmaps. Planning needs their size and rendering needs their pixels, often for many pictures with the same
 * text: each is set once and kept for a while.
 */
import { createHash } from 'node:crypto'
import type { Bitmap, Renderer } from '../../ports/renderer.ts'
import type { TextPicture } from '../../transformation/plan/plan-types.ts'
import { RecentlyUsed } from './recently-used.ts'
import { SharedFlights } from './shared-flights.ts'

const MAX_BYTES = 32 * 1024 ** 2

export class TextPictures {
  readonly #renderer: Renderer
  readonly #kept = new RecentlyUsed<Bitmap>({ maxSize: MAX_BYTES, sizeOf: (bitmap) => bitmap.data.length + 512 })
  readonly #flights = new SharedFlights<Bitmap>()

  constructor(renderer: Renderer) {
    this.#renderer = renderer
  }

  /** The bitmap belongs to the cache: not to be written to. */
  async bitmap(picture: TextPicture, signal?: AbortSignal): Promise<Bitmap> {
    const key = createHash('sha256').update(JSON.stringify(picture)).digest('base64')
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    const set = async (stop: AbortSignal) => {
      const bitmap = await this.#renderer.text(picture, { signal: stop })
      this.#kept.set(key, bitmap)
      return bitmap
    }
    return this.#flights.run(key, set, signal)
  }
}
