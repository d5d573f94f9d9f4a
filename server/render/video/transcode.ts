/**
 * A video or a sound made of a video, as planned. What is repeated is encoded once and copied behind itself, so that
 * neither memory nor work grows with the number of plays.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CorruptMediaError, UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { FilmOptions, Transcoding } from '../../ports/film-maker.ts'
import type { RenderResult } from '../../ports/renderer.ts'
import { DEMUXERS } from './demuxers.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import { fileParameters, pictureParameters, soundParameters } from './film-encoding.ts'
import { pictureFilters, soundFilters } from './film-filters.ts'

/** Some of the last reports. */
const PROGRESS_KEPT = 4000

export interface TranscodeOptions extends FilmOptions {
  readonly ffmpeg: Ffmpeg
  readonly timeoutMs: number
  readonly framePixels: number
  /** For what is repeated; exists. */
  readonly folder: string
}

export async function transcode(
  { plan, source, target, mostBytes }: Transcoding,
  { ffmpeg, timeoutMs, framePixels, folder, signal }: TranscodeOptions,
): Promise<RenderResult> {
  const once = plan.plays === 1 ? target : join(folder, `play-${randomBytes(16).toString('hex')}`)
  try {
    let progress = ''
    const drain = async (output: Readable) => {
      for await (const part of output) progress = (progress + String(part)).slice(-PROGRESS_KEPT)
    }
    const parameters = playParameters(once)
    await ffmpeg.run({ parameters, timeoutMs, signal, output: { path: once, mostBytes }, drain })
    if (plan.encoding.hasPictures && framesIn(progress) === 0) {
      throw new CorruptMediaError('The video has no frame in that part of its time')
    }
    if (once !== target) {
      const parameters = repeatParameters(once)
      await ffmpeg.run({ parameters, timeoutMs, signal, output: { path: target, mostBytes } })
    }
    const { width, height, encoding } = plan
    const [{ size: bytes }, md5] = await Promise.all([stat(target), md5Of(target)])
    return { width, height, bytes, format: encoding.format, md5, frames: 1, quality: encoding.quality }
  } catch (error) {
    await rm(target, { force: true })
    throw error
  } finally {
    if (once !== target) await rm(once, { force: true })
  }

  function playParameters(to: string): readonly string[] {
    const { start, end, encoding } = plan
    const { format } = source.facts
    const demuxer = DEMUXERS[format]
    if (demuxer === undefined) throw new UnsupportedFormatError(`Files of format ${format} are not understood here`)
    const sound = soundFilters(plan)
    return [
      // An empty file is no answer: there may be no frame behind the last key frame, or no sound so late.
      ...['-abort_on', 'empty_output', '-progress', 'pipe:1'],
      ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-max_streams', '64'],
      ...['-max_pixels', String(framePixels), '-threads', '2'],
      ...(start === 0 ? [] : ['-ss', start.toFixed(6)]),
      ...(end === null ? [] : ['-t', (end - start).toFixed(6)]),
      ...['-f', demuxer, '-i', `file:${source.path}`],
      ...(encoding.hasPictures
        ? ['-map', '0:V:0', '-vf', pictureFilters(plan), ...pictureParameters(encoding)]
        : ['-vn']),
      // A film without sound stays one; of a sound there must be some.
      ...(encoding.hasSound
        ? ['-map', encoding.hasPictures ? '0:a:0?' : '0:a:0', ...soundParameters(encoding.format)]
        : ['-an']),
      ...(encoding.hasSound && sound !== '' ? ['-af', sound] : []),
      ...['-sn', '-dn', '-map_chapters', '-1'],
      ...fileParameters(encoding.format),
      `file:${to}`,
    ]
  }

  function repeatParameters(from: string): readonly string[] {
    const { encoding, plays } = plan
    const demuxer = DEMUXERS[encoding.format] ?? encoding.format
    return [
      ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-stream_loop', String(plays - 1)],
      ...['-f', demuxer, '-i', `file:${from}`, '-map', '0', '-c', 'copy'],
      ...fileParameters(encoding.format),
      `file:${target}`,
    ]
  }
}

/** Of what `-progress` writes, the last report counts. */
function framesIn(progress: string): number {
  return Number([...progress.matchAll(/^frame=(\d+)$/gm)].at(-1)?.[1] ?? 0)
}

async function md5Of(path: string): Promise<string> {
  const hash = createHash('md5')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
}
