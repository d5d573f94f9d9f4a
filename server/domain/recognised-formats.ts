/** The formats that are known by their content, and what is stored under each. */

export interface Identity {
  readonly resourceType: 'image' | 'video' | 'raw'
  readonly format: string | null
}

/** By the usual extension. What nobody here decodes is not listed: it is stored as raw. */
export const IMAGES: Readonly<Record<string, string>> = {
  jpg: 'jpg',
  png: 'png',
  apng: 'png',
  gif: 'gif',
  webp: 'webp',
  avif: 'avif',
  tif: 'tiff',
  heic: 'heic',
  bmp: 'bmp',
  ico: 'ico',
  psd: 'psd',
  jp2: 'jp2',
  jpx: 'jp2',
  j2c: 'jp2',
  jxl: 'jxl',
  pdf: 'pdf',
}

export const VIDEOS: Readonly<Record<string, string>> = {
  mp4: 'mp4',
  m4v: 'mp4',
  f4v: 'mp4',
  mov: 'mov',
  webm: 'webm',
  mkv: 'mkv',
  avi: 'avi',
  mpg: 'mpeg',
  mts: 'ts',
  ogv: 'ogv',
  ogm: 'ogv',
  ogx: 'ogv',
  flv: 'flv',
  '3gp': '3gp',
  '3g2': '3g2',
  mxf: 'mxf',
  asf: 'wmv',
  mp3: 'mp3',
  m4a: 'm4a',
  m4b: 'm4a',
  f4a: 'm4a',
  aac: 'aac',
  oga: 'ogg',
  ogg: 'ogg',
  spx: 'ogg',
  opus: 'opus',
  flac: 'flac',
  wav: 'wav',
  aif: 'aiff',
  amr: 'amr',
}

/** Written differently, or seen by more than the first bytes. */
const ALSO: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  jpe: 'jpg',
  tiff: 'tif',
  heif: 'heic',
  mpeg: 'mpg',
  aiff: 'aif',
}
/** What is inside decides: some are PDF, some are not. */
const UNCERTAIN: ReadonlySet<string> = new Set(['ai'])

/** What a file of that extension will be taken for, when it is what its name says; null: that cannot be told. */
export function expectedIdentity(extension: string): Identity | null {
  const name = extension.toLowerCase()
  if (UNCERTAIN.has(name)) return null
  if (name === 'svg') return { resourceType: 'image', format: 'svg' }
  const usual = ALSO[name] ?? name
  const image = IMAGES[usual]
  if (image !== undefined) return { resourceType: 'image', format: image }
  const video = VIDEOS[usual]
  return video === undefined ? { resourceType: 'raw', format: null } : { resourceType: 'video', format: video }
}
