/**
 * Where files can come from. Three need nothing; the others are the server's to offer, and a page that asks for one that
 * it does not offer gets a tab that says so instead of nothing.
 */
import { warnOnce } from '../kit/log.ts'

export const DEFAULT_SOURCES = ['local', 'url', 'camera'] as const
/** Screen and sound are our own additions. */
export const BUILT_IN_SOURCES = [...DEFAULT_SOURCES, 'screen', 'audio'] as const
export type BuiltInSource = (typeof BUILT_IN_SOURCES)[number]

/** Wire names of `cloudinary.WIDGET_SOURCES`. */
export const ALL_SOURCES = [
  ...BUILT_IN_SOURCES,
  'image_search',
  'google_drive',
  'dropbox',
  'facebook',
  'instagram',
  'shutterstock',
  'getty',
  'istock',
  'unsplash',
  'onedrive',
  'box',
] as const
export type KnownSource = (typeof ALL_SOURCES)[number]
/** Of a source that the page brings along. */
export type PageSourceName = string & { readonly isPageSource: true }
export type SourceName = KnownSource | PageSourceName

const ALIASES: Readonly<Record<string, KnownSource>> = { gettyimages: 'getty' }

export function isBuiltIn(source: string): source is BuiltInSource {
  return (BUILT_IN_SOURCES as readonly string[]).includes(source)
}

/**
 * The sources to show, in the page's order, each once; never empty.
 *
 * @param isOwn whether the page has brought one along under that name
 */
export function readSources(
  asked: readonly string[],
  isOwn?: (name: string) => name is PageSourceName,
): readonly SourceName[] {
  const known: SourceName[] = []
  for (const word of asked) {
    const name = ALIASES[word] ?? ALL_SOURCES.find((source) => source === word) ?? (isOwn?.(word) ? word : undefined)
    if (name === undefined) {
      warnOnce(`sources: there is no source ${JSON.stringify(word)} yet`)
      continue
    }
    if (!known.includes(name)) known.push(name)
  }
  return known.length > 0 ? known : DEFAULT_SOURCES
}
