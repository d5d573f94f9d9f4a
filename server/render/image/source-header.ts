/**
 * What the header of a raster file says. Often several pictures are made from one file in a row, and reading its header
 * takes as long as a twentieth of a thumbnail: what was read is remembered as long as the file is the same.
 */
import { statSync } from 'node:fs'
import sharp, { type Metadata, type SharpOptions } from 'sharp'
import { isSrgbProfile } from './colour-profile.ts'
import { readHeader } from './run-pipeline.ts'

export type SourceHeader = Omit<Metadata, 'exif' | 'icc' | 'iptc' | 'xmp' | 'xmpAsString' | 'tifftagPhotoshop'> & {
  /** Its profile is sRGB by another name. */
  readonly isSrgb: boolean
}

const KEPT = 64
const headers = new Map<string, SourceHeader>()

/** @throws CorruptMediaError, LimitExceededError */
export async function sourceHeader(path: string, options: SharpOptions): Promise<SourceHeader> {
  const key = identityOf(path)
  const known = key === null ? undefined : headers.get(key)
  if (known !== undefined) return known
  const { exif, icc, iptc, xmp, xmpAsString, tifftagPhotoshop, ...plain } = await readHeader(sharp(path, options))
  const header = { ...plain, isSrgb: plain.space === 'srgb' && icc !== undefined && isSrgbProfile(icc) }
  if (key === null) return header
  const [oldest] = headers.keys()
  if (headers.size >= KEPT && oldest !== undefined) headers.delete(oldest)
  headers.set(key, header)
  return header
}

/** Paths of stored files name their version; the rest is for files that came back under the same path. */
function identityOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false })
  return found === undefined ? null : `${path} ${found.ino} ${found.size} ${found.mtimeMs}`
}
