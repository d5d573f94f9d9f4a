/**
 * Locations in HEIC, AVIF, MP4 and QuickTime files: EXIF and XMP items of pictures; of films `©xyz` and `loci` in user
 * data, the location keys of QuickTime metadata, and XMP. What is removed from a film becomes free space. Telemetry in
 * tracks of their own is not looked at.
 */
import { BoxReader, type MediaBox } from './boxes.ts'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanXmp } from './clean-xmp.ts'
import { inHeifItems } from './in-heif-items.ts'
import { locationError } from './location-error.ts'

const PLACES = new Set(['\u00a9xyz', 'loci'])
const XMP_UUID = 'be7acfcb97a942e89c71999491e3afac'
/** Boxes that hold boxes in which there can be a place. */
const CONTAINERS = new Set(['moov', 'udta', 'trak', 'moof', 'traf'])
const DEEPEST = 8

export interface IsoMediaOptions {
  /** Where the first box is. */
  readonly from: number
  /** For messages. */
  readonly format: string
}

export async function inIsoMedia(source: ByteSource, { from, format }: IsoMediaOptions): Promise<readonly Patch[]> {
  const reader = new BoxReader(source, format)
  const patches: Patch[] = []
  await walk(from, source.size, 0)
  return patches

  async function walk(start: number, end: number, depth: number): Promise<void> {
    if (depth > DEEPEST) throw locationError(format, 'its boxes are nested too deeply')
    for await (const box of reader.within(start, end)) {
      if (PLACES.has(box.type)) patches.push(...(await freed(box)))
      else if (box.type === 'meta') await metadata(box, depth)
      else if (box.type === 'uuid' || box.type === 'XMP_') await packet(box)
      else if (CONTAINERS.has(box.type)) await walk(box.content, box.end, depth + 1)
    }
  }

  async function metadata(box: MediaBox, depth: number): Promise<void> {
    const content = (await isFullBox(box)) ? box.content + 4 : box.content
    let keys: readonly number[] = []
    for await (const inner of reader.within(content, box.end)) {
      if (inner.type === 'keys') keys = await placeKeys(inner)
      else if (inner.type === 'ilst') await values(inner, keys)
      else if (inner.type === 'iinf')
        patches.push(...(await inHeifItems(source, reader, { content, end: box.end, format })))
      else if (CONTAINERS.has(inner.type)) await walk(inner.content, inner.end, depth + 1)
    }
  }

  /** In QuickTime it has no version, and begins with its handler. */
  async function isFullBox({ content }: MediaBox): Promise<boolean> {
    const head = await source.read(content, 8)
    return head.toString('latin1', 4, 8) !== 'hdlr'
  }

  /** Numbers, from 1, of the keys that name a location. */
  async function placeKeys(box: MediaBox): Promise<readonly number[]> {
    const bytes = await reader.metadata(box.content + 8, box.end)
    const found: number[] = []
    for (let at = 0, number = 1; at + 8 <= bytes.length; number++) {
      const size = bytes.readUInt32BE(at)
      if (size < 8) break
      if (/location|gps/i.test(bytes.toString('latin1', at + 8, at + size))) found.push(number)
      at += size
    }
    return found
  }

  async function values(box: MediaBox, keys: readonly number[]): Promise<void> {
    for await (const value of reader.within(box.content, box.end)) {
      const key = Buffer.from(value.type, 'latin1').readUInt32BE(0)
      if (keys.includes(key) || PLACES.has(value.type)) patches.push(...(await freed(value)))
    }
  }

  async function packet(box: MediaBox): Promise<void> {
    const isUuid = box.type === 'uuid'
    if (isUuid && (await source.read(box.content, 16)).toString('hex') !== XMP_UUID) return
    const position = isUuid ? box.content + 16 : box.content
    const bytes = await reader.metadata(position, box.end)
    if (cleanXmp(bytes)) patches.push({ position, bytes })
  }

  async function freed(box: MediaBox): Promise<readonly Patch[]> {
    const bytes = await reader.metadata(box.content, box.end)
    return [
      { position: box.start + 4, bytes: Buffer.from('free') },
      { position: box.content, bytes: bytes.fill(0) },
    ]
  }
}
