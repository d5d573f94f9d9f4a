/** Media types that files are delivered with: by our names of formats, and by the extension for raw files. */

const FORMATS: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  bmp: 'image/bmp',
  ico: 'image/x-icon',
  tiff: 'image/tiff',
  pdf: 'application/pdf',
  heic: 'image/heic',
  heif: 'image/heif',
  jxl: 'image/jxl',
  jp2: 'image/jp2',
  jpc: 'image/jp2',
  j2k: 'image/jp2',
  jxr: 'image/vnd.ms-photo',
  wdp: 'image/vnd.ms-photo',
  hdp: 'image/vnd.ms-photo',
  psd: 'image/vnd.adobe.photoshop',
  ai: 'application/postscript',
  eps: 'application/postscript',
  ps: 'application/postscript',
  ept: 'application/postscript',
  djvu: 'image/vnd.djvu',
  tga: 'image/x-tga',
  arw: 'image/x-sony-arw',
  cr2: 'image/x-canon-cr2',
  cr3: 'image/x-canon-cr3',
  dng: 'image/x-adobe-dng',
  glb: 'model/gltf-binary',
  gltf: 'model/gltf+json',
  usdz: 'model/vnd.usdz+zip',
  obj: 'model/obj',
  mp4: 'video/mp4',
  m4v: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  ogv: 'video/ogg',
  m3u8: 'application/x-mpegURL',
  mpd: 'application/dash+xml',
  ts: 'video/mp2t',
  '3gp': 'video/3gpp',
  '3g2': 'video/3gpp2',
  avi: 'video/x-msvideo',
  flv: 'video/x-flv',
  mkv: 'video/x-matroska',
  mpeg: 'video/mpeg',
  mpg: 'video/mpeg',
  wmv: 'video/x-ms-wmv',
  mp3: 'audio/mpeg',
  m4a: 'audio/mp4',
  aac: 'audio/aac',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
  wav: 'audio/wav',
  flac: 'audio/flac',
  aiff: 'audio/aiff',
  amr: 'audio/amr',
}

/** Raw files that are more than bytes to a browser. */
const RAW: Readonly<Record<string, string>> = {
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  md: 'text/markdown; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  srt: 'application/x-subrip',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  html: 'text/html; charset=utf-8',
  htm: 'text/html; charset=utf-8',
  xhtml: 'application/xhtml+xml',
  xml: 'application/xml',
  wasm: 'application/wasm',
  zip: 'application/zip',
  gz: 'application/gzip',
  ttf: 'font/ttf',
  otf: 'font/otf',
  woff: 'font/woff',
  woff2: 'font/woff2',
  cube: 'text/plain; charset=utf-8',
}

/** Raw files that a browser may show where they are linked; everything else is downloaded. */
const SHOWN_RAW = [
  'txt',
  'csv',
  'md',
  'vtt',
  'srt',
  'json',
  'css',
  'wasm',
  'ttf',
  'otf',
  'woff',
  'woff2',
  'cube',
  'pdf',
]

/** Of a picture, video or audio file. */
export function contentTypeOf(format: string): string {
  return FORMATS[format] ?? 'application/octet-stream'
}

/** Of a raw file, by the last dot of its public ID. */
export function rawContentTypeOf(publicId: string): string {
  const extension = rawExtensionOf(publicId)
  return RAW[extension] ?? FORMATS[extension] ?? 'application/octet-stream'
}

/** Whether a raw file must not open as a page: it could be one that runs (HTML, XML, SVG, scripts), or anything. */
export function isDownloadOnly(publicId: string): boolean {
  const extension = rawExtensionOf(publicId)
  const isMedia = /^(image|video|audio)\//.test(FORMATS[extension] ?? '') && extension !== 'svg'
  return !isMedia && !SHOWN_RAW.includes(extension)
}

function rawExtensionOf(publicId: string): string {
  return /\.([a-z0-9]{1,16})$/i.exec(publicId)?.[1]?.toLowerCase() ?? ''
}
