/**
 * Message catalogues: a flat table from dotted keys (the vendor's, where one exists) to texts.
 *
 * `{{name}}` is replaced by a value; the result is always text, never markup, and `{{- name}}` means the same. Where two
 * directions meet the value is isolated (U+2068 … U+2069), so that a Hebrew file name does not turn the sentence around.
 * A plural is written as `<key>_one`, `<key>_few` … `<key>_other`, chosen by `Intl.PluralRules` from `{{num}}`.
 * A host's own text for `<key>` without suffix wins over our plural forms of it.
 */

export type Catalogue = Readonly<Record<string, string>>

/** The keys of a catalogue, a plural family counting as one key. */
export type MessageKey<Table extends Catalogue> = WithoutPlural<Extract<keyof Table, string>>

type WithoutPlural<Key extends string> = Key extends `${infer Base}_one`
  ? Base
  : Key extends `${infer Base}_other`
    ? Base
    : Key

export type MessageValues = Readonly<Record<string, string | number>>

export interface Translator<Key extends string> {
  /** BCP 47 tag that numbers and dates are written in. */
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  text(key: Key, values?: MessageValues): string
  bytes(count: number): string
  number(value: number): string
  percent(fraction: number): string
}

export interface TranslatorOptions<Table extends Catalogue> {
  /** What the texts are in; numbers, sizes and plurals follow it. */
  readonly language: string
  /** What the page is in, when that is another language; the reading direction follows it. */
  readonly pageLanguage?: string
  readonly catalogue: Table
  readonly overrides?: Catalogue
}

const PLACEHOLDER = /\{\{-?\s*([\w.]+)\s*\}\}/g
const RIGHT_TO_LEFT = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ku', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi'])
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufefc]/
const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

export function createTranslator<Table extends Catalogue>(
  options: TranslatorOptions<Table>,
): Translator<MessageKey<Table>> {
  const language = supportedLanguage(options.language)
  const { catalogue, overrides = {}, pageLanguage = language } = options
  const direction = RIGHT_TO_LEFT.has(pageLanguage.split('-')[0] ?? '') ? 'rtl' : 'ltr'
  const plurals = new Intl.PluralRules(language)
  const template = (key: string, values: MessageValues): string => {
    const form = typeof values.num === 'number' ? `${key}_${plurals.select(values.num)}` : key
    const general = `${key}_other`
    return (
      overrides[form] ??
      overrides[key] ??
      overrides[general] ??
      catalogue[form] ??
      catalogue[general] ??
      catalogue[key] ??
      key
    )
  }
  return {
    language,
    direction,
    text: (key, values = {}) =>
      template(key, values).replace(PLACEHOLDER, (whole, name: string) => {
        const value = formatted(values[name], whole, language)
        return direction === 'rtl' || RIGHT_TO_LEFT_LETTER.test(value) ? `\u2068${value}\u2069` : value
      }),
    bytes: (count) => formatBytes(count, language),
    number: (value) => numberFormat(language, {}).format(value),
    percent: (fraction) => numberFormat(language, { style: 'percent' }).format(fraction),
  }
}

/** Sizes as people read them: powers of 1000, three significant digits. */
export function formatBytes(count: number, language: string): string {
  const exponent = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, count)) / 3)))
  return numberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[exponent] ?? 'byte',
    unitDisplay: exponent === 0 ? 'long' : 'short',
    maximumSignificantDigits: 3,
  }).format(count / 1000 ** exponent)
}

function formatted(value: string | number | undefined, placeholder: string, language: string): string {
  if (value === undefined) return placeholder
  return typeof value === 'number' ? numberFormat(language, {}).format(value) : value
}

const numberFormats = new Map<string, Intl.NumberFormat>()

/** Making one takes a hundred times as long as using it. There are as many as languages and units. */
function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  const format = numberFormats.get(key) ?? new Intl.NumberFormat(language, options)
  numberFormats.set(key, format)
  return format
}

/** A tag that `Intl` accepts; English when the page's is not one. */
function supportedLanguage(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en'
  } catch {
    return 'en'
  }
}
