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
export type SourceName = (typeof ALL_SOURCES)[number]

const ALIASES: Readonly<Record<string, SourceName>> = { gettyimages: 'getty' }

export function isBuiltIn(source: string): source is BuiltInSource {
  return (BUILT_IN_SOURCES as readonly string[]).includes(source)
}

/** The sources to show, in the page's order, each once; never empty. */
export function readSources(asked: readonly string[]): readonly SourceName[] {
  const known: SourceName[] = []
  for (const word of asked) {
    const name = ALIASES[word] ?? ALL_SOURCES.find((source) => source === word)
    if (name === undefined) {
      warnOnce(`sources: there is no source ${JSON.stringify(word)}`)
      continue
    }
    if (!known.includes(name)) known.push(name)
  }
  return known.length > 0 ? known : DEFAULT_SOURCES
}
