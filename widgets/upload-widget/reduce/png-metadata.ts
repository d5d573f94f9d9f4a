/**
 * Takes out of a PNG file (W3C PNG, third edition, §11) what tells more than the picture. `location`: the GPS directory of
 * EXIF, texts that name a place, and raw profiles, whose content is packed. `all`: every text, EXIF and the time of the
 * last change. Which way up the picture is stays. What follows the last chunk goes.
 */
import { onlyOrientation, orientationOf, withoutLocation } from './exif.ts'
import type { PictureHeader, Stripped } from './jpeg-metadata.ts'
import { namesPlace } from './places.ts'

interface Chunk {
  readonly type: string
  /** Length, type, content and check sum. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly content: Uint8Array<ArrayBuffer>
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt'])
const TELLING: ReadonlySet<string> = new Set([...TEXTS, 'eXIf', 'tIME'])
/** Colour types 4 and 6 have alpha. */
const ALPHA_BIT = 4

/** Parts of the new file; undefined when this is no PNG file, or a broken one. */
export function strippedPng(bytes: Uint8Array<ArrayBuffer>, what: Stripped): Uint8Array<ArrayBuffer>[] | undefined {
  const chunks = readPng(bytes, 'IEND')
  if (!chunks) return undefined
  const kept = chunks.flatMap((chunk) => {
    if (chunk.type === 'eXIf') return exifChunk(chunk.content, what)
    if (what === 'all') return TELLING.has(chunk.type) ? [] : [chunk.bytes]
    return TEXTS.has(chunk.type) && mayNamePlace(chunk) ? [] : [chunk.bytes]
  })
  return [bytes.subarray(0, SIGNATURE.length), ...kept]
}

/** What the header says; undefined when it is no PNG file, or one that ends in front of the picture. */
export function describePng(bytes: Uint8Array<ArrayBuffer>): PictureHeader | undefined {
  const chunks = readPng(bytes, 'IDAT')
  const content = (type: string): Uint8Array | undefined => chunks?.find((chunk) => chunk.type === type)?.content
  const [header, profile, exif] = [content('IHDR'), content('iCCP'), content('eXIf')]
  if (!header || header.length < 13) return undefined
  const size = new DataView(header.buffer, header.byteOffset)
  return {
    width: size.getUint32(0),
    height: size.getUint32(4),
    orientation: exif ? orientationOf(exif) : 1,
    isAnimated: content('acTL') !== undefined,
    mayBeTransparent: ((header[9] ?? 0) & ALPHA_BIT) !== 0 || content('tRNS') !== undefined,
    ...(profile ? { profile } : {}),
  }
}

function exifChunk(block: Uint8Array, what: Stripped): Uint8Array<ArrayBuffer>[] {
  const orientation = orientationOf(block)
  if (what === 'location') return [chunkOf('eXIf', withoutLocation(block))]
  return orientation === 1 ? [] : [chunkOf('eXIf', onlyOrientation(orientation))]
}

/** Compressed texts cannot be looked into without unpacking them, and tools pack whole EXIF blocks as text. */
function mayNamePlace({ type, content }: Chunk): boolean {
  const keyword = new TextDecoder('latin1').decode(content.subarray(0, content.indexOf(0)))
  const isPacked = type === 'zTXt' || (type === 'iTXt' && content[keyword.length + 1] === 1)
  return isPacked || /^Raw profile type/i.test(keyword) || namesPlace(content)
}

/** Chunks up to the first of the type `last`; undefined when it does not come. */
function readPng(bytes: Uint8Array<ArrayBuffer>, last: 'IDAT' | 'IEND'): Chunk[] | undefined {
  if (!SIGNATURE.every((byte, index) => bytes[index] === byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; at + 12 <= bytes.length; ) {
    const end = at + 12 + view.getUint32(at)
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    if (type === 'IDAT' && last === 'IDAT') return chunks
    if (end > bytes.length) return undefined
    chunks.push({ type, bytes: bytes.subarray(at, end), content: bytes.subarray(at + 8, end - 4) })
    if (type === 'IEND') return chunks
    at = end
  }
  return undefined
}

function chunkOf(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(12 + content.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(content, 8)
  view.setUint32(8 + content.length, checkSum(bytes.subarray(4, 8 + content.length)))
  return bytes
}

/** CRC-32 of ISO 3309, as PNG wants it. Blocks are small; a table would be larger than this. */
function checkSum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}
