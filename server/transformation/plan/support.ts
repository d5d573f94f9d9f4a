/**
 * What the planner does with each parameter and flag on pictures. The reference page is made from it, and a chain
 * that uses something that is not rendered is refused by the name that stands here.
 */
import type { ClosedValues, ParameterKey } from '../ast.ts'
import { notEnabled, notSupportedYet, refused } from './refusals.ts'

export type Support =
  | { readonly status: 'rendered'; readonly except?: string }
  | { readonly status: 'not yet' }
  /** Means something for video and audio only, and is not rendered there. */
  | { readonly status: 'video' }
  /** Rendered on videos; and on stills of them, if so. */
  | { readonly status: 'moving'; readonly onStills: boolean; readonly except?: string }
  | { readonly status: 'not enabled' }

const RENDERED: Support = { status: 'rendered' }
const NOT_YET: Support = { status: 'not yet' }
const VIDEO: Support = { status: 'video' }
const MOVING = { status: 'moving', onStills: false } as const
/** What a chain is planned for. */
export type Subject = 'picture' | 'still' | 'video'

export const parameterSupport: Readonly<Record<ParameterKey, Support>> = {
  a: RENDERED,
  ac: { ...MOVING, except: 'codecs that are not usual in the format' },
  af: VIDEO,
  ar: RENDERED,
  b: { status: 'rendered', except: 'auto, blurred, gen_fill' },
  bl: NOT_YET,
  bo: RENDERED,
  br: VIDEO,
  c: { status: 'rendered', except: 'fill_pad, auto_pad, imagga_crop, imagga_scale' },
  co: RENDERED,
  cs: { status: 'rendered', except: 'anything but srgb, tinysrgb, no_cmyk' },
  d: RENDERED,
  dl: RENDERED,
  dn: RENDERED,
  dpr: RENDERED,
  dr: VIDEO,
  du: MOVING,
  e: { status: 'rendered', except: 'effects without a plan' },
  eo: MOVING,
  f: { status: 'rendered', except: 'formats without an encoder' },
  fl: { status: 'rendered', except: 'see the table of flags' },
  fn: NOT_YET,
  fps: RENDERED,
  g: { status: 'rendered', except: 'liquid, clipping_path, detected objects' },
  h: RENDERED,
  ki: VIDEO,
  l: { status: 'rendered', except: 'video, audio, subtitles, lut, text assets, references' },
  o: RENDERED,
  p: NOT_YET,
  pg: { status: 'rendered', except: 'names, embedded objects' },
  q: { status: 'rendered', except: 'jpegmini' },
  r: RENDERED,
  s: NOT_YET,
  so: { status: 'moving', onStills: true },
  sp: VIDEO,
  t: RENDERED,
  u: { status: 'rendered', except: 'as l' },
  vc: { ...MOVING, except: 'anything but h264 in mp4 and mov, vp9 in webm, and auto' },
  vs: RENDERED,
  w: { status: 'rendered', except: 'auto:breakpoints' },
  x: RENDERED,
  y: RENDERED,
  z: RENDERED,
}

export const flagSupport: ReadonlyMap<string, Support> = new Map<string, Support>([
  ['animated', { status: 'rendered', except: 'avif' }],
  ['any_format', RENDERED],
  ['apng', RENDERED],
  ['attachment', RENDERED],
  ['awebp', RENDERED],
  ['alternate', VIDEO],
  ['c2pa', { status: 'not enabled' }],
  ['clip', NOT_YET],
  ['clip_evenodd', NOT_YET],
  ['cutter', RENDERED],
  ['draco', NOT_YET],
  ['force_icc', NOT_YET],
  ['force_strip', RENDERED],
  ['getinfo', RENDERED],
  ['group4', NOT_YET],
  ['hlsv3', VIDEO],
  ['ignore_aspect_ratio', RENDERED],
  ['ignore_mask_channels', NOT_YET],
  ['immutable_cache', RENDERED],
  ['keep_attribution', NOT_YET],
  ['keep_dar', VIDEO],
  ['keep_iptc', RENDERED],
  ['layer_apply', RENDERED],
  ['lossy', RENDERED],
  ['mono', VIDEO],
  ['no_overflow', RENDERED],
  ['no_stream', MOVING],
  ['original', RENDERED],
  ['png8', RENDERED],
  ['png24', RENDERED],
  ['png32', RENDERED],
  ['preserve_transparency', RENDERED],
  ['progressive', RENDERED],
  ['rasterize', RENDERED],
  ['region_relative', RENDERED],
  ['relative', RENDERED],
  ['replace_image', NOT_YET],
  ['sanitize', RENDERED],
  ['splice', VIDEO],
  ['sprite', VIDEO],
  ['streaming_attachment', RENDERED],
  ['strip_profile', RENDERED],
  ['text_disallow_overflow', RENDERED],
  ['text_no_trim', RENDERED],
  ['tiff8_lzw', NOT_YET],
  ['tiled', RENDERED],
  ['truncate_ts', VIDEO],
  ['waveform', VIDEO],
])

/** @throws TransformationError naming the first parameter or flag that is not rendered. */
export function refuseUnsupported(values: ClosedValues, subject: Subject): void {
  for (const key of Object.keys(values) as ParameterKey[]) {
    refuse(parameterSupport[key], `parameter ${key}`, subject)
  }
  for (const { name } of values.fl ?? []) {
    const support = flagSupport.get(name)
    if (support === undefined) throw refused(`Invalid flags in transformation: ${name} (expected a flag)`)
    refuse(support, `flag ${name}`, subject)
  }
}

function refuse(support: Support, what: string, subject: Subject): void {
  const { status } = support
  const isNotYet = status === 'not yet' || (status === 'video' && subject === 'video')
  if (isNotYet) throw notSupportedYet(what)
  if (status === 'not enabled') throw notEnabled(what)
  const isMisplaced =
    status === 'video' || (status === 'moving' && !(subject === 'video' || (subject === 'still' && support.onStills)))
  if (isMisplaced) {
    const picture = subject === 'still' ? 'a still of a video' : 'an image'
    throw refused(`Invalid ${what} in transformation: it is for video and audio, not for ${picture}`)
  }
}
