/**
 * Where the GPS directory of an EXIF block lies: its entries, and the values that they point to. Offsets in the block are
 * relative to its first byte (TIFF 6.0, sections 2 and 4.6.6 of the Exif standard). Bounded: at most 2000 entries of a
 * directory are looked at, and nothing beyond the block.
 */
import type { Span } from './span.ts'

const GPS_DIRECTORY = 0x8825
const ENTRY_BYTES = 12
const MOST_ENTRIES = 2_000
/** Bytes of a value, by its type: BYTE, ASCII, SHORT, LONG, RATIONAL, and the signed and floating ones. */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]

/** The block begins with `II*\0` or `MM\0*`. */
export function isExifBlock(bytes: Buffer, at: number): boolean {
  const mark = bytes.toString('latin1', at, at + 4)
  return mark === 'II*\0' || mark === 'MM\0*'
}

export function exifLocation(bytes: Buffer, { start, end }: Span): readonly Span[] {
  const block = bytes.subarray(start, end)
  if (!isExifBlock(block, 0) || block.length < 8) return []
  const isLittle = block[0] === 0x49
  const u16 = (at: number) => (isLittle ? block.readUInt16LE(at) : block.readUInt16BE(at))
  const u32 = (at: number) => (isLittle ? block.readUInt32LE(at) : block.readUInt32BE(at))

  /** Offsets of the entries of a directory; none when it lies outside. */
  function entries(at: number): readonly number[] {
    if (at < 8 || at + 2 > block.length) return []
    const fitting = Math.floor((block.length - at - 2) / ENTRY_BYTES)
    const count = Math.min(u16(at), fitting, MOST_ENTRIES)
    return Array.from({ length: count }, (_, index) => at + 2 + index * ENTRY_BYTES)
  }

  /** Of the pictures of a file that has several, too. */
  function* directories(): Generator<number> {
    let at = u32(4)
    for (let seen = 0; seen < 100 && at !== 0; seen += 1) {
      yield at
      const found = entries(at)
      const next = (found.at(-1) ?? at + 2 - ENTRY_BYTES) + ENTRY_BYTES
      at = next + 4 <= block.length ? u32(next) : 0
    }
  }

  function* spans(): Generator<Span> {
    for (const directory of directories()) {
      for (const pointer of entries(directory).filter((entry) => u16(entry) === GPS_DIRECTORY)) {
        const gps = u32(pointer + 8)
        const found = entries(gps)
        for (const entry of found) {
          const length = (TYPE_BYTES[u16(entry + 2)] ?? 1) * u32(entry + 4)
          const value = u32(entry + 8)
          if (length > 4 && value + length <= block.length) yield { start: value, end: value + length }
        }
        // An empty directory, without one after it.
        if (found.length > 0) yield { start: gps, end: gps + 2 + found.length * ENTRY_BYTES }
      }
    }
  }
  return [...spans()].map((span) => ({ start: span.start + start, end: span.end + start }))
}
