/**
 * The library's translator: its catalogue with the page's own texts over it. Parts that come later bring their texts along
 * (`addTexts`), each in a table of its own: `en-<part>.ts`.
 */
import { type Catalogue, createTranslator, type MessageKey, type Translator } from '../../kit/i18n/messages.ts'
import { overridesFor, spokenLanguage } from '../../kit/i18n/overrides.ts'
import { en } from './en.ts'
import type { enBulk } from './en-bulk.ts'
import type { enPreview } from './en-preview.ts'

type Texts = typeof en & typeof enPreview & typeof enBulk

export type LibraryMessageKey = MessageKey<Texts>
export type LibraryTexts = Translator<LibraryMessageKey>

/** Groups of keys that come with parts. */
const LATER_GROUPS = ['preview', 'edit', 'transform', 'bulk', 'transfer']
const GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(en).map((key) => key.split('.')[0] ?? key),
  ...LATER_GROUPS,
])
const catalogue = { ...en } as unknown as Texts

/** Adds the texts of a part that has been loaded; translators that are in use have them too. */
export function addTexts(texts: Catalogue): void {
  Object.assign(catalogue, texts)
}

export function libraryTexts(language: string, texts: unknown): LibraryTexts {
  return createTranslator({
    language: spokenLanguage(texts, language, 'en', GROUPS),
    pageLanguage: language,
    catalogue,
    overrides: overridesFor(texts, language, GROUPS),
  })
}
