/**
 * Texts that the host page gives, in the vendor's two shapes: nested objects and dotted keys, each per language.
 *
 * `{ es: { local: { browse: 'Elegir' } } }` and `{ es: { 'local.browse': 'Elegir' } }` mean the same; so does the
 * same object without a language level. The nearest language wins: `es-MX`, then `es`, then `en` where our own texts are
 * English too.
 */
import type { Catalogue } from './messages.ts'

const LANGUAGE_TAG = /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i
/** Deeper than any catalogue; stops an object that contains itself. */
const MAX_DEPTH = 6

export function overridesFor(
  texts: unknown,
  language: string,
  knownGroups: ReadonlySet<string>,
  catalogueLanguage = 'en',
): Catalogue {
  if (!isRecord(texts)) return {}
  const merged: Record<string, string> = {}
  const withoutLanguage = Object.entries(texts).filter(([key]) => knownGroups.has(key.split('.')[0] ?? ''))
  flatten(Object.fromEntries(withoutLanguage), '', merged, 0)
  for (const tag of fallbackChain(language, catalogueLanguage).reverse()) {
    const entry = Object.entries(texts).find(([key]) => LANGUAGE_TAG.test(key) && normalised(key) === tag)
    if (entry) flatten(entry[1], '', merged, 0)
  }
  return merged
}

/** The language that people will read: the asked one when `texts` has some in it, else that of the catalogue. */
export function spokenLanguage(
  texts: unknown,
  asked: string,
  catalogueLanguage: string,
  knownGroups: ReadonlySet<string>,
): string {
  const chain = fallbackChain(asked, 'en')
  if (chain[0]?.split('-')[0] === catalogueLanguage) return asked
  const own = new Set(chain.slice(0, -1))
  const isSpoken = (key: string): boolean => own.has(normalised(key)) || knownGroups.has(key.split('.')[0] ?? '')
  return isRecord(texts) && Object.keys(texts).some(isSpoken) ? asked : catalogueLanguage
}

/** `es-mx` gives `['es-mx', 'es', 'en']` over an English catalogue, `['es-mx', 'es']` over a Spanish one. */
function fallbackChain(language: string, catalogueLanguage: string): string[] {
  const parts = normalised(language).split('-')
  const chain = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
  return [...new Set(catalogueLanguage === 'en' ? [...chain, 'en'] : chain)]
}

function flatten(value: unknown, prefix: string, into: Record<string, string>, depth: number): void {
  if (!isRecord(value) || depth > MAX_DEPTH) return
  for (const [key, entry] of Object.entries(value)) {
    const path = prefix ? `${prefix}.${key}` : key
    if (typeof entry === 'string') into[path] = entry
    else flatten(entry, path, into, depth + 1)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function normalised(tag: string): string {
  return tag.replaceAll('_', '-').toLowerCase()
}
