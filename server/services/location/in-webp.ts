/** Locations in a WebP file: the RIFF chunks `EXIF` and `XMP `. */
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const HEADER = 12
const MOST_CHUNK = 16 * 1_048_576
/** Some writers put it before the block, as in JPEG. */
const JPEG_PREFIX = 'Exif\0\0'

export async function inWebp(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  for (let at = HEADER; at + 8 <= source.size; ) {
    const head = await source.read(at, 8)
    const type = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    if (type === 'EXIF' || type === 'XMP ') {
      if (length > MOST_CHUNK) throw locationError('webp', `its chunk ${type.trim()} has ${length} bytes`)
      const content = await source.read(at + 8, length)
      const isPrefixed = type === 'EXIF' && content.toString('latin1', 0, JPEG_PREFIX.length) === JPEG_PREFIX
      const block = isPrefixed ? content.subarray(JPEG_PREFIX.length) : content
      const isChanged = type === 'EXIF' ? cleanExif(block) : cleanXmp(block)
      if (isChanged) patches.push({ position: at + 8, bytes: content })
    }
    at += 8 + length + (length % 2)
  }
  return patches
}
