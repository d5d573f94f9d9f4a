/**
 * Overwrites where a picture was taken, in place and without changing the length of anything:
 *
 *   EXIF  the GPS directory and its values, in JPEG, PNG, WebP, TIFF, HEIF, AVIF and JPEG XL; becomes an empty directory
 *   XMP   the values of properties whose names begin with `GPS`, wherever the packet lies; become spaces
 *   PNG   text chunks that hold EXIF or XMP in another coding; become empty private chunks
 *
 * The pixels and everything else stay bit for bit. Names of places that somebody typed are not touched.
 */
import { crc32 } from 'node:zlib'
import { exifLocation, isExifBlock } from './exif-location.ts'
import type { Span } from './span.ts'

const SPACE = 0x20
/** The keyword, and a flag. */
const COMPRESSED_XMP = 'XML:com.adobe.xmp\0\u0001'
/** Where EXIF is a part of a file: so that wrong offsets change nothing far away. */
const MOST_EXIF = 1_000_000
const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
/** A property is shorter; what is not found in it is none. */
const XMP_WINDOW = 1_000

/** Changes the bytes; gives whether there was anything to change. */
export function eraseImageLocation(bytes: Buffer): boolean {
  const exif = exifBlocks(bytes).flatMap((block) => exifLocation(bytes, block))
  const xmp = xmpLocation(bytes)
  for (const { start, end } of exif) bytes.fill(0, start, end)
  for (const { start, end } of xmp) bytes.fill(SPACE, start, end)
  const isPng = bytes.toString('latin1', 0, 8) === PNG_SIGNATURE
  const chunks = isPng ? renewPng(bytes) : 0
  return exif.length + xmp.length + chunks > 0
}

/** Where EXIF may begin. It says itself where its parts are; a TIFF file is one as a whole. */
function exifBlocks(bytes: Buffer): readonly Span[] {
  const starts: number[] = []
  if (isExifBlock(bytes, 0)) starts.push(0)
  for (const [mark, distances] of [
    // JPEG, HEIF, AVIF and many WebP files.
    ['Exif\0\0', [6]],
    // A box of JPEG XL: its name, and an offset of four bytes.
    ['Exif\0\0\0\0', [8]],
    // Chunks: the name and, in WebP, the length.
    ['eXIf', [4]],
    ['EXIF', [8]],
  ] as const) {
    for (let at = bytes.indexOf(mark, 0, 'latin1'); at !== -1; at = bytes.indexOf(mark, at + 1, 'latin1')) {
      starts.push(...distances.map((distance) => at + distance).filter((start) => isExifBlock(bytes, start)))
    }
  }
  return starts.map((start) => ({ start, end: start === 0 ? bytes.length : Math.min(start + MOST_EXIF, bytes.length) }))
}

function xmpLocation(bytes: Buffer): readonly Span[] {
  const found: Span[] = []
  for (let at = bytes.indexOf(':GPS'); at !== -1; at = bytes.indexOf(':GPS', at + 1)) {
    const text = bytes.toString('latin1', at, at + XMP_WINDOW)
    const match = /^(:GPS\w+\s*=\s*["'])([^"'<>]*)["']/.exec(text) ?? /^(:GPS\w+[^<>]*>)([^<>]*)</.exec(text)
    const [, before = '', value = ''] = match ?? []
    if (value.trim() !== '') found.push({ start: at + before.length, end: at + before.length + value.length })
  }
  return found
}

/** Checksums of what was changed; gives how many chunks were emptied. */
function renewPng(bytes: Buffer): number {
  let emptied = 0
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) break
    const type = bytes.toString('latin1', at + 4, at + 8)
    const isText = type === 'zTXt' || type === 'tEXt' || type === 'iTXt'
    const keyword = isText ? bytes.toString('latin1', at + 8, Math.min(end, at + 8 + 40)) : ''
    const isCoded = /^Raw profile type (exif|APP1|xmp)\0/i.test(keyword) || keyword.startsWith(COMPRESSED_XMP)
    if (isCoded) {
      bytes.write('voId', at + 4, 'latin1')
      bytes.fill(0, at + 8, end)
      emptied += 1
    }
    if (isText || type === 'eXIf') bytes.writeUInt32BE(crc32(bytes.subarray(at + 4, end)), end)
    at = end + 4
  }
  return emptied
}
