/** Where the focus is while files come, go up and are taken away: never lost, and where people most likely go on. */
import { sendKeys } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, same } from '../support/expect.ts'
import { all, browse, bytes, drop, find, fixture, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: focus', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  for (const [where, place] of [
    ['in a window', () => ({})],
    ['in the page', () => ({ inlineContainer: fixture('<div></div>') })],
  ] as const) {
    it(`${where}, taking files off the list goes on at the next one, and ends where files are picked`, async () => {
      const widget = page.open(place())
      await drop(widget, await picture('a.png'), await picture('b.png'), await picture('c.png'))
      await page.until('queues-end')
      await eventually(() => equal(all(widget, '[part~=row-remove]').length, 3))

      const walk: (string | undefined)[] = []
      all(widget, '[part~=row-remove]')[1]?.focus()
      for (let presses = 0; presses < 3; presses += 1) {
        focused(widget)?.click()
        await widget.element.updateComplete
        walk.push(nameOf(focused(widget)))
      }

      same(walk, ['Remove c.png from the list', 'Remove a.png from the list', 'Browse files'])
    })
  }

  it('the button that has the focus keeps it from the first byte to the end', async () => {
    await page.backend.rules({ times: 1, stall: true })
    const widget = page.open()
    await drop(widget, bytes('a.bin', 3_000_000))
    await find(widget, '[data-status=uploading]')
    const cancel = await find(widget, '[part~=row-abort]')
    cancel.focus()

    await page.backend.release()
    await page.until('queues-end')
    await eventually(() => same([cancel.part.contains('row-remove'), focused(widget) === cancel], [true, true]))
  })

  it('after picking it waits for what comes next: to start, and then to be done', async () => {
    const widget = page.open({ manualStart: true })
    await browse(widget, await picture('a.png'), await picture('b.png'))
    await eventually(() => equal(focused(widget)?.textContent?.trim(), 'Upload 2 files'))

    focused(widget)?.click()
    await page.until('queues-end')

    await eventually(() => equal(focused(widget)?.textContent?.trim(), 'Done'))
  })

  it('Esc leaves what lies over the files first, goes back to what opened it, and only then closes', async () => {
    const widget = page.open({ showAdvancedOptions: true, manualStart: true })
    await drop(widget, await picture('a.png'), await picture('b.png'))
    const options = await find(widget, '[aria-controls=advanced]')
    options.click()
    ;(await find(widget, '[part~=public-id-input]')).focus()

    await sendKeys({ press: 'Escape' })
    await eventually(() => equal(focused(widget), options))
    ;(await find(widget, '[part~=order]')).click()
    await find(widget, '.order-row')
    await sendKeys({ press: 'Escape' })
    await eventually(() => equal(focused(widget)?.textContent?.trim(), 'Change order'))
    equal(widget.isShowing(), true)

    await sendKeys({ press: 'Escape' })
    await find(widget, '[part~=confirmation]')
  })

  it('when everything has failed it is on trying again', async () => {
    await page.backend.rules({ times: 1, status: 400, message: 'Invalid image file' })
    const widget = page.open()
    await browse(widget, await picture('a.png'))
    await page.until('queues-end')

    await eventually(() => equal(focused(widget)?.textContent?.trim(), 'Retry failed'))
  })
})

/** What a button is called: by its words, or by what it shows when it has none. */
function nameOf(button: HTMLElement | null): string | undefined {
  return button?.textContent?.trim() || button?.title
}

function focused(widget: UploadWidget): HTMLElement | null {
  return (widget.element.shadowRoot?.activeElement as HTMLElement | null) ?? null
}
