/**
 * Animated PNG: ordinary PNG files of one size, put together by the rules of the PNG specification (third edition,
 * "APNG"). The first frame is what viewers without animation show. libvips writes none.
 */
import { crc32 } from 'node:zlib'

export interface AnimatedPngFrame {
  /** A whole PNG file; all frames have the same size and colour type. */
  readonly png: Buffer
  readonly delayMs: number
}

interface Chunk {
  readonly type: string
  readonly body: Buffer
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const LONGEST_DELAY_MS = 65_535

/** @param plays how often the animation runs; 0 = for ever. */
export function animatedPng(frames: readonly AnimatedPngFrame[], plays: number): Buffer {
  const files = frames.map(({ png }) => chunksOf(png))
  const header = files[0]?.find(({ type }) => type === 'IHDR')?.body
  if (header === undefined) throw new Error('An animation needs a frame')
  const pieces: Buffer[] = [SIGNATURE]
  // What stands before the pixels of the first frame (size, colour type, density) is true of all of them.
  for (const one of (files[0] ?? []).filter(({ type }) => type !== 'IDAT' && type !== 'IEND')) pieces.push(chunk(one))
  pieces.splice(2, 0, chunk({ type: 'acTL', body: numbers(frames.length, plays) }))
  let sequence = 0
  for (const [index, file] of files.entries()) {
    pieces.push(chunk({ type: 'fcTL', body: frameControl(sequence++, header, frames[index]?.delayMs ?? 0) }))
    for (const { body } of file.filter(({ type }) => type === 'IDAT')) {
      if (index === 0) pieces.push(chunk({ type: 'IDAT', body }))
      else pieces.push(chunk({ type: 'fdAT', body: Buffer.concat([numbers(sequence++), body]) }))
    }
  }
  pieces.push(chunk({ type: 'IEND', body: Buffer.alloc(0) }))
  return Buffer.concat(pieces)
}

function chunksOf(png: Buffer): readonly Chunk[] {
  const chunks: Chunk[] = []
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at)
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, at + 8 + length) })
    at += 12 + length
  }
  return chunks
}

function chunk({ type, body }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body])
  return Buffer.concat([numbers(body.length), named, numbers(crc32(named))])
}

/** The whole canvas, at the top left, for that long; it replaces the frame before. */
function frameControl(sequence: number, header: Buffer, delayMs: number): Buffer {
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const timing = Buffer.alloc(6)
  timing.writeUInt16BE(Math.min(LONGEST_DELAY_MS, Math.max(0, Math.round(delayMs))), 0)
  timing.writeUInt16BE(1000, 2)
  return Buffer.concat([numbers(sequence, width, height, 0, 0), timing])
}

function numbers(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) buffer.writeUInt32BE(value, 4 * index)
  return buffer
}
