/**
 * EXIF, as far as a picture's way to the server touches it: which way up it is, where it was taken, and how large it says
 * it is. A block is a TIFF file (TIFF 6.0, Exif 2.32 §4.5): directories of 12-byte entries, offsets from its first byte.
 *
 * Changes keep every byte where it was, so that offsets that only the camera's maker knows still lead somewhere.
 * Bounded work: the four directories that matter are read once each, whatever the offsets say.
 */

const ORIENTATION = 0x0112
const EXIF_POINTER = 0x8769
const GPS_POINTER = 0x8825
const PIXEL_WIDTH = 0xa002
const PIXEL_HEIGHT = 0xa003
const ENTRY_BYTES = 12
const SHORT = 3
const LONG = 4
/** Bytes of one value, by the type's number. */
const VALUE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
}

interface Tiff {
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly isLittle: boolean
}

type Part = readonly [from: number, to: number]

interface Directory {
  readonly start: number
  readonly count: number
  /** Where the offset of the directory behind it stands. */
  readonly next: number
}

/** 1 to 8; 1 when the block does not say, or is no TIFF. */
export function orientationOf(block: Uint8Array): number {
  const tiff = read(block)
  const first = tiff && directoryAt(tiff, tiff.view.getUint32(4, tiff.isLittle))
  const entry = first && find(tiff, first, ORIENTATION)
  const value = entry === undefined ? 1 : tiff?.view.getUint16(entry + 8, tiff.isLittle)
  return value !== undefined && value >= 1 && value <= 8 ? value : 1
}

/** A block that says nothing but which way up the picture is. */
export function onlyOrientation(orientation: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(
    0x4d,
    0x4d,
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    1,
    0x12,
    0,
    SHORT,
    0,
    0,
    0,
    1,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
  )
}

/** The same without the place it was taken at: no pointer to it is left, and its bytes are zero. */
export function withoutLocation(block: Uint8Array): Uint8Array<ArrayBuffer> {
  const tiff = read(block.slice())
  if (!tiff) return onlyOrientation(orientationOf(block))
  const directories = directoriesOf(tiff)
  const kept = keptParts(directories)
  // Directories that lie in one another would change with each other.
  if (kept.some((part, index) => overlaps(part, kept.slice(0, index)))) return onlyOrientation(orientationOf(block))
  for (const directory of directories) {
    for (;;) {
      const current = directoryAt(tiff, directory.start)
      const pointer = current && find(tiff, current, GPS_POINTER)
      if (!current || pointer === undefined) break
      const places = directoryAt(tiff, tiff.view.getUint32(pointer + 8, tiff.isLittle))
      // What cannot be read cannot be made sure of.
      if (!places || !wipe(tiff, places, kept)) return onlyOrientation(orientationOf(block))
      removeEntry(tiff, current, pointer)
    }
  }
  // An offset into what was taken out leads to a directory that nobody has looked at.
  if (directoriesOf(tiff).length !== directories.length) return onlyOrientation(orientationOf(block))
  return tiff.bytes as Uint8Array<ArrayBuffer>
}

/**
 * For a copy whose pixels have been turned upright and scaled: the block of the original, with the new size, and without
 * the small picture of the old one. Undefined when it cannot be read.
 */
export function forCopy(
  block: Uint8Array,
  size: { readonly width: number; readonly height: number },
): Uint8Array<ArrayBuffer> | undefined {
  const tiff = read(block.slice())
  const first = tiff && directoryAt(tiff, tiff.view.getUint32(4, tiff.isLittle))
  if (!tiff || !first) return undefined
  tiff.view.setUint32(first.next, 0, tiff.isLittle)
  for (const directory of directoriesOf(tiff)) {
    for (const [tag, value] of [
      [ORIENTATION, 1],
      [PIXEL_WIDTH, size.width],
      [PIXEL_HEIGHT, size.height],
    ] as const) {
      const entry = find(tiff, directory, tag)
      if (entry === undefined) continue
      if (tiff.view.getUint16(entry + 2, tiff.isLittle) === LONG) tiff.view.setUint32(entry + 8, value, tiff.isLittle)
      else tiff.view.setUint16(entry + 8, value, tiff.isLittle)
    }
  }
  return tiff.bytes as Uint8Array<ArrayBuffer>
}

function read(bytes: Uint8Array): Tiff | undefined {
  if (bytes.length < 8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const order = view.getUint16(0)
  const isLittle = order === 0x4949
  if ((!isLittle && order !== 0x4d4d) || view.getUint16(2, isLittle) !== 42) return undefined
  return { bytes, view, isLittle }
}

/** Of the picture, of its small picture, and of the camera's settings in each. */
function directoriesOf(tiff: Tiff): Directory[] {
  const first = directoryAt(tiff, tiff.view.getUint32(4, tiff.isLittle))
  if (!first) return []
  const second = directoryAt(tiff, tiff.view.getUint32(first.next, tiff.isLittle))
  return [first, second].flatMap((directory) => {
    if (!directory) return []
    const pointer = find(tiff, directory, EXIF_POINTER)
    const inner = pointer === undefined ? undefined : directoryAt(tiff, tiff.view.getUint32(pointer + 8, tiff.isLittle))
    return inner ? [directory, inner] : [directory]
  })
}

function directoryAt(tiff: Tiff, start: number): Directory | undefined {
  if (start < 8 || start + 2 > tiff.bytes.length) return undefined
  const count = tiff.view.getUint16(start, tiff.isLittle)
  const next = start + 2 + count * ENTRY_BYTES
  return next + 4 <= tiff.bytes.length ? { start, count, next } : undefined
}

/** Where the entry of a tag begins. */
function find(tiff: Tiff, { start, count }: Directory, tag: number): number | undefined {
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * ENTRY_BYTES
    if (tiff.view.getUint16(entry, tiff.isLittle) === tag) return entry
  }
  return undefined
}

/** The header and the directories: what nothing that is wiped may lie in. */
function keptParts(directories: readonly Directory[]): Part[] {
  return [[0, 8], ...new Map(directories.map(({ start, next }) => [start, next + 4]))]
}

function overlaps([from, to]: Part, others: readonly Part[]): boolean {
  return others.some(([start, end]) => from < end && start < to)
}

/** Zeroes a directory and the values that it points to. False when they are more than there can be, or lie in what is kept. */
function wipe(tiff: Tiff, { start, count, next }: Directory, kept: readonly Part[]): boolean {
  const values: Part[] = [[start, next + 4]]
  let total = 0
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * ENTRY_BYTES
    const bytes = VALUE_BYTES[tiff.view.getUint16(entry + 2, tiff.isLittle)] ?? 0
    const length = bytes * tiff.view.getUint32(entry + 4, tiff.isLittle)
    const from = tiff.view.getUint32(entry + 8, tiff.isLittle)
    total += length
    if (bytes === 0 || total > tiff.bytes.length || (length > 4 && from + length > tiff.bytes.length)) return false
    if (length > 4) values.push([from, from + length])
  }
  if (values.some((value) => overlaps(value, kept))) return false
  for (const [from, to] of values) tiff.bytes.fill(0, from, to)
  return true
}

/** What follows in the directory moves up; the directory becomes one entry shorter. */
function removeEntry(tiff: Tiff, { start, count, next }: Directory, entry: number): void {
  tiff.bytes.copyWithin(entry, entry + ENTRY_BYTES, next + 4)
  tiff.bytes.fill(0, next + 4 - ENTRY_BYTES, next + 4)
  tiff.view.setUint16(start, count - 1, tiff.isLittle)
}
