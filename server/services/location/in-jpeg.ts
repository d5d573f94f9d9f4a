/**
 * Locations in a JPEG file: every EXIF and XMP segment, of the picture and of those that come after it in the same file
 * (previews, gain maps), and the video of a motion picture at its end. Inside coded pixels no marker can occur.
 */
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { inIsoMedia } from './in-iso-media.ts'
import { locationError } from './location-error.ts'

const WINDOW = 4_194_304
/** A segment with its marker is not longer. */
const LONGEST_SEGMENT = 65_537
const SEGMENT = Buffer.from([0xff, 0xe1])
const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const MORE_XMP = 'http://ns.adobe.com/xmp/extension/\0'
const KINDS = [EXIF, XMP, MORE_XMP].map((kind) => Buffer.from(kind, 'latin1'))
/** Digest, whole length and offset come before the part of an extended packet. */
const MORE_XMP_HEAD = MORE_XMP.length + 32 + 4 + 4
const MOST_XMP = 16 * 1_048_576
/** Segments may lie in one another, as those of a preview do; a hostile file has one in every few bytes. */
const MOST_TIMES = 4
const LEAST_WORK = 1_048_576

interface Part {
  readonly position: number
  readonly offset: number
  readonly bytes: Buffer
}

export async function inJpeg(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  const parts: Part[] = []
  for await (const { position, bytes } of segments(source)) {
    const kind = bytes.toString('latin1', 0, MORE_XMP.length)
    if (kind.startsWith(EXIF)) {
      const block = bytes.subarray(EXIF.length)
      if (cleanExif(block)) patches.push({ position: position + EXIF.length, bytes: block })
    } else if (kind.startsWith(XMP)) {
      const packet = bytes.subarray(XMP.length)
      if (cleanXmp(packet)) patches.push({ position: position + XMP.length, bytes: packet })
    } else if (kind === MORE_XMP && bytes.length > MORE_XMP_HEAD) {
      const offset = bytes.readUInt32BE(MORE_XMP_HEAD - 4)
      parts.push({ position: position + MORE_XMP_HEAD, offset, bytes: bytes.subarray(MORE_XMP_HEAD) })
    }
  }
  return [...patches, ...cleanParts(parts), ...(await inMotion(source))]
}

/** What is inside of each APP1 segment with EXIF or XMP. */
async function* segments(source: ByteSource): AsyncGenerator<{ readonly position: number; readonly bytes: Buffer }> {
  let left = MOST_TIMES * source.size + LEAST_WORK
  for (let start = 0; start < source.size; start += WINDOW) {
    const window = await source.read(start, WINDOW + LONGEST_SEGMENT)
    for (let at = window.indexOf(SEGMENT); at >= 0 && at < WINDOW; at = window.indexOf(SEGMENT, at + 2)) {
      if (at + 4 > window.length) break
      const end = Math.min(window.length, at + 2 + window.readUInt16BE(at + 2))
      if (end <= at + 4 || !isOfUse(window, at + 4)) continue
      left -= end - at
      if (left < 0) throw locationError('jpg', 'it has too many segments of metadata')
      yield { position: start + at + 4, bytes: Buffer.from(window.subarray(at + 4, end)) }
    }
  }
}

function isOfUse(window: Buffer, content: number): boolean {
  return KINDS.some(
    (kind) => window[content] === kind[0] && window.subarray(content, content + kind.length).equals(kind),
  )
}

/** A long packet is cut into parts anywhere, also in the middle of a name. */
function cleanParts(parts: Part[]): Patch[] {
  const sorted = parts.sort((a, b) => a.offset - b.offset)
  const packet = Buffer.concat(sorted.map(({ bytes }) => bytes))
  if (packet.length > MOST_XMP) throw locationError('jpg', `it has more than ${MOST_XMP} bytes of XMP`)
  if (packet.length === 0 || !cleanXmp(packet)) return []
  let from = 0
  return sorted.map(({ position, bytes }) => {
    const patch = { position, bytes: packet.subarray(from, from + bytes.length) }
    from += bytes.length
    return patch
  })
}

async function inMotion(source: ByteSource): Promise<readonly Patch[]> {
  const brand = Buffer.from('ftyp')
  for (let start = 0; start < source.size; start += WINDOW) {
    const window = await source.read(start, WINDOW + 8)
    for (let at = window.indexOf(brand); at >= 0 && at < WINDOW; at = window.indexOf(brand, at + 4)) {
      if (at < 4) continue
      const length = window.readUInt32BE(at - 4)
      if (length >= 16 && length <= 256) return inIsoMedia(source, { from: start + at - 4, format: 'jpg' })
    }
  }
  return []
}
