/** A stored SVG as safe text. */
import { readFile, stat } from 'node:fs/promises'
import { CorruptMediaError, LimitExceededError } from '../../errors/media-errors.ts'
import type { MediaLimits } from '../pool/protocol.ts'
import { sanitiseSvg } from './sanitise.ts'

/** @throws CorruptMediaError, LimitExceededError */
export async function readSvg(path: string, limits: MediaLimits): Promise<string> {
  const { size } = await stat(path)
  if (size > limits.svgBytes) {
    throw new LimitExceededError(`The SVG has ${size} bytes; the limit is ${limits.svgBytes}`)
  }
  return sanitiseSvg(decode(await readFile(path)))
}

/** UTF-8 unless a byte order mark or the XML declaration says otherwise. */
function decode(bytes: Buffer): string {
  const marked =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  const declared = /^<\?xml[^>]{0,200}encoding=["']([\w-]{1,40})["']/.exec(bytes.subarray(0, 256).toString('latin1'))
  try {
    return new TextDecoder(marked ?? declared?.[1] ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new CorruptMediaError('The SVG is not text in the encoding that it declares', { cause })
  }
}
