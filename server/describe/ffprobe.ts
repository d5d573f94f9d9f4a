/**
 * Runs the ffprobe program on one file: arguments as a list, the demuxer that the first bytes call for and no other,
 * no protocol but the file itself, a time limit, and few at a time. Its words never reach a caller.
 */
import { execFile } from 'node:child_process'
import { CorruptMediaError, RenderTimeoutError, UnsupportedFormatError } from '../errors/media-errors.ts'
import { DEMUXERS } from '../render/video/demuxers.ts'
import { WITHOUT_FFMPEG } from '../render/video/ffmpeg.ts'
import { Lane } from '../render/video/lane.ts'

export interface FfprobeOptions {
  /** Program; default `ffprobe` on PATH. */
  readonly program?: string | undefined
  readonly timeoutMs: number
  /** Runs at a time; twenty times as many may wait. */
  readonly concurrency: number
}

/** What is used of its JSON. Every number may come as text. */
export interface ProbeResult {
  readonly streams?: readonly ProbeStream[]
  readonly format?: Readonly<Record<string, unknown>>
}
export interface ProbeStream extends Readonly<Record<string, unknown>> {
  readonly codec_type?: string
  readonly side_data_list?: readonly Readonly<Record<string, unknown>>[]
  readonly disposition?: Readonly<Record<string, number>>
}

const MOST_OUTPUT_BYTES = 4 * 1_048_576
const WAITING_PER_SLOT = 20

export type Probe = (path: string, format: string, signal?: AbortSignal) => Promise<ProbeResult>

/** @throws of the function: CorruptMediaError, UnsupportedFormatError, RenderTimeoutError, OverloadedError */
export function ffprobe({ program = 'ffprobe', timeoutMs, concurrency }: FfprobeOptions): Probe {
  const lane = new Lane({ concurrency, mostWaiting: concurrency * WAITING_PER_SLOT })
  return async (path, format, signal) => {
    const demuxer = DEMUXERS[format]
    if (demuxer === undefined) throw new UnsupportedFormatError(`Files of format ${format} are not understood here`)
    const parameters = argumentsFor(path, demuxer)
    return lane.run(async () => JSON.parse(await run(program, parameters, timeoutMs, signal)) as ProbeResult, signal)
  }
}

function argumentsFor(path: string, demuxer: string): string[] {
  return [
    ...['-v', 'error', '-hide_banner'],
    ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-max_streams', '64'],
    ...['-f', demuxer, '-show_format', '-show_streams', '-of', 'json'],
    `file:${path}`,
  ]
}

function run(program: string, parameters: string[], timeoutMs: number, signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const options = {
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      maxBuffer: MOST_OUTPUT_BYTES,
      env: { PATH: process.env.PATH ?? '' },
      ...(signal ? { signal } : {}),
    } as const
    execFile(program, parameters, options, (error, stdout) => {
      if (error === null) return resolve(stdout)
      if (signal?.aborted) return reject(signal.reason)
      if (error.code === 'ENOENT') {
        return reject(new UnsupportedFormatError(WITHOUT_FFMPEG))
      }
      if (error.killed) {
        return reject(
          new RenderTimeoutError(`Reading the file took longer than the limit of ${timeoutMs / 1000} seconds`),
        )
      }
      reject(new CorruptMediaError('The file cannot be decoded', { cause: error }))
    })
  })
}
