/**
 * The widget's translator: its catalogue with the page's own texts over it. Parts that are loaded on demand bring their
 * texts along (`addTexts`), each in a table of its own: `en-<part>.ts`.
 */
import { type Catalogue, createTranslator, type MessageKey, type Translator } from '../../kit/i18n/messages.ts'
import { overridesFor, spokenLanguage } from '../../kit/i18n/overrides.ts'
import { en } from './en.ts'
import type { enAdvanced } from './en-advanced.ts'

export type UploadMessageKey = MessageKey<typeof en & typeof enAdvanced>
export type UploadTexts = Translator<UploadMessageKey>

/** Groups of keys that come with parts. */
const LATER_GROUPS: readonly string[] = []
const GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(en).map((key) => key.split('.')[0] ?? key),
  ...LATER_GROUPS,
])
const catalogue = { ...en } as typeof en & typeof enAdvanced

/** Adds the texts of a part that has been loaded; translators that are in use have them too. */
export function addTexts(texts: Catalogue): void {
  Object.assign(catalogue, texts)
}

export function uploadTexts(language: string, texts: unknown): UploadTexts {
  return createTranslator({
    language: spokenLanguage(texts, language, 'en', GROUPS),
    pageLanguage: language,
    catalogue,
    overrides: overridesFor(texts, language, GROUPS),
  })
}
