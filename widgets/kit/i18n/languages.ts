/**
 * The languages of one widget. English is built in; every other language is a chunk of its own that is loaded when an
 * element first needs it. A widget waits for it with its first rendering, so that nobody sees English for a moment; a
 * language that cannot be loaded is said once in the console, and English is shown.
 */
import { logError } from '../log.ts'
import type { Catalogue } from './messages.ts'

/** Longer than this nobody waits for words: English comes first then, and the language when it is there. */
const PATIENCE_MS = 3000

export interface Languages {
  /** What is there now for a BCP 47 tag: its own texts, or English. */
  catalogueFor(tag: string): { readonly language: string; readonly catalogue: Catalogue }
  /** Begins to load; undefined when there is nothing to wait for. */
  loaded(tag: string, onLate: () => void): Promise<void> | undefined
  /** More English texts; catalogues that are in use have them too, where they do not say it themselves. */
  add(texts: Catalogue): void
}

export type LanguageLoaders = Readonly<Record<string, () => Promise<Catalogue>>>

/**
 * What a language may say: the texts of the English table, and of each plural the forms that the language has. What is
 * missing is shown in English; that nothing is missing is tested.
 */
export type TranslationOf<English extends Catalogue> = Readonly<
  Partial<Record<Extract<keyof English, string> | PluralForms<English>, string>>
>

type PluralForms<English> = {
  [Key in keyof English]: Key extends `${infer Base}_other` ? `${Base}_${Exclude<Intl.LDMLPluralRule, 'other'>}` : never
}[keyof English]

export function createLanguages(builtIn: Catalogue, loaders: LanguageLoaders): Languages {
  const english = { ...builtIn }
  const here = new Map<string, Record<string, string>>()
  const coming = new Map<string, Promise<void>>()
  const overdue = new Set<string>()
  const load = async (language: string, loader: () => Promise<Catalogue>): Promise<void> => {
    try {
      here.set(language, { ...english, ...(await loader()) })
    } catch (error) {
      logError(`The language ${language} could not be loaded, English is shown: ${error}`)
      here.set(language, english)
    }
  }
  return {
    catalogueFor: (tag) => {
      const language = baseOf(tag)
      const own = here.get(language) ?? english
      return own === english ? { language: 'en', catalogue: english } : { language, catalogue: own }
    },
    loaded: (tag, onLate) => {
      const language = baseOf(tag)
      const loader = Object.hasOwn(loaders, language) ? loaders[language] : undefined
      if (!loader || here.has(language) || overdue.has(language)) return undefined
      const arrival = coming.get(language) ?? load(language, loader)
      coming.set(language, arrival)
      void arrival.then(onLate)
      const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS))
      return Promise.race([arrival, patience.then(() => void overdue.add(language))])
    },
    add: (texts) => {
      for (const table of [english, ...here.values()]) Object.assign(table, { ...texts, ...table })
    },
  }
}

const bases = new Map<string, string>()

/** `pt-BR` gives `pt`, the old `iw` gives `he`; what is no tag gives English. Asked with every rendering. */
function baseOf(tag: string): string {
  const base = bases.get(tag) ?? parsedBase(tag)
  bases.set(tag, base)
  return base
}

function parsedBase(tag: string): string {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).language
  } catch {
    return 'en'
  }
}
