/** Providers of remote sources: their names on the wire and in routes, what they can do, and what they need. */

export const PROVIDERS = ['drive', 'dropbox', 'facebook', 'instagram', 'onedrive', 'box', 'unsplash'] as const
/** By the names of their routes. */
export type Provider = (typeof PROVIDERS)[number]

export interface ProviderFacts {
  /** Name among the `sources` of a widget. */
  readonly source: string
  /** As people know it. */
  readonly title: string
  readonly kind: 'account' | 'search'
  /** Name of its sign-in in routes; null when it needs none. */
  readonly signIn: string | null
  /** Finds files by words; elsewhere a folder is all that can be asked for. */
  readonly searches: boolean
  /** A sign-in that has ended can be made fresh without its visitor. */
  readonly refreshes: boolean
  /** Environment variables without which it is off. */
  readonly settings: readonly string[]
}

const needs = (variable: string): readonly string[] => [`TINTYPE_${variable}_KEY`, `TINTYPE_${variable}_SECRET`]

export const PROVIDER_FACTS: Readonly<Record<Provider, ProviderFacts>> = {
  drive: {
    source: 'google_drive',
    title: 'Google Drive',
    kind: 'account',
    signIn: 'googledrive',
    searches: false,
    refreshes: true,
    settings: needs('GOOGLE_DRIVE'),
  },
  dropbox: {
    source: 'dropbox',
    title: 'Dropbox',
    kind: 'account',
    signIn: 'dropbox',
    searches: true,
    refreshes: true,
    settings: needs('DROPBOX'),
  },
  facebook: {
    source: 'facebook',
    title: 'Facebook',
    kind: 'account',
    signIn: 'facebook',
    searches: false,
    refreshes: false,
    settings: needs('FACEBOOK'),
  },
  instagram: {
    source: 'instagram',
    title: 'Instagram',
    kind: 'account',
    signIn: 'instagram',
    searches: false,
    refreshes: false,
    settings: needs('INSTAGRAM'),
  },
  onedrive: {
    source: 'onedrive',
    title: 'OneDrive',
    kind: 'account',
    signIn: 'microsoft',
    searches: false,
    refreshes: true,
    settings: needs('ONEDRIVE'),
  },
  box: {
    source: 'box',
    title: 'Box',
    kind: 'account',
    signIn: 'box',
    searches: false,
    refreshes: false,
    settings: needs('BOX'),
  },
  unsplash: {
    source: 'unsplash',
    title: 'Unsplash',
    kind: 'search',
    signIn: null,
    searches: true,
    refreshes: false,
    settings: ['TINTYPE_UNSPLASH_KEY'],
  },
}

export function isProvider(text: string): text is Provider {
  return (PROVIDERS as readonly string[]).includes(text)
}
