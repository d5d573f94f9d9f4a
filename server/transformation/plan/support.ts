/**
 * What the planner does with each parameter and flag on pictures. The reference page is made from it, and a chain
 * that uses something that is not rendered is refused by the name that stands here.
 */
import type { ClosedValues, ParameterKey } from '../ast.ts'
import { notEnabled, notSupportedYet, refused } from './refusals.ts'

export type Support =
  | { readonly status: 'rendered'; readonly except?: string }
  | { readonly status: 'not yet' }
  /** Means something for video and audio only. */
  | { readonly status: 'video' }
  /** Means something for videos, of which only stills are rendered. */
  | { readonly status: 'still' }
  | { readonly status: 'not enabled' }

const RENDERED: Support = { status: 'rendered' }
const NOT_YET: Support = { status: 'not yet' }
const VIDEO: Support = { status: 'video' }

export const parameterSupport: Readonly<Record<ParameterKey, Support>> = {
  a: RENDERED,
  ac: VIDEO,
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
  du: VIDEO,
  e: { status: 'rendered', except: 'effects without a plan' },
  eo: VIDEO,
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
  so: { status: 'still' },
  sp: VIDEO,
  t: RENDERED,
  u: { status: 'rendered', except: 'as l' },
  vc: VIDEO,
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
  ['no_stream', VIDEO],
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

/**
 * @param isStill the picture is a frame of a video
 * @throws TransformationError naming the first parameter or flag that is not rendered.
 */
export function refuseUnsupported(values: ClosedValues, isStill: boolean): void {
  for (const key of Object.keys(values) as ParameterKey[]) {
    refuse(parameterSupport[key], `parameter ${key}`, isStill)
  }
  for (const { name } of values.fl ?? []) {
    const support = flagSupport.get(name)
    if (support === undefined) throw refused(`Invalid flags in transformation: ${name} (expected a flag)`)
    refuse(support, `flag ${name}`, isStill)
  }
}

function refuse({ status }: Support, what: string, isStill: boolean): void {
  if (status === 'not yet') throw notSupportedYet(what)
  if (status === 'not enabled') throw notEnabled(what)
  if (status === 'video' || (status === 'still' && !isStill)) {
    const picture = isStill ? 'a still of a video' : 'an image'
    throw refused(`Invalid ${what} in transformation: it is for video and audio, not for ${picture}`)
  }
}
