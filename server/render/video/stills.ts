/**
 * One frame of a video as a PNG, upright and of the size that the plan starts from. `-ss` before `-i` seeks to the key
 * frame before and decodes from there; a moment behind the last frame gets the frames before it, nearer ones first.
 */
import { randomBytes } from 'node:crypto'
import { rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CorruptMediaError, UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { Moment, SourceSelection } from '../../transformation/plan/plan-types.ts'
import { DEMUXERS } from './demuxers.ts'
import type { Ffmpeg } from './ffmpeg.ts'
import type { Lane } from './lane.ts'

export interface StillsOptions {
  readonly ffmpeg: Ffmpeg
  readonly lane: Lane
  /** Where frames lie while they are worked on; exists. */
  readonly folder: string
  /** For each try. */
  readonly timeoutMs: number
  /** Pixels of a frame. */
  readonly framePixels: number
}

export interface Stills {
  /** Runs `use` with the frame, which is gone afterwards. @throws CorruptMediaError and what `Ffmpeg.run` throws */
  withStill<T>(
    source: SourceFile,
    selection: SourceSelection,
    use: (still: SourceFile) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>
}

/** Seconds before a moment that has no frame behind it. */
const STEPS_BACK = [0, 0.1, 0.5, 2, Number.POSITIVE_INFINITY]
/** `so_auto` looks at so many seconds, two frames of each: twenty frames are held in memory. */
const LOOKED_AT_SECONDS = 10
const LOOKED_AT_FRAMES = 20
/** Eight bits and an alpha channel at most, and what a PNG adds. */
const BYTES_PER_PIXEL = 5
const SLACK_BYTES = 1_000_000

export function createStills({ ffmpeg, lane, folder, timeoutMs, framePixels }: StillsOptions): Stills {
  return {
    async withStill(source, selection, use, signal) {
      const path = join(folder, `still-${randomBytes(16).toString('hex')}.png`)
      try {
        await lane.run(() => draw(source, selection, path, signal), signal)
        return await use(stillFile(path, source, selection, (await stat(path)).size))
      } finally {
        await rm(path, { force: true })
      }
    },
  }

  async function draw(source: SourceFile, selection: SourceSelection, path: string, signal?: AbortSignal) {
    const output = { path, mostBytes: framePixels * BYTES_PER_PIXEL + SLACK_BYTES }
    for (const moment of tries(selection.moment)) {
      await ffmpeg.run({ parameters: parametersFor(source, selection, moment, path), timeoutMs, signal, output })
      if (await exists(path)) return
    }
    throw new CorruptMediaError('The video has no frame that can be decoded')
  }

  function parametersFor(
    { path: from, facts: { format, hasAlpha } }: SourceFile,
    { width, height }: SourceSelection,
    moment: Moment,
    to: string,
  ): readonly string[] {
    const demuxer = DEMUXERS[format]
    if (demuxer === undefined) throw new UnsupportedFormatError(`Files of format ${format} are not understood here`)
    const isAutomatic = moment.kind === 'representative'
    const chosen = isAutomatic ? [`fps=2`, `thumbnail=${LOOKED_AT_FRAMES}`] : []
    return [
      ...['-protocol_whitelist', 'file', '-format_whitelist', demuxer, '-max_streams', '64'],
      ...['-max_pixels', String(framePixels), '-threads', '2'],
      ...(isAutomatic ? ['-t', String(LOOKED_AT_SECONDS)] : ['-ss', moment.seconds.toFixed(6)]),
      ...['-f', demuxer, '-i', `file:${from}`],
      ...['-map', '0:V:0', '-frames:v', '1', '-vf', [...chosen, `scale=${width}:${height}`].join(',')],
      ...['-pix_fmt', hasAlpha ? 'rgba' : 'rgb24', '-map_metadata', '-1'],
      // Read once and thrown away: little compression is quickest.
      ...['-c:v', 'png', '-compression_level', '1', '-f', 'image2', '-update', '1', `file:${to}`],
    ]
  }
}

function tries(moment: Moment = { kind: 'at', seconds: 0 }): readonly Moment[] {
  if (moment.kind === 'representative') return [moment, { kind: 'at', seconds: 0 }]
  const seconds = STEPS_BACK.map((back) => Math.max(0, moment.seconds - back))
  return [...new Set(seconds)].map((at) => ({ kind: 'at', seconds: at }))
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size > 0,
    () => false,
  )
}

function stillFile(
  path: string,
  { facts: { hasAlpha } }: SourceFile,
  { width, height }: SourceSelection,
  bytes: number,
): SourceFile {
  return {
    path,
    facts: {
      resourceType: 'image',
      format: 'png',
      ...{ width, height, bytes, hasAlpha },
      orientation: 1,
      pages: 1,
      animated: false,
      fullFrameDecode: false,
    },
  }
}
