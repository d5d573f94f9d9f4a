/** What a widget's languages have to be: complete, with the same values in them, and really translated. */
import type { LanguageLoaders } from '../../../widgets/kit/i18n/languages.ts'
import type { Catalogue } from '../../../widgets/kit/i18n/messages.ts'
import { ok, same } from './expect.ts'

export const LAUNCH_LANGUAGES = 'ar de es fr he it ja ko nl pl pt tr uk zh'.split(' ')
/** Counts that people meet; the many-form of French begins at a million. */
const COUNTS = Array.from({ length: 1001 }, (_, count) => count)
const FORM = /_(?:zero|one|two|few|many|other)$/

/** @param widget folder below `widgets/` */
export function describeLanguages(widget: string, languages: LanguageLoaders): void {
  describe(`${widget}: languages`, () => {
    let english: Catalogue
    let families: ReadonlySet<string>
    before(async () => {
      english = ((await import(`/__english__/${widget}.js`)) as { english: Catalogue }).english
      const plurals = Object.keys(english).filter((key) => key.endsWith('_other'))
      families = new Set(plurals.map((key) => key.replace(FORM, '')))
    })

    it('are those of the launch', () => same(Object.keys(languages).sort(), LAUNCH_LANGUAGES))

    for (const language of LAUNCH_LANGUAGES) {
      it(`${language} has every text, no other, and each form of a plural that the language has`, async () => {
        const catalogue = await languages[language]?.()
        const plurals = new Intl.PluralRules(language)
        const forms = [...new Set([...COUNTS.map((count) => plurals.select(count)), 'other'])]
        const wanted = Object.keys(english).flatMap((key) => {
          const family = key.replace(FORM, '')
          if (!families.has(family)) return [key]
          return key.endsWith('_other') ? forms.map((form) => `${family}_${form}`) : []
        })

        same(Object.keys(catalogue ?? {}).sort(), wanted.sort())
      })

      it(`${language} says the same values as English`, async () => {
        const catalogue = (await languages[language]?.()) ?? {}
        const wrong = Object.entries(catalogue).filter(([key, text]) => {
          const isFamily = families.has(key.replace(FORM, ''))
          const wanted = placeholders(english[isFamily ? key.replace(FORM, '_other') : key] ?? '')
          const found = placeholders(text)
          // One, two and none may be said in words.
          const inWords = isFamily && /_(?:zero|one|two)$/.test(key)
          return `${inWords ? wanted.filter((name) => name !== 'num' || found.includes(name)) : wanted}` !== `${found}`
        })
        same(wrong, [])
      })

      it(`${language} is translated`, async () => {
        const catalogue = (await languages[language]?.()) ?? {}
        const words = (key: string): string => (english[key] ?? '').replace(/\{\{\w+\}\}/g, '')
        const sentences = Object.keys(catalogue).filter((key) => /\p{L}{2,} \p{L}{2,} .*\p{L}{2,}/u.test(words(key)))

        ok(sentences.length > 20, 'sentences')
        same(
          sentences.filter((key) => catalogue[key] === english[key]),
          [],
        )
      })
    }
  })
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').sort()
}
