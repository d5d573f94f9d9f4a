/** What files that hover over the widget are told, on each of its screens. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, same } from '../support/expect.ts'
import { all, find, picture, transferOf, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: files that hover', () => {
  const { matchMedia } = window
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    window.matchMedia = matchMedia
    await page.close()
  })

  it('over a screen that is no place to drop, the whole window says that they may be let go', async () => {
    const widget = page.open().open('url')
    const panel = await find(widget, '[part~=url-input]')
    const dataTransfer = transferOf([await picture('a.png')])

    hover(panel, dataTransfer)
    const veil = await find(widget, '.drop-veil')
    same([veil.textContent?.trim(), veil.checkVisibility()], ['Drop the files to upload them', true])
    panel.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true }))

    await page.until('success')
    equal(all(widget, '.drop-veil').length, 0)
  })

  it('over the drop area, that area alone answers', async () => {
    const widget = page.open()
    const zone = await find(widget, '[part~=dropzone]')

    hover(zone, transferOf([await picture('a.png')]))
    await eventually(() => equal(titleOf(widget), 'Drop the files to upload them'))

    equal(all(widget, '.drop-veil').filter((veil) => veil.checkVisibility()).length, 0)
  })

  for (const [whose, text, title] of [
    ['ours are others', {}, 'What would you like to upload?'],
    ['the page’s own stay', { local: { dd_title_multi: 'Add your photos' } }, 'Add your photos'],
  ] as const) {
    it(`where nothing can be dragged, nobody is asked to: ${whose}`, async () => {
      window.matchMedia = (query) => matchMedia(query.includes('hover: none') ? 'all' : query)

      const widget = page.open({ text: { en: text } })
      await find(widget, '.dropzone')

      equal(titleOf(widget), title)
    })
  }
})

function hover(over: HTMLElement, dataTransfer: DataTransfer): void {
  for (const type of ['dragenter', 'dragover']) {
    over.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }))
  }
}

function titleOf(widget: UploadWidget): string | undefined {
  return all(widget, '.dropzone .dropzone-title')[0]?.textContent?.trim()
}
