/**
 * How films and sounds are written: H.264 with AAC in MP4 and MOV, whose index comes first; VP9 with Opus in WebM; 4:2:0,
 * BT.709.
 *
 * quality  1..100, larger is better; the constant rate factor lies on lines between 100: 1, 90: 18, 70: 24, 50: 29, 1: 51
 *          of H.264. VP9 counts to 63 instead of 51. Absent: 70.
 */
import type { MovingFormat } from '../../transformation/plan/film-formats.ts'
import type { FilmEncoding } from '../../transformation/plan/film-types.ts'

const USUAL_QUALITY = 70
const POINTS = [
  [100, 1],
  [90, 18],
  [70, 24],
  [50, 29],
  [1, 51],
] as const
const GREATEST_FACTOR = { h264: 51, vp9: 63 } as const

/** To be put into a filter graph: planes of the colour space that the file names. */
export const TO_PLANES = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'

const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
const AAC = ['-c:a', 'aac', '-b:a', '128k']
const OPUS = ['-c:a', 'libopus', '-b:a', '128k']
const SOUND: Readonly<Record<MovingFormat, readonly string[]>> = {
  mp4: AAC,
  mov: AAC,
  m4a: AAC,
  webm: OPUS,
  opus: OPUS,
  mp3: ['-c:a', 'libmp3lame', '-q:a', '3'],
  ogg: ['-c:a', 'libvorbis', '-q:a', '5'],
  wav: ['-c:a', 'pcm_s16le'],
  flac: ['-c:a', 'flac'],
}
const INDEX_FIRST = ['-movflags', '+faststart']
const FILE: Readonly<Record<MovingFormat, readonly string[]>> = {
  mp4: [...INDEX_FIRST, '-f', 'mp4'],
  mov: [...INDEX_FIRST, '-f', 'mov'],
  m4a: [...INDEX_FIRST, '-f', 'ipod'],
  webm: ['-f', 'webm'],
  mp3: ['-f', 'mp3'],
  ogg: ['-f', 'ogg'],
  opus: ['-f', 'opus'],
  wav: ['-f', 'wav'],
  flac: ['-f', 'flac'],
}

export type PictureEncoding = Pick<FilmEncoding, 'format' | 'quality'> & Partial<FilmEncoding>

export function pictureParameters(encoding: PictureEncoding): readonly string[] {
  const codec = encoding.format === 'webm' ? 'vp9' : 'h264'
  const factor = (rateFactor(encoding.quality ?? USUAL_QUALITY) * GREATEST_FACTOR[codec]) / GREATEST_FACTOR.h264
  return [
    ...(codec === 'vp9' ? VP9 : h264(encoding)),
    ...['-crf', String(Math.round(factor)), '-pix_fmt', 'yuv420p', '-threads', '2', ...COLOURS],
  ]
}

export function soundParameters(format: MovingFormat): readonly string[] {
  return SOUND[format]
}

/** Nothing of the source is told in the file, and the same work makes the same bytes. */
export function fileParameters(format: MovingFormat): readonly string[] {
  return ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact', ...FILE[format]]
}

// `-b:v 0`: the factor alone decides.
const VP9 = ['-c:v', 'libvpx-vp9', '-b:v', '0', '-deadline', 'good', '-cpu-used', '4', '-row-mt', '1']

function h264({ profile = null, level = null, bFrames = true }: PictureEncoding): readonly string[] {
  return [
    ...['-c:v', 'libx264', '-preset', 'medium', '-profile:v', profile ?? 'high'],
    ...(level === null ? [] : ['-level', level]),
    ...(bFrames ? [] : ['-bf', '0']),
  ]
}

function rateFactor(quality: number): number {
  const below = Math.max(
    1,
    POINTS.findIndex(([at]) => at <= quality),
  )
  const [upper, least] = POINTS[below - 1] ?? POINTS[0]
  const [lower, most] = POINTS[below] ?? POINTS[POINTS.length - 1] ?? POINTS[0]
  return least + ((upper - quality) / (upper - lower)) * (most - least)
}
