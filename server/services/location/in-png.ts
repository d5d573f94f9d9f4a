/**
 * Locations in a PNG file: the chunks `eXIf` and `iTXt` with XMP, and the older "Raw profile" texts. Those, and what
 * cannot be read, become empty private chunks. Checksums are made anew.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const SIGNATURE = 8
const MOST_CHUNK = 16 * 1_048_576
const XMP_KEYWORD = 'XML:com.adobe.xmp'
const RAW_PROFILE = /^Raw profile type (exif|APP1|xmp)$/i
const ZLIB_HEADER = 2
/** A stored block without content, RFC 1951 section 3.2.4: at the beginning of a stream it stands on whole bytes. */
const EMPTY_BLOCK = Buffer.from([0x00, 0x00, 0x00, 0xff, 0xff])

export async function inPng(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  for (let at = SIGNATURE; at + 12 <= source.size; ) {
    const head = await source.read(at, 8)
    const length = head.readUInt32BE(0)
    const type = head.toString('latin1', 4, 8)
    if (CLEANERS[type] !== undefined) {
      if (length > MOST_CHUNK) throw locationError('png', `its chunk ${type} has ${length} bytes`)
      const chunk = await source.read(at + 4, 4 + length)
      const outcome = CLEANERS[type](chunk.subarray(4))
      if (outcome === 'unfit') emptied(chunk)
      if (outcome !== 'kept') patches.push({ position: at + 4, bytes: withChecksum(chunk) })
    }
    at += 12 + length
  }
  return patches
}

/** `unfit`: what is in the chunk cannot be kept. */
type Outcome = 'kept' | 'cleaned' | 'unfit'

/** By the type of the chunk; each works in place. */
const CLEANERS: Readonly<Record<string, (content: Buffer) => Outcome>> = {
  eXIf: (content) => told(cleanExif(content)),
  iTXt: cleanInternational,
  tEXt: cleanText,
  zTXt: cleanText,
}

function told(isChanged: boolean): Outcome {
  return isChanged ? 'cleaned' : 'kept'
}

function cleanInternational(content: Buffer): Outcome {
  const keywordEnd = content.indexOf(0)
  if (content.toString('latin1', 0, keywordEnd) !== XMP_KEYWORD) return 'kept'
  const languageEnd = content.indexOf(0, keywordEnd + 3)
  const translatedEnd = content.indexOf(0, languageEnd + 1)
  if (languageEnd < 0 || translatedEnd < 0) return 'unfit'
  const packet = content.subarray(translatedEnd + 1)
  return content[keywordEnd + 1] === 0 ? told(cleanXmp(packet)) : cleanCompressed(packet)
}

/** Compressed anew to the same length; what cannot be read may have a location. */
function cleanCompressed(packet: Buffer): Outcome {
  try {
    const text = inflateSync(packet, { maxOutputLength: MOST_CHUNK })
    if (!cleanXmp(text)) return 'kept'
    const stream = compressedTo(text, packet.length)
    stream?.copy(packet)
    return stream === null ? 'unfit' : 'cleaned'
  } catch {
    return 'unfit'
  }
}

/** What was blanked makes it shorter: empty blocks fill the stream up, and spaces what these cannot. */
function compressedTo(text: Buffer, length: number): Buffer | null {
  for (let more = 0; more < EMPTY_BLOCK.length; more++) {
    const padded = Buffer.concat([text, Buffer.alloc(more * 3, '\n ')])
    for (const level of [9, 6, 3, 1]) {
      const stream = deflateSync(padded, { level })
      const missing = length - stream.length
      if (missing < 0 || missing % EMPTY_BLOCK.length !== 0) continue
      const blocks = Buffer.concat(Array.from({ length: missing / EMPTY_BLOCK.length }, () => EMPTY_BLOCK))
      return Buffer.concat([stream.subarray(0, ZLIB_HEADER), blocks, stream.subarray(ZLIB_HEADER)])
    }
  }
  return null
}

function cleanText(content: Buffer): Outcome {
  return RAW_PROFILE.test(content.toString('latin1', 0, Math.max(0, content.indexOf(0)))) ? 'unfit' : 'kept'
}

/** A private chunk without meaning, which readers pass over. */
function emptied(chunk: Buffer): void {
  chunk.fill(0)
  chunk.write('fiLl', 'latin1')
}

function withChecksum(chunk: Buffer): Buffer {
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(chunk))
  return Buffer.concat([chunk, checksum])
}
