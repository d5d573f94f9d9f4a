/** Boxes of ISO base media files (ISO/IEC 14496-12 section 4.2) and of QuickTime, by their headers. */
import type { ByteSource } from './byte-source.ts'
import { locationError } from './location-error.ts'

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
/** Bytes of metadata in one place. */
const MOST_METADATA = 16 * 1_048_576
/** Bytes in all places of a file together: several items may name the same bytes. */
const MOST_OF_ALL = 4 * MOST_METADATA

/**
 * Counts over the whole file, so that nesting multiplies nothing.
 * @throws InvalidParameterError when there is more than any file of use has
 */
export class BoxReader {
  readonly #source: ByteSource
  readonly #format: string
  #left = MOST_BOXES
  #metadataLeft = MOST_OF_ALL

  /** `format` is for messages. */
  constructor(source: ByteSource, format: string) {
    this.#source = source
    this.#format = format
  }

  /** Those that follow one another; ends where something is that is no box. */
  async *within(from: number, to: number): AsyncGenerator<MediaBox> {
    for (let at = from; at + 8 <= to; ) {
      this.#left -= 1
      if (this.#left < 0) throw locationError(this.#format, 'it has too many boxes')
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

  /** Fewer bytes when the file ends before. */
  async metadata(from: number, to: number): Promise<Buffer> {
    const length = Math.max(0, to - from)
    if (length > MOST_METADATA) throw locationError(this.#format, `it has ${length} bytes of metadata in one place`)
    this.#metadataLeft -= length
    if (this.#metadataLeft < 0) throw locationError(this.#format, `it has over ${MOST_OF_ALL} bytes of metadata`)
    return this.#source.read(from, length)
  }
}
