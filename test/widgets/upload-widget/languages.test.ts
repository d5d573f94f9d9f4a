/** The launch languages of the upload widget: their catalogues, how they come, and how they look. */
import { setViewport } from '@web/test-runner-commands'
import { createLanguages } from '../../../widgets/kit/i18n/languages.ts'
import { LANGUAGES } from '../../../widgets/upload-widget/messages/languages.ts'
import { describeLanguages } from '../support/compare-languages.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, bytes, drop, find, picture, WidgetPage } from '../support/widget-page.ts'

describeLanguages('upload-widget', LANGUAGES)

describe('a language of a widget', () => {
  const german = { close: 'Zu' }
  const english = { close: 'Close', back: 'Back' }

  it('is loaded once, is English until then, and where it says nothing', async () => {
    let loads = 0
    const languages = createLanguages(english, {
      de: async () => {
        loads += 1
        return german
      },
    })
    same(languages.catalogueFor('de-AT').catalogue, english)

    await Promise.all([languages.loaded('de-AT', () => {}), languages.loaded('de', () => {})])

    same(languages.catalogueFor('de_AT'), { language: 'de', catalogue: { close: 'Zu', back: 'Back' } })
    equal(
      languages.loaded('de', () => {}),
      undefined,
    )
    equal(loads, 1)
  })

  it('keeps what it says itself when a part brings more English texts', async () => {
    const languages = createLanguages(english, { de: async () => ({ ...german, part: 'Teil' }) })
    await languages.loaded('de', () => {})

    languages.add({ part: 'Part', later: 'Later' })

    same(languages.catalogueFor('de').catalogue, { close: 'Zu', back: 'Back', part: 'Teil', later: 'Later' })
    same(languages.catalogueFor('en').catalogue, { close: 'Close', back: 'Back', part: 'Part', later: 'Later' })
  })

  it('is English when it is not there, cannot be loaded, or is no language', async () => {
    const languages = createLanguages(english, { de: () => Promise.reject(new Error('no connection')) })

    await languages.loaded('de', () => {})

    for (const tag of ['de', 'sv', 'toString', 'not a tag']) {
      same(languages.catalogueFor(tag), { language: 'en', catalogue: english }, tag)
      equal(
        languages.loaded(tag, () => {}),
        undefined,
        tag,
      )
    }
  })

  it('knows the old tags and the script of a region', async () => {
    const languages = createLanguages(english, { he: async () => german, zh: async () => german })
    await Promise.all([languages.loaded('iw', () => {}), languages.loaded('zh-Hans-CN', () => {})])
    same([languages.catalogueFor('iw-IL').language, languages.catalogueFor('zh-CN').language], ['he', 'zh'])
  })
})

describe('upload widget: in another language', () => {
  let page: WidgetPage
  beforeEach(async () => {
    page = new WidgetPage()
    await setViewport({ width: 1280, height: 800 })
  })
  afterEach(async () => {
    await page.close()
    document.documentElement.removeAttribute('lang')
  })

  it('follows the lang of the page, regions included, and shows no English on the way', async () => {
    document.documentElement.lang = 'pt-BR'
    const widget = page.create()
    document.body.append(widget.element)
    const seen = new Set<string>()
    const observer = new MutationObserver(() => seen.add(widget.element.shadowRoot?.textContent ?? ''))
    if (widget.element.shadowRoot) observer.observe(widget.element.shadowRoot, { subtree: true, childList: true })

    widget.open()
    matches((await find(widget, '[part~=dropzone]')).textContent, /Solte arquivos aqui/)

    observer.disconnect()
    same(
      [...seen].filter((text) => /Drop files/.test(text)),
      [],
    )
  })

  it('changes with the language option, plurals and numbers too', async () => {
    const widget = page.open({ language: 'pl', maxFiles: 3 })
    matches((await find(widget, '.limits')).textContent, /najwyżej 3 pliki/)

    await widget.update({ language: 'ar', maxFiles: 11 })

    matches((await find(widget, '.limits')).textContent, /ملفًا على الأكثر/)
    equal(getComputedStyle(await find(widget, '[part~=dropzone]')).direction, 'rtl')
  })

  for (const language of ['de', 'ar', 'ja'] as const) {
    it(`fits a screen of 320 pixels in ${language}, on each screen`, async () => {
      await setViewport({ width: 320, height: 568 })
      await page.backend.rules({ name: 'bad.png', times: 1, status: 400, message: 'Invalid image file' })
      const widget = page.open({ language, clientAllowedFormats: ['png', 'mp4'], maxFiles: 5, maxFileSize: 90_000 })
      await find(widget, '[part~=dropzone]')
      await eventually(() => same(overflowing(widget.element), []))

      await drop(widget, await picture('good.png'), await picture('bad.png'), bytes('large.mp4', 95_000, 'video/mp4'))
      await page.until('queues-end')
      await eventually(() => ok(all(widget, '[data-state=failed]').length === 2, 'two failed rows'))
      same(overflowing(widget.element), [])

      widget.open('url')
      await find(widget, '[part~=url-submit]')
      same(overflowing(widget.element), [])
    })
  }
})

/** Texts and controls that are cut off, or reach out of the window. */
function overflowing(element: HTMLElement): string[] {
  const nodes = [...(element.shadowRoot?.querySelectorAll<HTMLElement>('button, p, h2, h3, label, input, li') ?? [])]
  const cut = nodes
    .filter((node) => node.checkVisibility() && !node.closest('.visually-hidden'))
    .filter((node) => {
      const { left, right } = node.getBoundingClientRect()
      // A strip of tabs scrolls by itself; names of files are shortened on purpose.
      if (node.closest('[role=tablist]') || getComputedStyle(node).textOverflow === 'ellipsis') return false
      return left < -1 || right > innerWidth + 1 || node.scrollWidth > node.clientWidth + 1
    })
  return cut.map((node) => `${node.localName}.${node.className}: ${node.textContent?.trim()}`)
}
