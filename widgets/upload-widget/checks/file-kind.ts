/**
 * What a file claims to be, by its media type and, where browsers do not know it, by its extension. Only for limits and
 * icons: the server decides by content.
 */

export type FileKind = 'image' | 'video' | 'audio' | 'raw'

const EXTENSIONS: Readonly<Record<Exclude<FileKind, 'raw'>, ReadonlySet<string>>> = {
  image: new Set(
    'ai arw avif bmp cr2 cr3 dng eps gif heic heif ico jfif jp2 jpe jpeg jpg jxl nef pdf png psd raf svg tga tif tiff webp'.split(
      ' ',
    ),
  ),
  video: new Set('3gp avi flv m2ts m4v mkv mov mp4 mpeg mpg mts mxf ogv ts webm wmv'.split(' ')),
  audio: new Set('aac aif aiff flac m4a mp3 ogg opus wav wma'.split(' ')),
}

/** Spellings of one format. */
const SAME: Readonly<Record<string, string>> = { jpeg: 'jpg', jpe: 'jpg', jfif: 'jpg', tiff: 'tif', heif: 'heic' }

interface Named {
  readonly name: string
  readonly type: string
}

export function kindOf(file: Named): FileKind {
  const family = file.type.split('/')[0]
  if (family === 'image' || family === 'video' || family === 'audio') return family
  const extension = extensionOf(file.name)
  for (const kind of ['image', 'video', 'audio'] as const) if (EXTENSIONS[kind].has(extension)) return kind
  return 'raw'
}

/** Whether a file is one of the allowed formats: extensions with or without dot, kinds, media types, `image/*`. */
export function matchesFormat(file: Named, allowed: readonly string[]): boolean {
  if (allowed.length === 0) return true
  const extension = canonical(extensionOf(file.name))
  const subtype = canonical(file.type.split('/')[1]?.replace(/\+.*$/, '') ?? '')
  const kind = kindOf(file)
  return allowed.some((entry) => {
    const word = entry.toLowerCase().replace(/^\./, '')
    if (word === '*' || word === '*/*') return true
    if (word.includes('/')) return word.endsWith('/*') ? file.type.startsWith(word.slice(0, -1)) : file.type === word
    return word === kind || canonical(word) === (extension || subtype)
  })
}

/** The `accept` of a file chooser for the same list. */
export function acceptAttribute(allowed: readonly string[]): string {
  return allowed
    .map((entry) => {
      const word = entry.toLowerCase().replace(/^\./, '')
      if (word.includes('/')) return word
      return ['image', 'video', 'audio'].includes(word) ? `${word}/*` : `.${word}`
    })
    .join(',')
}

function extensionOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

function canonical(extension: string): string {
  return SAME[extension] ?? extension
}
