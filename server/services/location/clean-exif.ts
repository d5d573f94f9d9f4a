/**
 * Removes the GPS directory from an EXIF block (TIFF 6.0, EXIF 2.32 section 4.6.3) without moving anything: offsets in
 * notes of camera makers stay true. Its values and the directory are zeroed, and the entry that pointed to it is closed
 * up. What cannot be read is emptied: it may hide one.
 */
import { cleanXmp } from './clean-xmp.ts'

const [GPS, EXIF, SUB_DIRECTORIES, XMP] = [0x8825, 0x8769, 0x014a, 0x02bc]
/** Bytes of a value, by its type. */
const SIZES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4]
const ENTRY = 12
const MOST_DIRECTORIES = 64
const LEAST_WORK = 65_536

class BrokenExifError extends Error {}

/** In place; true when something was changed. */
export function cleanExif(block: Buffer): boolean {
  try {
    return new ExifBlock(block).clean()
  } catch (error) {
    if (!(error instanceof BrokenExifError || error instanceof RangeError)) throw error
    empty(block)
    return true
  }
}

/** @throws when the file cannot be read as TIFF; then nothing was changed */
export function cleanTiff(file: Buffer): boolean {
  const copy = Buffer.from(file)
  const isChanged = new ExifBlock(copy).clean()
  if (isChanged) copy.copy(file)
  return isChanged
}

/** A block with a directory that has no entries. */
function empty(block: Buffer): void {
  block.fill(0)
  Buffer.from('MM\0*\0\0\0\x08', 'latin1').copy(block)
}

class ExifBlock {
  readonly #block: Buffer
  readonly #isLittle: boolean
  /** Bytes that may still be looked at or moved: entries of a hostile block may all name the same ones. */
  #left: number
  #isChanged = false

  constructor(block: Buffer) {
    this.#block = block
    this.#left = 8 * block.length + LEAST_WORK
    const order = block.toString('latin1', 0, 2)
    if (order !== 'II' && order !== 'MM') throw new BrokenExifError('no byte order')
    this.#isLittle = order === 'II'
    if (this.#short(2) !== 42) throw new BrokenExifError('no TIFF')
  }

  clean(): boolean {
    // What is added to a set while it is gone through comes last.
    const directories = new Set([this.#long(4)])
    for (const at of directories) {
      if (at === 0) continue
      for (const further of this.#directory(at)) directories.add(further)
      if (directories.size > MOST_DIRECTORIES) throw new BrokenExifError('too many directories')
    }
    return this.#isChanged
  }

  /** Cleans one, and tells where the next and the nested ones are. */
  #directory(start: number): number[] {
    const further: number[] = []
    let count = this.#short(start)
    for (let index = 0; index < count; ) {
      const entry = start + 2 + index * ENTRY
      const tag = this.#short(entry)
      if (tag === GPS) {
        this.#erase(this.#long(entry + 8))
        this.#closeUp(start, index, count)
        count -= 1
        continue
      }
      if (tag === EXIF) further.push(this.#long(entry + 8))
      if (tag === SUB_DIRECTORIES) further.push(...this.#pointers(entry))
      if (tag === XMP) this.#packet(entry)
      index += 1
    }
    const next = start + 2 + count * ENTRY
    // Some writers leave out the pointer to the next directory at the end of the block.
    return next + 4 <= this.#block.length ? [...further, this.#long(next)] : further
  }

  #erase(start: number): void {
    const count = this.#short(start)
    this.#spend(count * ENTRY)
    for (let index = 0; index < count; index++) {
      const { place, bytes, isInside } = this.#value(start + 2 + index * ENTRY)
      if (!isInside) {
        this.#spend(bytes)
        this.#block.fill(0, place, place + bytes)
      }
    }
    this.#block.fill(0, start, start + 2 + count * ENTRY)
    this.#isChanged = true
  }

  /** Later entries, and the pointer behind them, move up by one. */
  #closeUp(start: number, index: number, count: number): void {
    const from = start + 2 + index * ENTRY
    const end = Math.min(start + 2 + count * ENTRY + 4, this.#block.length)
    this.#spend(Math.max(0, end - from))
    this.#block.copyWithin(from, from + ENTRY, end)
    this.#block.fill(0, Math.max(from, end - ENTRY), end)
    if (this.#isLittle) this.#block.writeUInt16LE(count - 1, start)
    else this.#block.writeUInt16BE(count - 1, start)
    this.#isChanged = true
  }

  #packet(entry: number): void {
    const { place, bytes } = this.#value(entry)
    this.#spend(bytes)
    if (cleanXmp(this.#block.subarray(place, place + bytes))) this.#isChanged = true
  }

  #pointers(entry: number): number[] {
    const { place, bytes } = this.#value(entry)
    const count = Math.min(MOST_DIRECTORIES, Math.floor(bytes / 4))
    this.#spend(count * 4)
    return Array.from({ length: count }, (_, index) => this.#long(place + index * 4))
  }

  #spend(bytes: number): void {
    this.#left -= bytes
    if (this.#left < 0) throw new BrokenExifError('entries that name the same bytes again and again')
  }

  #value(entry: number): { readonly place: number; readonly bytes: number; readonly isInside: boolean } {
    const bytes = (SIZES[this.#short(entry + 2)] ?? 1) * this.#long(entry + 4)
    const isInside = bytes <= 4
    const place = isInside ? entry + 8 : this.#long(entry + 8)
    if (place + bytes > this.#block.length) throw new BrokenExifError('a value outside of the block')
    return { place, bytes, isInside }
  }

  #short(at: number): number {
    return this.#isLittle ? this.#block.readUInt16LE(at) : this.#block.readUInt16BE(at)
  }

  #long(at: number): number {
    return this.#isLittle ? this.#block.readUInt32LE(at) : this.#block.readUInt32BE(at)
  }
}
