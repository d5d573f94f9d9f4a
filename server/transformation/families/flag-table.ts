/** Every flag of the language: what it does, and the argument that it may have. */
import type { Tier } from '../define-effect.ts'

export interface FlagDefinition {
  readonly summary: string
  readonly tier: Tier
  readonly argument?: {
    readonly form: RegExp
    /** As the reference writes it. */
    readonly shown: string
    /** Text whose dots and colons come escaped once more. */
    readonly free?: boolean
  }
}

const FILE_NAME = { form: /^[^/]{1,255}$/, shown: '<file name>', free: true }

export const FLAGS = {
  alternate: {
    summary: 'Another sound track of a streaming profile',
    tier: 'B',
    argument: { form: /^lang_[\w-]{1,40}(?:;name_[^;]{1,100})?$/, shown: 'lang_<code>[;name_<name>]', free: true },
  },
  animated: { summary: 'Keeps or makes the result animated', tier: 'A' },
  any_format: { summary: 'Lets automatic quality choose another depth of PNG', tier: 'B' },
  apng: { summary: 'Animated PNG', tier: 'A' },
  attachment: { summary: 'Download instead of display', tier: 'A', argument: FILE_NAME },
  awebp: { summary: 'Animated WebP', tier: 'A' },
  c2pa: { summary: 'Adds a signed statement of origin', tier: 'D' },
  clip: { summary: 'Applies a clipping path of the file', tier: 'B' },
  clip_evenodd: { summary: 'Applies a clipping path by the even-odd rule', tier: 'B' },
  cutter: { summary: 'Cuts the picture by the transparency of the layer', tier: 'A' },
  draco: { summary: 'Compresses the meshes of a 3D model', tier: 'B' },
  force_icc: { summary: 'Embeds an sRGB profile', tier: 'B' },
  force_strip: { summary: 'Drops all metadata of an incoming file', tier: 'B' },
  getinfo: {
    summary: 'Facts as JSON instead of the picture',
    tier: 'A',
    argument: { form: /^\w{1,30}[\w:=+-]{0,4000}$/, shown: '<query>' },
  },
  group4: { summary: 'TIFF with fax compression', tier: 'B' },
  hlsv3: { summary: 'Playlists of version 3', tier: 'A' },
  ignore_aspect_ratio: { summary: 'Leaves the side that is not asked for as it is', tier: 'A' },
  ignore_mask_channels: { summary: 'Does not take extra channels of a TIFF for transparency', tier: 'B' },
  immutable_cache: { summary: 'Tells caches that the file never changes', tier: 'A' },
  keep_attribution: { summary: 'Keeps the fields about copyright', tier: 'B' },
  keep_dar: { summary: 'Keeps the display ratio of a video', tier: 'B' },
  keep_iptc: { summary: 'Keeps all metadata', tier: 'B' },
  layer_apply: { summary: 'Ends a layer and places it', tier: 'A' },
  lossy: { summary: 'Lossy GIF, or JPEG in place of an opaque PNG', tier: 'B' },
  mono: { summary: 'One channel of sound', tier: 'B' },
  no_overflow: { summary: 'Cuts a layer at the edges of the picture', tier: 'A' },
  no_stream: { summary: 'Waits for the whole video', tier: 'A' },
  original: { summary: 'Delivers without the optimisations of the account', tier: 'A' },
  png8: { summary: 'PNG with a palette', tier: 'A' },
  png24: { summary: 'PNG without transparency', tier: 'A' },
  png32: { summary: 'PNG with transparency', tier: 'A' },
  preserve_transparency: { summary: 'Automatic formats keep transparency', tier: 'A' },
  progressive: {
    summary: 'Interlaced or progressive file',
    tier: 'A',
    argument: { form: /^(?:semi|steep|none)$/, shown: 'semi|steep|none' },
  },
  rasterize: { summary: 'Turns vectors into pixels', tier: 'B' },
  region_relative: { summary: 'Sizes are relative to the detected region', tier: 'A' },
  relative: { summary: 'Sizes of a layer are relative to the picture below', tier: 'A' },
  replace_image: { summary: 'Replaces the first picture of a document', tier: 'B' },
  sanitize: { summary: 'Removes scripts and references from an SVG', tier: 'A' },
  splice: {
    summary: 'Appends the layer in time',
    tier: 'A',
    argument: { form: /^transition(?:_?\([\w;.-]{1,80}\))?$/, shown: 'transition_(name_<name>;du_<seconds>)' },
  },
  sprite: { summary: 'Sheet of seek pictures', tier: 'B' },
  streaming_attachment: { summary: 'Download of a fragmented video', tier: 'B', argument: FILE_NAME },
  strip_profile: { summary: 'Converts to sRGB and drops the profile', tier: 'A' },
  text_disallow_overflow: { summary: 'Refuses a text that does not fit', tier: 'A' },
  text_no_trim: { summary: 'Keeps the space above and below a text', tier: 'A' },
  tiff8_lzw: { summary: 'TIFF with 8 bits and LZW', tier: 'B' },
  tiled: { summary: 'Repeats a layer over the whole picture', tier: 'A' },
  truncate_ts: { summary: 'Cuts time stamps at the edit list', tier: 'B' },
  waveform: { summary: 'Picture of the sound', tier: 'A' },
} as const satisfies Readonly<Record<string, FlagDefinition>>

export type FlagName = keyof typeof FLAGS

export const flagTable: ReadonlyMap<string, FlagDefinition> = new Map(Object.entries(FLAGS))
