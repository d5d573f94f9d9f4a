/**
 * How films are written: H.264 with AAC in MP4 whose index comes first, VP9 with Opus in WebM; 4:2:0, BT.709.
 *
 * quality  1..100, larger is better; the constant rate factor lies on lines between 100: 1, 90: 18, 70: 24, 50: 29, 1: 51
 *          of H.264. VP9 counts to 63 instead of 51. Absent: 70.
 */
import type { FilmFormat } from '../../ports/film-maker.ts'

const USUAL_QUALITY = 70
const POINTS = [
  [100, 1],
  [90, 18],
  [70, 24],
  [50, 29],
  [1, 51],
] as const
const GREATEST_FACTOR = { mp4: 51, webm: 63 } as const

/** To be put into a filter graph: planes of the colour space that the file names. */
export const TO_PLANES = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'

const COLOURS = ['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv']
const PICTURES: Readonly<Record<FilmFormat, readonly string[]>> = {
  mp4: ['-c:v', 'libx264', '-preset', 'medium', '-profile:v', 'high'],
  // `-b:v 0`: the factor alone decides.
  webm: ['-c:v', 'libvpx-vp9', '-b:v', '0', '-deadline', 'good', '-cpu-used', '4', '-row-mt', '1'],
}
const SOUND: Readonly<Record<FilmFormat, readonly string[]>> = {
  mp4: ['-c:a', 'aac', '-b:a', '128k'],
  webm: ['-c:a', 'libopus', '-b:a', '128k'],
}
const FILE: Readonly<Record<FilmFormat, readonly string[]>> = {
  mp4: ['-movflags', '+faststart', '-f', 'mp4'],
  webm: ['-f', 'webm'],
}

export function encodingParameters(
  format: FilmFormat,
  { quality, hasSound }: { readonly quality: number | null; readonly hasSound: boolean },
): readonly string[] {
  const factor = (rateFactor(quality ?? USUAL_QUALITY) * GREATEST_FACTOR[format]) / GREATEST_FACTOR.mp4
  return [
    ...PICTURES[format],
    ...['-crf', String(Math.round(factor)), '-pix_fmt', 'yuv420p', '-threads', '2', ...COLOURS],
    ...(hasSound ? SOUND[format] : ['-an']),
    ...['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact'],
    ...FILE[format],
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
