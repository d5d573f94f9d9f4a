/**
 * Formats that libvips does not read or write, by ImageMagick compiled to WebAssembly: it has no file system, no
 * delegates and no network. Loaded on first use, in children that are replaced when they grew.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  ImageMagick,
  initializeImageMagick,
  MagickFormat,
  MagickImageInfo,
  MagickReadSettings,
  ResourceLimits,
} from '@imagemagick/magick-wasm'
import { CorruptMediaError } from '../../errors/media-errors.ts'
import type { Pixels } from '../image/pixels.ts'
import type { MediaLimits } from '../pool/protocol.ts'

/** Our names of what is read. The format is always said: content never chooses a coder. */
const READ: Readonly<Record<string, MagickFormat>> = {
  heic: MagickFormat.Heic,
  jxl: MagickFormat.Jxl,
  jp2: MagickFormat.Jp2,
  psd: MagickFormat.Psd,
  bmp: MagickFormat.Bmp,
  ico: MagickFormat.Ico,
  tga: MagickFormat.Tga,
}
const WRITTEN: Readonly<Record<string, MagickFormat>> = {
  jxl: MagickFormat.Jxl,
  jp2: MagickFormat.Jp2,
  psd: MagickFormat.Psd,
  bmp: MagickFormat.Bmp,
  ico: MagickFormat.Ico,
  tga: MagickFormat.Tga,
}

let loading: Promise<void> | undefined

async function load(limits: MediaLimits): Promise<void> {
  loading ??= initializeImageMagick(
    readFileSync(fileURLToPath(import.meta.resolve('@imagemagick/magick-wasm/magick.wasm'))),
  ).then(() => {
    ResourceLimits.area = BigInt(limits.framePixels)
    ResourceLimits.width = 65_535n
    ResourceLimits.height = 65_535n
    ResourceLimits.listLength = 64n
    ResourceLimits.disk = 0n
  })
  return loading
}

export interface ForeignHeader {
  readonly width: number
  readonly height: number
  /** EXIF, 1..8. */
  readonly orientation: number
}

/** Reads the header only. @throws CorruptMediaError */
export async function foreignHeader(bytes: Buffer, format: string, limits: MediaLimits): Promise<ForeignHeader> {
  await load(limits)
  return decoding(() => {
    const { width, height, orientation } = MagickImageInfo.create(bytes, settingsFor(format))
    return { width, height, orientation: orientation >= 1 && orientation <= 8 ? orientation : 1 }
  })
}

/** The first image of the file as sRGB with alpha, not turned. @throws CorruptMediaError */
export async function readForeign(bytes: Buffer, format: string, limits: MediaLimits): Promise<Pixels> {
  await load(limits)
  return decoding(() =>
    ImageMagick.read(bytes, settingsFor(format), (image): Pixels => {
      const { width, height } = image
      const rgba = image.getPixels((pixels) => pixels.toByteArray(0, 0, width, height, 'RGBA'))
      if (rgba === null) throw new Error('No pixels')
      return { data: Buffer.from(rgba), width, height, frames: 1, channels: 4 }
    }),
  )
}

/** Encodes straight RGBA. */
export async function writeForeign(
  pixels: Pixels,
  {
    format,
    quality,
    limits,
  }: { readonly format: string; readonly quality: number | null; readonly limits: MediaLimits },
): Promise<Buffer> {
  await load(limits)
  const target = WRITTEN[format]
  if (target === undefined) throw new Error(`${format} is not written here`)
  const { data, width, height, channels } = pixels
  const raw = new MagickReadSettings({
    format: channels === 4 ? MagickFormat.Rgba : MagickFormat.Rgb,
    width,
    height,
    depth: 8,
  })
  return ImageMagick.read(data, raw, (image) => {
    if (quality !== null) image.quality = quality
    return image.write(target, (bytes) => Buffer.from(bytes))
  })
}

function settingsFor(format: string): MagickReadSettings {
  const known = READ[format]
  if (known === undefined) throw new Error(`${format} is not read here`)
  return new MagickReadSettings({ format: known, frameIndex: 0, frameCount: 1 })
}

function decoding<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw new CorruptMediaError('The file cannot be decoded', { cause })
  }
}
