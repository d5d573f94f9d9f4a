/** What kind of file this is, by its first bytes alone. Nothing is decoded, and names are not looked at. */
import { open } from 'node:fs/promises'
import { type Identity, IMAGES, VIDEOS } from '../domain/recognised-formats.ts'

export type { Identity } from '../domain/recognised-formats.ts'

const RAW: Identity = { resourceType: 'raw', format: null }
const READ_BYTES = 65_536

export async function identifyFile(path: string): Promise<Identity> {
  const bytes = await firstBytes(path)
  // 40 modules, which a start does not need.
  const { fileTypeFromBuffer } = await import('file-type')
  // A broken header of a known kind can make the detector give up; such a file is none of ours.
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined)
  const image = found && IMAGES[found.ext]
  if (image !== undefined) return { resourceType: 'image', format: image }
  const video = found && VIDEOS[found.ext]
  if (video !== undefined) return { resourceType: 'video', format: video }
  if (found === undefined && isTiff(bytes)) return { resourceType: 'image', format: 'tiff' }
  if (looksLikeSvg(bytes)) return { resourceType: 'image', format: 'svg' }
  return RAW
}

/** The detector follows the offset in the header; what lies behind it may be missing from a broken file. */
function isTiff(bytes: Uint8Array): boolean {
  const magic = Buffer.from(bytes.subarray(0, 4)).toString('latin1')
  return magic === 'II*\0' || magic === 'MM\0*'
}

const SVG_START =
  /^(?:\s|<\?xml[^>]{0,500}\?>|<!--[\s\S]{0,4000}?-->|<!DOCTYPE\s+svg[^>[]{0,1000}(?:\[[\s\S]{0,8000}?\]\s*)?>)*<(?:[\w-]{1,40}:)?svg[\s>/]/

/** The first element is `svg`, whatever its prefix. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  const text = decode(bytes).replace(/^\ufeff/, '')
  return SVG_START.test(text)
}

function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const buffer = Buffer.alloc(READ_BYTES)
    const { bytesRead } = await file.read(buffer, 0, READ_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
