/** The library's translator: its catalogue with the page's own texts over it. */
import { createTranslator, type MessageKey, type Translator } from '../../kit/i18n/messages.ts'
import { overridesFor, spokenLanguage } from '../../kit/i18n/overrides.ts'
import { en } from './en.ts'

export type LibraryMessageKey = MessageKey<typeof en>
export type LibraryTexts = Translator<LibraryMessageKey>

const GROUPS: ReadonlySet<string> = new Set(Object.keys(en).map((key) => key.split('.')[0] ?? key))

export function libraryTexts(language: string, texts: unknown): LibraryTexts {
  return createTranslator({
    language: spokenLanguage(texts, language, 'en', GROUPS),
    pageLanguage: language,
    catalogue: en,
    overrides: overridesFor(texts, language, GROUPS),
  })
}
