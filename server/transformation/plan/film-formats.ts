/** What videos and sounds are written as. */

/** The codecs of a format: the first of each is its own. */
export const FILM_CODECS = {
  mp4: { pictures: ['h264'], sound: ['aac'] },
  mov: { pictures: ['h264'], sound: ['aac'] },
  webm: { pictures: ['vp9'], sound: ['opus'] },
  mp3: { pictures: [], sound: ['mp3'] },
  m4a: { pictures: [], sound: ['aac'] },
  ogg: { pictures: [], sound: ['vorbis'] },
  opus: { pictures: [], sound: ['opus'] },
  wav: { pictures: [], sound: [] },
  flac: { pictures: [], sound: [] },
} as const satisfies Readonly<
  Record<string, { readonly pictures: readonly string[]; readonly sound: readonly string[] }>
>

export type MovingFormat = keyof typeof FILM_CODECS

export function isMovingFormat(format: string): format is MovingFormat {
  return Object.hasOwn(FILM_CODECS, format)
}
