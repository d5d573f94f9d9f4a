/**
 * Takes out of a JPEG file (ITU-T T.81 annex B) what tells more than the picture, without touching the picture: no byte
 * of its scans changes.
 *
 * `location`  the GPS directory of EXIF; XMP and IPTC blocks that name a place
 * `all`       EXIF, XMP, IPTC, comments and every application segment that decoding does not need
 *
 * Kept in both: which way up the picture is, its colour profile, JFIF, Adobe's colour transform. Taken out in both: what
 * follows the picture (small copies, films of "moving" photographs, gain maps), for it carries places of its own.
 */
import { forCopy, onlyOrientation, orientationOf, withoutLocation } from './exif.ts'
import { hasPlaceDataset, namesPlace } from './places.ts'

export type Stripped = 'location' | 'all'

/** What the bytes of a picture say about it, before it is decoded. */
export interface PictureHeader {
  /** Of the stored pixels, before they are turned. */
  readonly width: number
  readonly height: number
  /** 1 to 8, as in EXIF; from 5 on width and height change places. */
  readonly orientation: number
  readonly isAnimated: boolean
  readonly mayBeTransparent: boolean
  /** The colour profile, or the beginning of it. */
  readonly profile?: Uint8Array
}

interface Segment {
  readonly marker: number
  /** From its marker to the end of its payload. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface Jpeg {
  /** In front of the first scan. */
  readonly segments: readonly Segment[]
  /** From the first scan to the end of the image, both included. The whole file is looked through for it. */
  readonly scans: () => Uint8Array<ArrayBuffer>
}

const SOI = 0xd8
const EOI = 0xd9
const SOS = 0xda
const APP0 = 0xe0
const APP1 = 0xe1
const APP2 = 0xe2
const APP13 = 0xed
const APP14 = 0xee
const APP15 = 0xef
const COMMENT = 0xfe
const EXIF = 'Exif\0\0'
const XMP = 'http://ns.adobe.com/xap/1.0/\0'
const XMP_EXTENSION = 'http://ns.adobe.com/xmp/extension/\0'
const ICC = 'ICC_PROFILE\0'
/** Lists pictures behind this one. */
const MULTI_PICTURE = 'MPF\0'
const MAX_PAYLOAD = 65_533
/** Tables that have a number among those of frames. */
const NO_FRAME: ReadonlySet<number> = new Set([0xc4, 0xc8, 0xcc])

/** Parts of the new file; undefined when this is no JPEG file, or one with a broken structure. */
export function strippedJpeg(bytes: Uint8Array<ArrayBuffer>, what: Stripped): Uint8Array<ArrayBuffer>[] | undefined {
  const jpeg = readJpeg(bytes)
  if (!jpeg) return undefined
  const kept = what === 'all' ? bare(jpeg) : placeless(jpeg)
  return [Uint8Array.of(0xff, SOI), ...kept, jpeg.scans()]
}

/** The EXIF of an original in a copy that has been turned and scaled; the copy alone when there is none to take over. */
export function withExifOf(
  original: Uint8Array<ArrayBuffer>,
  copy: Uint8Array<ArrayBuffer>,
  size: { readonly width: number; readonly height: number },
  what: Stripped | 'nothing',
): Uint8Array<ArrayBuffer>[] {
  const exif = what === 'all' ? undefined : readJpeg(original)?.segments.find((segment) => begins(segment, EXIF))
  const target = readJpeg(copy)
  if (!exif || !target || target.segments.some((segment) => begins(segment, EXIF))) return [copy]
  const block = payload(exif, EXIF)
  const own = forCopy(what === 'location' ? withoutLocation(block) : block, size)
  if (!own) return [copy]
  const isJfif = ({ marker }: Segment): boolean => marker === APP0
  const [first, rest] = [target.segments.filter(isJfif), target.segments.filter((segment) => !isJfif(segment))]
  return [
    Uint8Array.of(0xff, SOI),
    ...first.map((segment) => segment.bytes),
    exifSegment(own),
    ...rest.map((segment) => segment.bytes),
    target.scans(),
  ]
}

