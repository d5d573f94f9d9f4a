/** Locations in a GIF file: its XMP application extension. */
import type { ByteSource, Patch } from './byte-source.ts'
import { cleanXmp } from './clean-xmp.ts'
import { locationError } from './location-error.ts'

const WINDOW = 4_194_304
const MOST_XMP = 4_194_304
const NAME = Buffer.from('XMP DataXMP')
/** The trailer of 258 bytes, by which readers that do not know the extension find its end, begins so. */
const END = Buffer.from([0x01, 0xff, 0xfe])

export async function inGif(source: ByteSource): Promise<readonly Patch[]> {
  const patches: Patch[] = []
  // A name inside of a packet is part of it.
  let done = 0
  for (let start = 0; start < source.size; start += WINDOW) {
    const window = await source.read(start, WINDOW + NAME.length)
    for (let at = window.indexOf(NAME); at >= 0 && at < WINDOW; at = window.indexOf(NAME, at + 1)) {
      const position = start + at + NAME.length
      if (position < done) continue
      const rest = await source.read(position, MOST_XMP)
      const end = rest.indexOf(END)
      if (end < 0) throw locationError('gif', 'its XMP has no end')
      const packet = rest.subarray(0, end)
      done = position + end
      if (cleanXmp(packet)) patches.push({ position, bytes: packet })
    }
  }
  return patches
}
