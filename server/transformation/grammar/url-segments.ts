/** The path of a delivery URL, cut at its slashes and decoded once, to be walked over from its start. */
import { TransformationError } from '../../errors/transformation-error.ts'
import { decodeOnce, hasControlCharacter } from './percent.ts'

/** Characters as received; all of them are ASCII. */
export const MAX_PATH_LENGTH = 8192

/** Walks over the segments; empty ones are skipped until the source begins. */
export class SegmentReader {
  readonly raw: readonly string[]
  readonly decoded: readonly string[]
  #next = 0

  constructor(path: string) {
    if (path.length > MAX_PATH_LENGTH) {
      throw new TransformationError({
        fault: 'limit',
        message: `The URL is too long: its path has ${path.length} characters, at most ${MAX_PATH_LENGTH} are allowed`,
      })
    }
    if (path.charCodeAt(0) !== SLASH) {
      throw new TransformationError({ fault: 'bad_path', message: 'Invalid path: expected it to start with a slash' })
    }
    this.raw = path.slice(1).split('/')
    this.decoded = path.includes('%') ? this.raw.map(decodeOnce) : this.raw
    if (hasControlCharacter(path.includes('%') ? this.decoded.join('') : path, 'line-breaks')) {
      throw new TransformationError({ fault: 'bad_path', message: 'Invalid path: expected no control characters' })
    }
  }

  /** How many segments are left, empty ones included. */
  get left(): number {
    return this.raw.length - this.#next
  }

  /** The next segment that is not empty; `undefined` when only the last segment is left and `keepLast`. */
  peek(keep = 0): string | undefined {
    while (this.left > 1 && this.decoded[this.#next] === '') this.#next++
    return this.left > keep ? this.decoded[this.#next] : undefined
  }

  /** The raw text of the segment that `peek` showed; moves on. */
  take(): string {
    return this.raw[this.#next++] ?? ''
  }

  /** All that is left, joined again. */
  rest(): { readonly raw: string; readonly decoded: string } {
    const raw = this.raw.slice(this.#next).join('/')
    return { raw, decoded: this.raw === this.decoded ? raw : this.decoded.slice(this.#next).join('/') }
  }
}

const SLASH = 0x2f