/** What the header says; undefined when this is no JPEG file, or one that ends in front of the picture. */
export function describeJpeg(bytes: Uint8Array<ArrayBuffer>): PictureHeader | undefined {
  const segments = readJpeg(bytes)?.segments
  const frame = segments?.find(({ marker }) => marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker))?.bytes
  if (!segments || !frame || frame.length < 9) return undefined
  const exif = segments.find((segment) => begins(segment, EXIF))
  // Enough of the profile for its name; a long one goes on in further segments.
  const profile = segments.find((segment) => segment.marker === APP2 && begins(segment, ICC))
  const word = (at: number): number => ((frame[at] ?? 0) << 8) | (frame[at + 1] ?? 0)
  return {
    width: word(7),
    height: word(5),
    orientation: exif ? orientationOf(payload(exif, EXIF)) : 1,
    isAnimated: false,
    mayBeTransparent: false,
    ...(profile ? { profile: payload(profile, ICC) } : {}),
  }
}

function placeless({ segments }: Jpeg): Uint8Array<ArrayBuffer>[] {
  const hasPlace = segments.some((segment) => isXmp(segment) && namesPlace(segment.bytes))
  return segments.flatMap((segment) => {
    if (begins(segment, EXIF)) return [exifSegment(withoutLocation(payload(segment, EXIF)))]
    if (hasPlace && isXmp(segment)) return []
    if (segment.marker === APP13 && hasPlaceDataset(segment.bytes)) return []
    return begins(segment, MULTI_PICTURE) ? [] : [segment.bytes]
  })
}

function bare({ segments }: Jpeg): Uint8Array<ArrayBuffer>[] {
  const orientation = segments
    .filter((segment) => begins(segment, EXIF))
    .map((exif) => orientationOf(payload(exif, EXIF)))
  const upright = (orientation[0] ?? 1) === 1 ? [] : [exifSegment(onlyOrientation(orientation[0] ?? 1))]
  const isNeeded = (segment: Segment): boolean => {
    const { marker } = segment
    if (marker === COMMENT) return false
    if (marker < APP0 || marker > APP15) return true
    return marker === APP0 || marker === APP14 || begins(segment, ICC)
  }
  const kept = segments.filter(isNeeded).map((segment) => segment.bytes)
  // Readers expect JFIF first where it is.
  const at = segments[0]?.marker === APP0 ? 1 : 0
  return [...kept.slice(0, at), ...upright, ...kept.slice(at)]
}

function isXmp(segment: Segment): boolean {
  return begins(segment, XMP) || begins(segment, XMP_EXTENSION)
}

function begins({ marker, bytes }: Segment, name: string): boolean {
  if (marker !== APP1 && marker !== APP2) return false
  return (
    bytes.length >= 4 + name.length && [...name].every((letter, index) => bytes[4 + index] === letter.charCodeAt(0))
  )
}

function payload({ bytes }: Segment, name: string): Uint8Array<ArrayBuffer> {
  return bytes.subarray(4 + name.length)
}

function exifSegment(block: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(EXIF)
  const room = block.subarray(0, MAX_PAYLOAD - name.length)
  const length = 2 + name.length + room.length
  return Uint8Array.of(0xff, APP1, length >> 8, length & 0xff, ...name, ...room)
}

function readJpeg(bytes: Uint8Array<ArrayBuffer>): Jpeg | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return undefined
  const segments: Segment[] = []
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return undefined
    // Any number of fill bytes may stand in front of a marker.
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined || marker === 0 || marker === EOI) return undefined
    const end = segmentEnd(bytes, at)
    if (end === undefined) return undefined
    if (marker === SOS) return { segments, scans: () => bytes.subarray(at, endOfImage(bytes, at)) }
    segments.push({ marker, bytes: bytes.subarray(at, end) })
    at = end
  }
}

/** A segment is as long as its first two bytes say; markers without payload do not occur in front of a scan. */
function segmentEnd(bytes: Uint8Array, at: number): number | undefined {
  const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
  const end = at + 2 + length
  return length >= 2 && end <= bytes.length ? end : undefined
}

/** Behind the end marker; the end of the file when the picture was cut off. */
function endOfImage(bytes: Uint8Array, firstScan: number): number {
  let at = segmentEnd(bytes, firstScan) ?? bytes.length
  for (;;) {
    at = bytes.indexOf(0xff, at)
    if (at === -1 || at + 1 >= bytes.length) return bytes.length
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) return at + 2
    const isData = marker === 0 || (marker >= 0xd0 && marker <= 0xd7)
    // Tables and further scans of a progressive picture have a length; a fill byte has none.
    if (isData) at += 2
    else if (marker === 0xff) at += 1
    else at = segmentEnd(bytes, at) ?? bytes.length
  }
}
