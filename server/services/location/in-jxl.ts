/** Locations in a JPEG XL file: its boxes `Exif` and `xml `. A bare codestream has none; compressed boxes are refused. */
import { BoxReader, TooManyBoxesError } from './boxes.ts'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const MOST_METADATA = 16 * 1_048_576
const CONTAINER = '\0\0\0\x0cJXL '

export async function inJxl(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  if ((await source.read(0, 8)).toString('latin1') !== CONTAINER) return patches
  try {
    for await (const { type, content, end } of new BoxReader(source).within(0, source.size)) {
      if (type === 'brob') await assertOther(content)
      if (type !== 'Exif' && type !== 'xml ') continue
      if (end - content > MOST_METADATA)
        throw locationError('jxl', `it has ${end - content} bytes of metadata in one place`)
      const bytes = await source.read(content, end - content)
      const isChanged = type === 'xml ' ? cleanXmp(bytes) : cleanExif(bytes.subarray(4 + bytes.readUInt32BE(0)))
      if (isChanged) patches.push({ position: content, bytes })
    }
  } catch (error) {
    if (error instanceof TooManyBoxesError) throw locationError('jxl', 'it has too many boxes')
    if (error instanceof RangeError) throw locationError('jxl', 'its EXIF is cut off')
    throw error
  }
  return patches

  async function assertOther(content: number): Promise<void> {
    const compressed = (await source.read(content, 4)).toString('latin1')
    if (compressed === 'Exif' || compressed === 'xml ') throw locationError('jxl', 'its metadata is compressed')
  }
}
