/**
 * Where a file says where it was made, and what takes the place of that: bytes of the same length, so that pixels and
 * sound stay bit for bit. Empty when it says nothing.
 */
import { type ByteSource, type Patch, withByteSource } from './byte-source.ts'
import { cleanTiff } from './clean-exif.ts'
import { inGif } from './in-gif.ts'
import { inIsoMedia } from './in-iso-media.ts'
import { inJpeg } from './in-jpeg.ts'
import { inJxl } from './in-jxl.ts'
import { inPng } from './in-png.ts'
import { inWebp } from './in-webp.ts'
import { locationError } from './location-error.ts'

type Finder = (source: ByteSource) => Promise<readonly Patch[]>

const MOST_TIFF = 64 * 1_048_576

/** By format. Formats that are not here are refused. */
const FINDERS: Readonly<Record<string, Finder>> = {
  jpg: inJpeg,
  png: inPng,
  webp: inWebp,
  gif: inGif,
  tiff: inTiff,
  heic: (source) => inIsoMedia(source, { from: 0, format: 'heic' }),
  avif: (source) => inIsoMedia(source, { from: 0, format: 'avif' }),
  jxl: inJxl,
  mp4: (source) => inIsoMedia(source, { from: 0, format: 'mp4' }),
  mov: (source) => inIsoMedia(source, { from: 0, format: 'mov' }),
  // Have no place for it.
  bmp: nothing,
  ico: nothing,
  tga: nothing,
}

/** @throws InvalidParameterError when nobody here knows how, or the file does not let it */
export function locationPatches(path: string, format: string): Promise<readonly Patch[]> {
  const find = FINDERS[format]
  if (find === undefined) return Promise.reject(locationError(format, 'this is not known for its format'))
  return withByteSource(path, find).catch((error: unknown) => {
    // What a finder reads lies in a Buffer, which refuses places outside of it.
    if (error instanceof RangeError)
      throw Object.assign(locationError(format, 'it is cut off or damaged'), { cause: error })
    throw error
  })
}

async function inTiff(source: ByteSource): Promise<readonly Patch[]> {
  if (source.size > MOST_TIFF) throw locationError('tiff', `it has more than ${MOST_TIFF} bytes`)
  const bytes = await source.read(0, source.size)
  try {
    return cleanTiff(bytes) ? [{ position: 0, bytes }] : []
  } catch (error) {
    throw Object.assign(locationError('tiff', 'its directories cannot be read'), { cause: error })
  }
}

async function nothing(): Promise<readonly Patch[]> {
  return []
}
