/**
 * The quality at which a JPEG was encoded, from its quantisation table for brightness: the scale against the table of
 * the standard's annex K, turned into a quality by the rule of the Independent JPEG Group's library.
 */
import { open } from 'node:fs/promises'

/** Annex K.1 in zigzag order. */
const STANDARD = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61,
  60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103, 62, 77, 113, 121,
  112, 100, 120, 92, 101, 103, 99,
]
/** Tables stand behind the metadata, which is seldom longer. */
const LOOKED_AT = 1_048_576
const [MARKER, TABLES, SCAN] = [0xff, 0xdb, 0xda]

/** 1..100; null when the beginning of the file has no such table. */
export async function jpegQuality(path: string): Promise<number | null> {
  const file = await open(path)
  try {
    const bytes = Buffer.alloc(LOOKED_AT)
    const { bytesRead } = await file.read(bytes, 0, LOOKED_AT, 0)
    const table = brightnessTable(bytes.subarray(0, bytesRead))
    return table === null ? null : qualityOf(table)
  } finally {
    await file.close()
  }
}

function brightnessTable(bytes: Buffer): readonly number[] | null {
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === MARKER) {
    const marker = bytes[at + 1]
    if (marker === SCAN) return null
    const length = bytes.readUInt16BE(at + 2)
    const table = marker === TABLES ? tableZero(bytes.subarray(at + 4, at + 2 + length)) : null
    if (table !== null) return table
    at += 2 + Math.max(2, length)
  }
  return null
}

/** One segment may hold several tables, each of 8 or 16 bits a value. */
function tableZero(segment: Buffer): readonly number[] | null {
  let at = 0
  while (at < segment.length) {
    const [bytes, id] = [(segment[at] as number) >> 4 === 0 ? 1 : 2, (segment[at] as number) & 15]
    const end = at + 1 + 64 * bytes
    if (end > segment.length) return null
    if (id === 0) return STANDARD.map((_, index) => segment.readUIntBE(at + 1 + index * bytes, bytes))
    at = end
  }
  return null
}

/** Values at the ends of the range were cut off by the encoder, and tell less about the scale. */
function qualityOf(table: readonly number[]): number {
  const scales = table.flatMap((value, index) =>
    value > 1 && value < 255 ? [(100 * value) / (STANDARD[index] as number)] : [],
  )
  if (scales.length === 0) return table[0] === 1 ? 100 : 1
  const scale = scales.reduce((sum, one) => sum + one, 0) / scales.length
  const quality = scale <= 100 ? 100 - scale / 2 : 5000 / scale
  return Math.min(100, Math.max(1, Math.round(quality)))
}
