/** Where the other languages are. Each is a file with the name of its language, and complete: a test compares them. */
import type { LanguageLoaders, TranslationOf } from '../../kit/i18n/languages.ts'
import type { LibraryMessages } from './texts.ts'

export type LibraryTranslation = TranslationOf<LibraryMessages>

export const LANGUAGES = {
  ar: () => import('./ar.ts').then(({ ar }) => ar),
  de: () => import('./de.ts').then(({ de }) => de),
  es: () => import('./es.ts').then(({ es }) => es),
  fr: () => import('./fr.ts').then(({ fr }) => fr),
  he: () => import('./he.ts').then(({ he }) => he),
  it: () => import('./it.ts').then(({ it }) => it),
  ja: () => import('./ja.ts').then(({ ja }) => ja),
  ko: () => import('./ko.ts').then(({ ko }) => ko),
  nl: () => import('./nl.ts').then(({ nl }) => nl),
  pl: () => import('./pl.ts').then(({ pl }) => pl),
  pt: () => import('./pt.ts').then(({ pt }) => pt),
  tr: () => import('./tr.ts').then(({ tr }) => tr),
  uk: () => import('./uk.ts').then(({ uk }) => uk),
  zh: () => import('./zh.ts').then(({ zh }) => zh),
} as const satisfies LanguageLoaders
