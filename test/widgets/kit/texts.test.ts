import { createTranslator, formatBytes } from '../../../widgets/kit/i18n/messages.ts'
import { overridesFor } from '../../../widgets/kit/i18n/overrides.ts'
import { en } from '../../../widgets/upload-widget/messages/en.ts'
import { uploadTexts } from '../../../widgets/upload-widget/messages/texts.ts'
import { equal, matches, same } from '../support/expect.ts'

const catalogue = {
  'a.b': 'Hello {{name}}',
  c_one: '{{num}} file',
  c_other: '{{num}} files',
  d: '{{- raw}} {{missing}}',
} as const
const groups = new Set(['a', 'c', 'd'])

describe('texts', () => {
  it('fills placeholders as they are, in both spellings, and leaves unknown ones visible', () => {
    const texts = createTranslator({ language: 'en', catalogue })
    equal(texts.text('a.b', { name: '<b>' }), 'Hello <b>')
    equal(texts.text('d', { raw: '$& x' }), '$& x {{missing}}')
  })

  it('chooses the plural by the language, and writes numbers in it', () => {
    equal(createTranslator({ language: 'en', catalogue }).text('c', { num: 1 }), '1 file')
    equal(createTranslator({ language: 'de', catalogue }).text('c', { num: 1234 }), '1.234 files')
    const polish = { c_few: '{{num}} pliki', c_many: '{{num}} plików' }
    equal(createTranslator({ language: 'pl', catalogue, overrides: polish }).text('c', { num: 3 }), '3 pliki')
  })

  it('writes numbers and sizes in the language that is read, not in one that has no texts', () => {
    const untranslated = uploadTexts('fa', undefined)
    same([untranslated.language, untranslated.direction], ['en', 'rtl'])
    same(
      [untranslated.bytes(1_500_000), untranslated.percent(0.5), untranslated.number(1234)],
      ['1.5 MB', '50%', '1,234'],
    )

    const translated = uploadTexts('fa-IR', { fa: { local: { browse: 'مرور' } } })
    same([translated.language, translated.number(12)], ['fa-IR', '۱۲'])
    equal(uploadTexts('en-GB', undefined).language, 'en-GB')
    equal(uploadTexts('sv', { de: { close: 'Zu' } }).language, 'en')
    matches(uploadTexts('sv', { close: 'Stäng' }).bytes(1_500_000), /^1,5\sMB$/)
  })

  it('isolates values where two directions meet, and nowhere else', () => {
    equal(
      createTranslator({ language: 'en', catalogue }).text('a.b', { name: 'שלום.png' }),
      'Hello \u2068שלום.png\u2069',
    )
    equal(createTranslator({ language: 'en', catalogue }).text('a.b', { name: 'a.png' }), 'Hello a.png')
    equal(
      createTranslator({ language: 'en', pageLanguage: 'ar', catalogue }).text('a.b', { name: 'a.png' }),
      'Hello \u2068a.png\u2069',
    )
  })

  it('lets a text of the page without plural win over our plural forms', () => {
    equal(createTranslator({ language: 'en', catalogue, overrides: { c: 'n={{num}}' } }).text('c', { num: 1 }), 'n=1')
  })

  it('reads right-to-left from the language, and survives a tag that is none', () => {
    equal(createTranslator({ language: 'he-IL', catalogue }).direction, 'rtl')
    equal(createTranslator({ language: 'not a tag', catalogue }).language, 'en')
  })

  it("merges the page's texts from the general to the special language, nested and dotted", () => {
    const texts = { en: { a: { b: 'en' } }, es: { 'a.b': 'es', d: 'es d' }, 'es-MX': { a: { b: 'mx' } }, 'c.x': 'any' }
    same(overridesFor(texts, 'es-MX', groups), { 'c.x': 'any', 'a.b': 'mx', d: 'es d' })
  })

  it("leaves the page's English texts to those who read English", () => {
    const texts = { en: { 'a.b': 'en', d: 'en d' }, es: { 'a.b': 'es' } }
    same(overridesFor(texts, 'es', groups, 'es'), { 'a.b': 'es' })
    same(overridesFor(texts, 'es', groups, 'en'), { 'a.b': 'es', d: 'en d' })
  })

  it('survives texts that contain themselves', () => {
    const loop: Record<string, unknown> = {}
    loop.a = loop
    same(overridesFor({ en: loop }, 'en', groups), {})
  })

  it('writes sizes in powers of 1000 with three digits', () => {
    same(
      [0, 999, 1500, 20_000_000, 1.23e12].map((size) => formatBytes(size, 'en')),
      ['0 bytes', '999 bytes', '1.5 kB', '20 MB', '1.23 TB'],
    )
  })

  it('has no text that nothing shows', async () => {
    const sources = await (await fetch('/__sources__')).text()
    // Keys that are put together: by status, code or source.
    const composed = /^(?:menu|problem|queue\.statuses|limits)\./
    const names = Object.keys(en).map((key) => key.replace(/_(?:one|other)$/, ''))
    same(
      names.filter((name) => !composed.test(name) && !sources.includes(`'${name}'`)),
      [],
    )
  })
})
