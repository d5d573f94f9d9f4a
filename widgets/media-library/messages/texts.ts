/**
 * The library's translator: its catalogue with the page's own texts over it. Parts that come later bring their texts along
 * (`addTexts`), each in a table of its own: `en-<part>.ts`. The other languages have them in their one catalogue.
 */
import { createLanguages } from '../../kit/i18n/languages.ts'
import { type Catalogue, createTranslator, type MessageKey, type Translator } from '../../kit/i18n/messages.ts'
import { overridesFor, spokenLanguage } from '../../kit/i18n/overrides.ts'
import { en } from './en.ts'
import type { enBulk } from './en-bulk.ts'
import type { enPreview } from './en-preview.ts'
import { LANGUAGES } from './languages.ts'

export type LibraryMessages = typeof en & typeof enPreview & typeof enBulk

export type LibraryMessageKey = MessageKey<LibraryMessages>
export type LibraryTexts = Translator<LibraryMessageKey>

/** Groups of keys that come with parts. */
const LATER_GROUPS = ['preview', 'edit', 'transform', 'bulk', 'transfer']
const GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(en).map((key) => key.split('.')[0] ?? key),
  ...LATER_GROUPS,
])

export const libraryLanguages = createLanguages(en, LANGUAGES)

/** Adds the texts of a part that has been loaded; translators that are in use have them too. */
export function addTexts(texts: Catalogue): void {
  libraryLanguages.add(texts)
}

export function libraryTexts(asked: string, texts: unknown): LibraryTexts {
  const { language, catalogue } = libraryLanguages.catalogueFor(asked)
  return createTranslator({
    language: spokenLanguage(texts, asked, language, GROUPS),
    pageLanguage: asked,
    catalogue: catalogue as LibraryMessages,
    overrides: overridesFor(texts, asked, GROUPS, language),
  })
}
