/** Boxes of ISO base media files (ISO/IEC 14496-12 section 4.2) and of QuickTime, by their headers. */
import type { ByteSource } from './byte-source.ts'

export interface MediaBox {
  readonly type: string
  /** Of its header. */
  readonly start: number
  /** Of what is in it. */
  readonly content: number
  readonly end: number
}

/** More than any file of use has; a hostile one could have a box every 8 bytes. */
const MOST_BOXES = 20_000

/** Counts over the whole file, so that nesting multiplies nothing. */
export class BoxReader {
  readonly #source: ByteSource
  #left = MOST_BOXES

  constructor(source: ByteSource) {
    this.#source = source
  }

  /** Those that follow one another; ends where something is that is no box. */
  async *within(from: number, to: number): AsyncGenerator<MediaBox> {
    for (let at = from; at + 8 <= to; ) {
      this.#left -= 1
      if (this.#left < 0) throw new TooManyBoxesError()
      const head = await this.#source.read(at, 16)
      if (head.length < 8) return
      const short = head.readUInt32BE(0)
      const isLong = short === 1 && head.length === 16
      const size = isLong ? Number(head.readBigUInt64BE(8)) : short === 0 ? to - at : short
      const content = at + (isLong ? 16 : 8)
      if (size < content - at || at + size > to) return
      yield { type: head.toString('latin1', 4, 8), start: at, content, end: at + size }
      at += size
    }
  }
}

export class TooManyBoxesError extends Error {}
