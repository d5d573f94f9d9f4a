/**
 * The widget's translator: the catalogue of the language with the page's own texts over it. Parts that are loaded on demand
 * bring their English texts along (`addTexts`), each in a table of its own: `en-<part>.ts`. The other languages have them
 * in their one catalogue.
 */
import { createLanguages } from '../../kit/i18n/languages.ts'
import { type Catalogue, createTranslator, type MessageKey, type Translator } from '../../kit/i18n/messages.ts'
import { overridesFor, spokenLanguage } from '../../kit/i18n/overrides.ts'
import { inOurNames } from './documented-names.ts'
import { en } from './en.ts'
import type { enAdvanced } from './en-advanced.ts'
import type { enCapture } from './en-capture.ts'
import type { enCrop } from './en-crop.ts'
import type { enMetadata } from './en-metadata.ts'
import type { enQueue } from './en-queue.ts'
import type { enRemote } from './en-remote.ts'
import type { enStock } from './en-stock.ts'
import type { enUrl } from './en-url.ts'
import { LANGUAGES } from './languages.ts'

export type UploadMessages = typeof en &
  typeof enAdvanced &
  typeof enCapture &
  typeof enCrop &
  typeof enMetadata &
  typeof enQueue &
  typeof enRemote &
  typeof enStock &
  typeof enUrl
export type UploadMessageKey = MessageKey<UploadMessages>
export type UploadTexts = Translator<UploadMessageKey>

/** Groups of keys that come with parts, or that only the reference's widget has. */
const LATER_GROUPS: readonly string[] = [
  'image_search',
  'no_results',
  'search_placeholder',
  'selection_counter',
  'audio',
  'camera',
  'crop',
  'metadataPage',
  'recording',
  'remote',
  'screen',
  'stock',
  'url',
]
const GROUPS: ReadonlySet<string> = new Set([
  ...Object.keys(en).map((key) => key.split('.')[0] ?? key),
  ...LATER_GROUPS,
])

export const uploadLanguages = createLanguages(en, LANGUAGES)

/** Adds the texts of a part that has been loaded; translators that are in use have them too. */
export function addTexts(texts: Catalogue): void {
  uploadLanguages.add(texts)
}

export function uploadTexts(asked: string, texts: unknown): UploadTexts {
  const { language, catalogue } = uploadLanguages.catalogueFor(asked)
  return createTranslator({
    language: spokenLanguage(texts, asked, language, GROUPS),
    pageLanguage: asked,
    catalogue: catalogue as UploadMessages,
    overrides: inOurNames(overridesFor(texts, asked, GROUPS, language)),
  })
}
