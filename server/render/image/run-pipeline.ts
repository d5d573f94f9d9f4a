/**
 * Where libvips works, and how its complaints become errors. Pixels are read when a pipeline runs, so a broken file
 * shows itself in any pass that still holds its decoder. What libvips says in words is not for callers.
 */
import type { Metadata, OutputInfo, Sharp } from 'sharp'
import { CorruptMediaError, LimitExceededError } from '../../errors/media-errors.ts'

/** What we asked for was impossible: a bug of ours, whatever the file. */
const USAGE =
  /extract_area|bad extract|composite must have same dimensions|^Expected |Band expansion|parameter .* not set/

/** @throws CorruptMediaError, LimitExceededError; a plain Error when the fault is ours. */
export async function runPipeline(pipeline: Sharp): Promise<{ data: Buffer; info: OutputInfo }> {
  try {
    return await pipeline.toBuffer({ resolveWithObject: true })
  } catch (cause) {
    throw errorFrom(cause)
  }
}

/** @throws CorruptMediaError, LimitExceededError */
export async function readHeader(pipeline: Sharp): Promise<Metadata> {
  try {
    return await pipeline.metadata()
  } catch (cause) {
    throw errorFrom(cause)
  }
}

function errorFrom(cause: unknown): Error {
  const message = cause instanceof Error ? cause.message : ''
  if (/exceeds (pixel )?limit|pixel limit|too large for the .* format/i.test(message)) {
    return new LimitExceededError('The picture is larger than can be worked on', { cause })
  }
  if (USAGE.test(message)) return new Error('A pipeline was asked for the impossible', { cause })
  return new CorruptMediaError('The file cannot be decoded', { cause })
}
