/**
 * What is written about many assets, and what of it is a wish: alternative texts of pictures, and captions. Pure. Decorative
 * pictures have no alternative text, which is something that somebody has said of them: only replacing ends that.
 */
import type { AssetWish } from '../api/bulk-actions.ts'
import { contextOf, type LibraryAsset } from '../api/library-asset.ts'

export interface Words {
  readonly alt: string
  readonly caption: string
  readonly isDecorative: boolean
}

/** What becomes of a text that is there already. */
export type Manner = 'replace' | 'append' | 'keep'

export interface CommonWords extends Pick<Words, 'alt' | 'caption'> {
  readonly manner: Manner
}

type Context = Readonly<Record<string, string>>

export function wordsOf(asset: LibraryAsset): Words {
  const { alt = '', caption = '', decorative } = contextOf(asset)
  return { alt, caption, isDecorative: decorative === 'true' }
}

export function isPicture({ resource_type: type }: LibraryAsset): boolean {
  return type === 'image'
}

/** Says what it shows, or that it shows nothing. */
export function isDescribed({ alt, isDecorative }: Words): boolean {
  return alt.trim() !== '' || isDecorative
}

/** With what is meant for all of them; what is empty is not meant. */
export function withCommon(asset: LibraryAsset, { alt, caption, manner }: CommonWords): Words {
  const words = wordsOf(asset)
  const isLeft = !isPicture(asset) || alt.trim() === '' || (words.isDecorative && manner !== 'replace')
  return {
    ...(isLeft ? words : { ...words, alt: joined(words.alt, alt, manner), isDecorative: false }),
    caption: joined(words.caption, caption, manner),
  }
}

/** Made from the words that people see: where others stand by now, they stay. */
export function wordsWish(asset: LibraryAsset, words: Words): AssetWish | undefined {
  const { alt = '', caption = '', decorative = '' } = contextOf(asset)
  const before: Context = { alt, caption, decorative }
  const known = contextWith(wordsOf(asset))
  const after = contextWith(words)
  const changed = Object.keys(after).filter((key) => after[key] !== known[key])
  if (changed.length === 0) return undefined
  const pick = (from: Context): Context => Object.fromEntries(changed.map((key) => [key, from[key] ?? '']))
  return { if: { context: pick(before) }, set: { context: pick(after) } }
}

function joined(present: string, given: string, manner: Manner): string {
  const text = given.trim()
  if (text === '' || (manner === 'keep' && present !== '')) return present
  return manner === 'append' && present !== '' ? `${present} ${text}` : text
}

function contextWith({ alt, caption, isDecorative }: Words): Context {
  return { alt: isDecorative ? '' : alt.trim(), caption: caption.trim(), decorative: isDecorative ? 'true' : '' }
}
