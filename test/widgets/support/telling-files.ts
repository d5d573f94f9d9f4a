/** Files of which it is known what they tell beside the picture: written here by hand, not by what is tested. */

export interface Telling {
  readonly orientation: number
  /** Text that stands in the GPS directory and nowhere else. */
  readonly place: string
  readonly camera: string
}

/** A TIFF block with camera, orientation, pixel size and a GPS directory whose area name is the place. */
export function exifBlock({ orientation, place, camera }: Telling, isLittle = true): Uint8Array<ArrayBuffer> {
  const text = (words: string): number[] => [...new TextEncoder().encode(words), 0]
  const [cameraText, placeText] = [text(camera), text(place)]
  // Directories at fixed places, texts behind them.
  const [main, settings, gps, texts] = [8, 80, 120, 160]
  const bytes = new Uint8Array(texts + cameraText.length + placeText.length)
  const view = new DataView(bytes.buffer)
  const directory = (
    at: number,
    entries: readonly (readonly [tag: number, type: number, count: number, value: number])[],
  ) => {
    view.setUint16(at, entries.length, isLittle)
    for (const [index, [tag, type, count, value]] of entries.entries()) {
      const entry = at + 2 + index * 12
      view.setUint16(entry, tag, isLittle)
      view.setUint16(entry + 2, type, isLittle)
      view.setUint32(entry + 4, count, isLittle)
      if (type === 3) view.setUint16(entry + 8, value, isLittle)
      else view.setUint32(entry + 8, value, isLittle)
    }
  }
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d)
  view.setUint16(2, 42, isLittle)
  view.setUint32(4, main, isLittle)
  directory(main, [
    [0x010f, 2, cameraText.length, texts],
    [0x0112, 3, 1, orientation],
    [0x8769, 4, 1, settings],
    [0x8825, 4, 1, gps],
  ])
  directory(settings, [
    [0xa002, 4, 1, 4000],
    [0xa003, 3, 1, 3000],
  ])
  directory(gps, [
    [0x0000, 1, 4, 0x02030000],
    [0x001c, 7, placeText.length, texts + cameraText.length],
  ])
  bytes.set(cameraText, texts)
  bytes.set(placeText, texts + cameraText.length)
  return bytes
}

/** A segment of JPEG: marker, length, name, content. */
export function segment(marker: number, name: string, content: Uint8Array | string = ''): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  const inner = typeof content === 'string' ? encoder.encode(content) : content
  const length = 2 + name.length + inner.length
  return Uint8Array.of(0xff, marker, length >> 8, length & 0xff, ...encoder.encode(name), ...inner)
}

/** Puts segments behind the start of a JPEG file, and further bytes behind its end. */
export async function jpegWith(
  file: Blob,
  segments: readonly Uint8Array[],
  behind = '',
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  return bytesOf([bytes.subarray(0, 2), ...segments, bytes.subarray(2), new TextEncoder().encode(behind)])
}

/** Puts chunks in front of the first `IDAT` of a PNG file. */
export async function pngWith(
  file: Blob,
  chunks: readonly (readonly [type: string, content: Uint8Array])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const at = latin(bytes).indexOf('IDAT') - 4
  return bytesOf([
    bytes.subarray(0, at),
    ...chunks.map(([type, content]) => pngChunk(type, content)),
    bytes.subarray(at),
  ])
}

/** A WebP file with an extended header and chunks of its own behind the picture. */
export async function webpWith(
  file: Blob,
  size: { readonly width: number; readonly height: number },
  chunks: readonly (readonly [type: string, content: Uint8Array])[],
): Promise<Uint8Array<ArrayBuffer>> {
  const picture = new Uint8Array(await file.arrayBuffer()).subarray(12)
  const three = (value: number): number[] => [value & 255, (value >> 8) & 255, value >> 16]
  const header = Uint8Array.of(0x0c, 0, 0, 0, ...three(size.width - 1), ...three(size.height - 1))
  const without = latin(picture).startsWith('VP8X') ? picture.subarray(18) : picture
  const body = bytesOf([
    riffChunk('VP8X', header),
    without,
    ...chunks.map(([type, content]) => riffChunk(type, content)),
  ])
  const start = new Uint8Array(12)
  start.set(new TextEncoder().encode('RIFF    WEBP'))
  new DataView(start.buffer).setUint32(4, body.length + 4, true)
  return bytesOf([start, body])
}

/** One byte, one letter. */
export function latin(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes)
}

export function bytesOf(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function riffChunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(8 + content.length + (content.length % 2))
  bytes.set(new TextEncoder().encode(type))
  new DataView(bytes.buffer).setUint32(4, content.length, true)
  bytes.set(content, 8)
  return bytes
}

function pngChunk(type: string, content: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + content.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, content.length)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(content, 8)
  let sum = -1
  for (const byte of bytes.subarray(4, 8 + content.length)) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (-(sum & 1) & 0xedb88320)
  }
  view.setUint32(8 + content.length, ~sum)
  return bytes
}
