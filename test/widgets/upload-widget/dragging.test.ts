/** What files that hover over the widget are told, on each of its screens. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, same } from '../support/expect.ts'
import { all, find, picture, transferOf, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: files that hover', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

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
})

function hover(over: HTMLElement, dataTransfer: DataTransfer): void {
  for (const type of ['dragenter', 'dragover']) {
    over.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }))
  }
}

function titleOf(widget: UploadWidget): string | undefined {
  return all(widget, '.dropzone .dropzone-title')[0]?.textContent?.trim()
}
