/**
 * EXIF and XMP items of a HEIF file (ISO/IEC 23008-12): `iinf` tells which items there are, `iloc` where their bytes lie, in
 * the file or in `idat`.
 */
import type { BoxReader, MediaBox } from './boxes.ts'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const MOST_METADATA = 16 * 1_048_576
const MOST_ITEMS = 65_536

interface Within {
  /** What is in the `meta` box. */
  readonly content: number
  readonly end: number
  readonly format: string
}

interface Extent {
  readonly position: number
  readonly length: number
}

export async function inHeifItems(source: ByteSource, reader: BoxReader, within: Within): Promise<readonly Patch[]> {
  const { format } = within
  const boxes = new Map<string, MediaBox>()
  for await (const box of reader.within(within.content, within.end)) boxes.set(box.type, box)
  const [infos, locations, inner] = [boxes.get('iinf'), boxes.get('iloc'), boxes.get('idat')]
  if (infos === undefined || locations === undefined) return []
  const kinds = await itemKinds(infos)
  if (kinds.size === 0) return []
  const patches: Patch[] = []
  try {
    const places = readLocations(await limited(locations.content, locations.end), inner?.content ?? 0)
    for (const [item, kind] of kinds) patches.push(...(await cleanItem(kind, places.get(item) ?? [])))
  } catch (error) {
    if (error instanceof RangeError) throw locationError(format, 'its items cannot be found')
    throw error
  }
  return patches

  async function itemKinds(box: MediaBox): Promise<ReadonlyMap<number, 'exif' | 'xmp'>> {
    const found = new Map<number, 'exif' | 'xmp'>()
    const version = (await source.read(box.content, 1))[0]
    for await (const entry of reader.within(box.content + (version === 0 ? 6 : 8), box.end)) {
      if (entry.type !== 'infe') continue
      const bytes = await limited(entry.content, entry.end)
      const isWide = bytes[0] === 3
      const id = isWide ? bytes.readUInt32BE(4) : bytes.readUInt16BE(4)
      const rest = bytes.toString('latin1', isWide ? 10 : 8)
      if (rest.startsWith('Exif')) found.set(id, 'exif')
      else if (rest.startsWith('mime') && rest.includes('application/rdf+xml')) found.set(id, 'xmp')
    }
    return found
  }

  async function cleanItem(kind: 'exif' | 'xmp', extents: readonly Extent[]): Promise<readonly Patch[]> {
    const total = extents.reduce((sum, { length }) => sum + length, 0)
    if (total > MOST_METADATA) throw locationError(format, `it has ${total} bytes of metadata in one place`)
    const parts = await Promise.all(extents.map(({ position, length }) => source.read(position, length)))
    const bytes = Buffer.concat(parts)
    if (bytes.length < total) throw locationError(format, 'its metadata is cut off')
    // The block is preceded by the distance to its start, which leaves room for the prefix that JPEG uses.
    const isChanged = kind === 'xmp' ? cleanXmp(bytes) : cleanExif(bytes.subarray(4 + bytes.readUInt32BE(0)))
    if (!isChanged) return []
    let from = 0
    return extents.map(({ position, length }) => {
      from += length
      return { position, bytes: bytes.subarray(from - length, from) }
    })
  }

  async function limited(from: number, to: number): Promise<Buffer> {
    if (to - from > MOST_METADATA) throw locationError(format, `it has ${to - from} bytes of metadata in one place`)
    return source.read(from, Math.max(0, to - from))
  }
}

/** `iloc`, versions 0 to 2. @throws RangeError when it is cut off */
function readLocations(bytes: Buffer, dataPosition: number): ReadonlyMap<number, readonly Extent[]> {
  const version = bytes.readUInt8(0)
  const [sizes, moreSizes] = [bytes.readUInt8(4), bytes.readUInt8(5)]
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 4, sizes & 15, moreSizes >> 4, moreSizes & 15]
  let at = 6
  const number = (size: number): number => {
    at += size
    if (size === 0) return 0
    return size === 8 ? Number(bytes.readBigUInt64BE(at - 8)) : bytes.readUIntBE(at - size, size)
  }
  const count = number(version < 2 ? 2 : 4)
  if (count > MOST_ITEMS) throw new RangeError('too many items')
  const found = new Map<number, Extent[]>()
  for (let index = 0; index < count; index++) {
    const item = number(version < 2 ? 2 : 4)
    const construction = version === 0 ? 0 : number(2) & 15
    number(2)
    const base = number(baseSize) + (construction === 1 ? dataPosition : 0)
    const extents = Array.from({ length: number(2) }, () => {
      if (version > 0) number(indexSize)
      return { position: base + number(offsetSize), length: number(lengthSize) }
    })
    found.set(item, extents)
  }
  return found
}
