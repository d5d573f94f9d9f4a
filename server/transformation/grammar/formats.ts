/** The formats that the language knows by name, whether or not this installation makes them. */

const IMAGE = [
  ...['jpg', 'png', 'gif', 'webp', 'avif', 'svg', 'bmp', 'ico', 'tiff', 'pdf', 'heic', 'heif', 'jxl', 'jp2', 'jpc'],
  ...[
    'j2k',
    'jxr',
    'wdp',
    'hdp',
    'psd',
    'ai',
    'eps',
    'eps3',
    'ps',
    'ept',
    'djvu',
    'tga',
    'arw',
    'cr2',
    'cr3',
    'dng',
    'flif',
  ],
  ...['indd', 'idml', 'glb', 'gltf', 'gltz', 'obj', 'objz', 'fbx', 'fbxz', 'usdz', 'ply', 'u3ma', '3ds', 'bw'],
]
const VIDEO = [
  ...['mp4', 'm4v', 'webm', 'mov', 'ogv', 'm3u8', 'mpd', 'ts', '3g2', '3gp', 'avi', 'flv', 'm2ts', 'mts', 'mkv'],
  ...['mpeg', 'mpg', 'mxf', 'wmv', 'mp4dv', 'mp4da'],
]
const AUDIO = ['mp3', 'm4a', 'aac', 'ogg', 'opus', 'wav', 'flac', 'aiff', 'amr', 'midi']
/** Answers that are no media: tag lists, sprite styles, cues. */
const SPECIAL = ['json', 'css', 'vtt']

export type FormatMedia = 'image' | 'video' | 'audio'

const MEDIA: ReadonlyMap<string, FormatMedia> = new Map([
  ...IMAGE.map((name) => [name, 'image'] as const),
  ...VIDEO.map((name) => [name, 'video'] as const),
  ...AUDIO.map((name) => [name, 'audio'] as const),
])
const SPECIAL_EXTENSIONS: ReadonlySet<string> = new Set(SPECIAL)

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['jpeg', 'jpg'],
  ['jpe', 'jpg'],
  ['tif', 'tiff'],
  ['aif', 'aiff'],
  ['mid', 'midi'],
])

/** Our name of a format written as extension or `f_` value, any letter case: `JPEG` is `jpg`; null when unknown. */
export function formatNamed(name: string): string | null {
  const lower = name.toLowerCase()
  const format = ALIASES.get(lower) ?? lower
  return MEDIA.has(format) ? format : null
}

/** What kind of media a format (our name) holds. */
export function mediaOfFormat(format: string): FormatMedia | null {
  return MEDIA.get(format) ?? null
}

/** May stand after the last dot of a delivery URL. */
export function isDeliveryExtension(extension: string): boolean {
  return formatNamed(extension) !== null || SPECIAL_EXTENSIONS.has(extension.toLowerCase())
}
