/**
 * EXIF and XMP items of a HEIF file (ISO/IEC 23008-12): `iinf` tells which items there are, `iloc` where their bytes lie, in
 * the file or in `idat`.
 */
import type { BoxReader, MediaBox } from './boxes.ts'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

/** Parts that the bytes of all items lie in; one without a length takes no room in the table. */
const MOST_EXTENTS = 65_536

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
  const places = readLocations(await reader.metadata(locations.content, locations.end), inner?.content ?? 0)
  const patches: Patch[] = []
  for (const [item, kind] of kinds) patches.push(...(await cleanItem(kind, places.get(item) ?? [])))
  return patches

  async function itemKinds(box: MediaBox): Promise<ReadonlyMap<number, 'exif' | 'xmp'>> {
    const found = new Map<number, 'exif' | 'xmp'>()
    const version = (await source.read(box.content, 1))[0]
    for await (const entry of reader.within(box.content + (version === 0 ? 6 : 8), box.end)) {
      if (entry.type !== 'infe') continue
      const bytes = await reader.metadata(entry.content, entry.end)
      const isWide = bytes[0] === 3
      const id = isWide ? bytes.readUInt32BE(4) : bytes.readUInt16BE(4)
      const rest = bytes.toString('latin1', isWide ? 10 : 8)
      if (rest.startsWith('Exif')) found.set(id, 'exif')
      else if (rest.startsWith('mime') && rest.includes('application/rdf+xml')) found.set(id, 'xmp')
    }
    return found
  }

  async function cleanItem(kind: 'exif' | 'xmp', extents: readonly Extent[]): Promise<readonly Patch[]> {
    const parts: Buffer[] = []
    for (const { position, length } of extents) {
      const part = await reader.metadata(position, position + length)
      if (part.length < length) throw locationError(format, 'its metadata is cut off')
      parts.push(part)
    }
    const bytes = Buffer.concat(parts)
    if (bytes.length === 0) return []
    // The block is preceded by the distance to its start, which leaves room for the prefix that JPEG uses.
    const isChanged = kind === 'xmp' ? cleanXmp(bytes) : cleanExif(bytes.subarray(4 + bytes.readUInt32BE(0)))
    if (!isChanged) return []
    let from = 0
    return extents.map(({ position, length }) => {
      from += length
      return { position, bytes: bytes.subarray(from - length, from) }
    })
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
  let left = MOST_EXTENTS
  const found = new Map<number, Extent[]>()
  for (let index = 0; index < count; index++) {
    const item = number(version < 2 ? 2 : 4)
    const construction = version === 0 ? 0 : number(2) & 15
    number(2)
    const base = number(baseSize) + (construction === 1 ? dataPosition : 0)
    const parts = number(2)
    left -= parts
    if (left < 0) throw new RangeError('too many parts')
    const extents = Array.from({ length: parts }, () => {
      if (version > 0) number(indexSize)
      return { position: base + number(offsetSize), length: number(lengthSize) }
    })
    found.set(item, extents)
  }
  return found
}
