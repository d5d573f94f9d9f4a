/** Locations in a JPEG XL file: its boxes `Exif` and `xml `. A bare codestream has none; compressed boxes are refused. */
import { BoxReader } from './boxes.ts'
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanExif } from './clean-exif.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const CONTAINER = '\0\0\0\x0cJXL '

export async function inJxl(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  if ((await source.read(0, 8)).toString('latin1') !== CONTAINER) return patches
  const reader = new BoxReader(source, 'jxl')
  for await (const { type, content, end } of reader.within(0, source.size)) {
    if (type === 'brob') await assertOther(content)
    if (type !== 'Exif' && type !== 'xml ') continue
    const bytes = await reader.metadata(content, end)
    const isChanged = type === 'xml ' ? cleanXmp(bytes) : cleanExif(bytes.subarray(4 + bytes.readUInt32BE(0)))
    if (isChanged) patches.push({ position: content, bytes })
  }
  return patches

  async function assertOther(content: number): Promise<void> {
    const compressed = (await source.read(content, 4)).toString('latin1')
    if (compressed === 'Exif' || compressed === 'xml ') throw locationError('jxl', 'its metadata is compressed')
  }
}
