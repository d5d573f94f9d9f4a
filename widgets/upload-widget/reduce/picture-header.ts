/** What a file's first bytes say about a picture that can be worked on here: still or moving, transparent, how large. */
import { describeJpeg, type PictureHeader } from './jpeg-metadata.ts'
import { describePng } from './png-metadata.ts'
import { describeWebp } from './webp-metadata.ts'

export type WorkableType = 'image/jpeg' | 'image/png' | 'image/webp'

export interface DescribedPicture extends PictureHeader {
  readonly type: WorkableType
}

const READERS = [
  ['image/jpeg', describeJpeg],
  ['image/png', describePng],
  ['image/webp', describeWebp],
] as const

/** Undefined for every other format, and for a broken file. */
export function describePicture(bytes: Uint8Array<ArrayBuffer>): DescribedPicture | undefined {
  for (const [type, read] of READERS) {
    const header = read(bytes)
    if (header) return { type, ...header }
  }
  return undefined
}

/** Display P3 by the name in its profile, which is one byte or two a letter. */
export function hasWideColours({ profile }: PictureHeader): boolean {
  if (!profile) return false
  return /Display.P3/i.test(new TextDecoder('latin1').decode(profile.subarray(0, 4096)).replaceAll('\0', ''))
}
