/** Statements 1 to 7, 31 to 36, 38 to 42, 44, 45, 49 and 51 of the Upload Widget's acceptance list: the widget in a page. */
import { setViewport } from '@web/test-runner-commands'
import {
  applyUploadWidget,
  createUploadWidget,
  openUploadWidget,
  type UploadWidget,
} from '../../../widgets/upload-widget/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { assertReachable } from '../support/reachable.ts'
import { all, browse, bytes, drop, find, fixture, picture, WidgetPage } from '../support/widget-page.ts'

const METHODS = 'open close update show hide minimize isShowing isMinimized isDestroyed destroy'.split(' ')

describe('upload widget: showing', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    await page.close()
    await setViewport({ width: 1280, height: 800 })
  })

  it('1: createUploadWidget returns the ten methods and shows nothing', () => {
    const widget = page.create()

    for (const method of METHODS) equal(typeof widget[method as keyof UploadWidget], 'function', method)
    equal(document.querySelector('tintype-upload-widget'), null)
  })

  it('2: open shows one dialog in the top layer and says so', async () => {
    const widget = page.open()

    ok((await find(widget, 'dialog')).matches(':modal'), 'a modal dialog')
    same(page.infos('display-changed'), ['shown'])
  })

  it('3: opening twice leaves one dialog', () => {
    const widget = page.open().open()

    equal(document.querySelectorAll('tintype-upload-widget').length, 1)
    equal(all(widget, 'dialog').length, 1)
  })

  it('4: openUploadWidget shows at once and returns a widget', () => {
    const widget = page.track(openUploadWidget(page.options()))

    ok(widget.isShowing(), 'shown')
    ok(widget.element.shadowRoot?.querySelector('dialog:modal'), 'a modal dialog at once')
  })

  it('5: applyUploadWidget puts a button before the hidden element, which opens and does not navigate', async () => {
    fixture('<form><input id="file" type="file" name="photo"></form>')
    const widget = page.track(applyUploadWidget('#file', page.options()))

    const input = document.querySelector<HTMLElement>('#file')
    const button = input?.previousElementSibling as HTMLAnchorElement
    equal(getComputedStyle(input as HTMLElement).display, 'none')
    same([button.className, button.textContent], ['cloudinary-button', 'Upload image'])
    const before = location.href
    button.click()
    ok(widget.isShowing(), 'shown')
    equal(location.href, before)
  })

  it('5: applyUploadWidget throws for an element that is not there', () => {
    throws(() => applyUploadWidget('#nothing', page.options()), /no element/)
  })

  it('5: a caption with markup keeps what is harmless and shows the rest as text', () => {
    fixture('<input id="file" type="file">')
    const buttonCaption = '<b>Go</b> <img src=x onerror=alert(1)> <script>1</script>'
    page.track(applyUploadWidget('#file', page.options({ buttonCaption })))

    const button = document.querySelector('#file')?.previousElementSibling
    equal(button?.innerHTML, '<b>Go</b> <img> &lt;script&gt;1&lt;/script&gt;')
  })

  it('6: underscored option names behave as the others', async () => {
    const { cloudName, uploadPreset, ...rest } = page.options() as Record<string, unknown>
    const options = { ...rest, cloud_name: cloudName, upload_preset: uploadPreset, max_files: 2 }
    const widget = page.track(openUploadWidget(options, page.callback))

    await drop(widget, await picture('a.png'), await picture('b.png'), await picture('c.png'))
    await page.until('batch-cancelled')
    await drop(widget, await picture('a.png'))
    await page.until('success')
  })

  it('7: options that are no object, and containers that are not there, throw at once', () => {
    throws(() => createUploadWidget('x' as unknown as object), /plain object/)
    throws(() => createUploadWidget(page.options({ inlineContainer: '#nope' })), /#nope/)
    throws(() => createUploadWidget(page.options({ queueViewPosition: 'middle' })), /left or right/)
  })

  it('31: with autoMinimize the widget shrinks to 55 px when the upload starts, and a click brings it back', async () => {
    await page.backend.rules({ times: 1, hold: true })
    const widget = page.open({ autoMinimize: true })

    await browse(widget, await picture('a.png'))
    const bar = await find(widget, '[part~=mini]')
    equal(bar.getBoundingClientRect().height, 55)
    ok(widget.isMinimized(), 'minimized')
    ;(await find(widget, '[part~=mini-expand]')).click()
    same(page.infos('display-changed'), ['shown', 'minimized', 'expanded'])
  })

  it('32: the small bar is where queueViewPosition says, and as wide as a narrow screen', async () => {
    const widget = page.open({ queueViewPosition: 'left:10px' }).minimize()

    const bar = await find(widget, '[part~=mini]')
    same([bar.getBoundingClientRect().left, bar.getBoundingClientRect().width], [10, 500])
    await setViewport({ width: 500, height: 700 })
    await eventually(() => same([bar.getBoundingClientRect().left, bar.getBoundingClientRect().width], [0, 500]))
  })

  it('33: inline the widget is inside its container, without backdrop, and the page still scrolls', async () => {
    fixture('<div id="box"></div>')
    const widget = page.open({ inlineContainer: '#box' })

    ok(document.querySelector('#box')?.contains(widget.element), 'inside of the container')
    equal(all(widget, 'dialog').length, 0)
    same([document.body.style.overflow, document.documentElement.style.overflow], ['', ''])
    const { width, height } = (await find(widget, '[part~=dialog]')).getBoundingClientRect()
    equal(width, document.querySelector('#box')?.clientWidth)
    ok(height >= 610, 'at least 610 px')
  })

  for (const before of ['', 'hidden', 'scroll']) {
    it(`34: after closing, destroying or removing, overflow is "${before}" as before`, async () => {
      const root = document.documentElement
      document.body.style.overflow = before
      root.style.overflow = before
      const ends: ((widget: UploadWidget) => unknown)[] = [
        (widget) => widget.close(),
        (widget) => widget.destroy(),
        (widget) => widget.element.remove(),
      ]
      for (const end of ends) {
        const widget = page.open()
        equal(root.style.overflow, 'hidden', 'while open')
        await end(widget)
        await widget.element.updateComplete
        same([document.body.style.overflow, root.style.overflow], [before, before])
      }
      document.body.removeAttribute('style')
      root.removeAttribute('style')
    })
  }

  it('35: opened from inside a modal dialog of the page it is usable, and Esc closes only the widget', async () => {
    const host = fixture('<dialog><button>Open</button></dialog>').querySelector('dialog') as HTMLDialogElement
    host.showModal()
    const widget = page.open()

    const button = await find(widget, '[part~=tab][data-source=url]')
    const { x, y, width, height } = button.getBoundingClientRect()
    equal(document.elementFromPoint(x + width / 2, y + height / 2), widget.element)
    const { sendKeys } = await import('@web/test-runner-commands')
    await sendKeys({ press: 'Escape' })
    await eventually(() => equal(widget.isShowing(), false))
    equal(host.open, true)
  })

  it('36: after a success the form has a hidden input with the reference', async () => {
    fixture('<form id="form"></form>')
    const widget = page.open({ form: '#form', fieldName: 'photo' })
    await browse(widget, await picture('a.png'))
    await page.until('success')

    const input = document.querySelector<HTMLInputElement>('#form input[type=hidden]')
    equal(input?.name, 'photo')
    equal(input?.dataset.cloudinaryPublicId, page.infos('success')[0]?.public_id)
    matches(input?.value, /^image\/upload\/v\d+\/.+#[0-9a-f]+$/)
  })

  it('38: destroy takes the thumbnails away for good, and open afterwards does nothing', async () => {
    fixture('<div id="thumbs"></div>')
    const widget = page.open({ thumbnails: '#thumbs' })
    await browse(widget, await picture('a.png'))
    await page.until('success')
    await eventually(() => equal(document.querySelectorAll('#thumbs li').length, 1))

    await widget.destroy({ removeThumbnails: true })

    equal(document.querySelector('#thumbs')?.childElementCount, 0)
    equal(widget.isDestroyed(), true)
    widget.open()
    equal(document.querySelector('tintype-upload-widget'), null)
  })

  it('39: texts of the page replace ours, nested or dotted; what is missing is ours of the language, else English', async () => {
    const nested = page.open({ language: 'es', text: { es: { local: { browse: 'Elegir' } } } })
    matches((await find(nested, '[part~=dropzone]')).textContent, /Arrastra archivos aquí[\s\S]*Elegir/)
    await nested.destroy()

    const dotted = page.open({ language: 'es-MX', text: { es: { 'local.browse': 'Elegir' } } })
    matches((await find(dotted, '[part~=dropzone]')).textContent, /Elegir/)
    await dotted.destroy()

    const unknown = page.open({ language: 'sv', text: { sv: { 'local.browse': 'Välj' } } })
    matches((await find(unknown, '[part~=dropzone]')).textContent, /Drop files here[\s\S]*Välj/)
  })

  it('39: on a Persian page English sentences read from left to right, sizes included, on the right side', async () => {
    const widget = page.open({ language: 'fa', maxFileSize: 10_000_000, clientAllowedFormats: ['png'] })

    const limits = await find(widget, '.limits')
    equal(limits.textContent?.replace(/[\u2068\u2069]/g, ''), 'PNG · up to 10 MB')
    const at = ['PNG', 'up', '10', 'MB'].map((word) => leftOf(limits, word))
    same(
      [...at].sort((one, other) => one - other),
      at,
    )
    const title = await find(widget, '.title')
    const range = document.createRange()
    range.selectNodeContents(title)
    ok(Math.abs(range.getBoundingClientRect().right - title.getBoundingClientRect().right) < 1, 'title at the right')
  })

  it('says by attributes that it works and that something failed', async () => {
    await page.backend.rules({ times: 1, hold: true, status: 400, message: 'no' })
    const { element } = page.open()
    same([element.hasAttribute('loading'), element.hasAttribute('error')], [false, false])

    void element.addFiles([await picture('a.png')])
    await eventually(() => same([element.hasAttribute('loading'), element.hasAttribute('error')], [true, false]))
    await eventually(async () => equal((await page.backend.requests()).length, 1))
    await page.backend.release()
    await eventually(() => same([element.hasAttribute('loading'), element.hasAttribute('error')], [false, true]))
    element.retry()
    await eventually(() => same([element.hasAttribute('loading'), element.hasAttribute('error')], [false, false]))
  })

  it('40: a text with markup is shown as text', async () => {
    const widget = page.open({ text: { en: { local: { browse: '<img onerror>' } } } })

    const zone = await find(widget, '[part~=dropzone]')
    matches(zone.textContent, /<img onerror>/)
    equal(zone.querySelector('img'), null)
  })

  it('41: the palette colours the button, and too little contrast is told in the console', async () => {
    const said: string[] = []
    const { warn } = console
    console.warn = (text: string) => said.push(text)
    const widget = page.open({ styles: { palette: { action: '#ffee00', textLight: '#ffffff' } } })
    const background = getComputedStyle(await find(widget, '[part~=dropzone] [part~=button-primary]')).backgroundColor
    console.warn = warn

    equal(background, 'rgb(255, 238, 0)')
    ok(
      said.some((text) => /below 4\.5/.test(text)),
      `a warning about contrast in ${said}`,
    )
  })

  it('42: a public ID typed in the advanced options is told; one that cannot be cancels the batch', async () => {
    const widget = page.open({ showAdvancedOptions: true })
    ;(await find(widget, '[aria-controls=advanced]')).click()
    const input = await find<HTMLInputElement>(widget, '[part~=public-id-input]')
    await type(input, 'summer')
    same(page.infos('publicid'), [{ id: 'summer' }])

    await type(input, 'a?b')
    matches((await find(widget, '#public-id-error')).textContent, /cannot contain/)
    await widget.element.addFiles([await picture('a.png')])
    same(page.infos('batch-cancelled'), [{ reason: 'INVALID_PUBLIC_ID' }])
    equal((await page.backend.requests()).length, 0)
  })

  it('44: without singleUploadAutoClose the dialog stays, with a done button; with it, it closes', async () => {
    const staying = page.open({ multiple: false, singleUploadAutoClose: false })
    await browse(staying, await picture('a.png'))
    await page.until('queues-end')
    ok(staying.isShowing(), 'still shown')
    ;(await find(staying, '[part~=done]')).click()
    equal(staying.isShowing(), false)

    const closing = page.open({ multiple: false })
    await browse(closing, await picture('b.png'))
    await page.until('close', 2)
    equal(closing.isShowing(), false)
  })

  it('45: the buttons for more and for completed files are as the options say', async () => {
    const widget = page.open({ showUploadMoreButton: false, showCompletedButton: true, maxFileSize: 100_000 })
    await drop(widget, await picture('a.png'), bytes('large.bin', 200_000))
    await page.until('queues-end')

    equal(all(widget, '[part~=upload-more]').length, 0)
    ;(await find(widget, '[part~=show-completed]')).click()
    await eventually(() => equal(all(widget, '[part~=row]').length, 1))
    equal(page.infos<{ items: unknown[] }>('show-completed')[0]?.items.length, 1)
  })

  for (const [width, height] of [
    [320, 568],
    [1280, 480],
    [375, 667],
    [667, 375],
    [812, 375],
  ] as const) {
    it(`49: at ${width} × ${height} no control is cut off and nothing scrolls sideways`, async () => {
      await setViewport({ width, height })
      const widget = page.open({ showAdvancedOptions: true })
      for (const source of ['local', 'url', 'camera']) {
        widget.open(source)
        await widget.element.updateComplete
        assertReachable(widget, source)
      }
      widget.open('local')
      await drop(widget, await picture('a-file-with-a-rather-long-name-indeed.png'), await picture('b.png'))
      await page.until('queues-end')
      await widget.element.updateComplete
      assertReachable(widget, 'queue')
    })
  }

  for (const [name, width, height] of [
    ['a small phone', 320, 568],
    ['1280 × 1024 at 400 % zoom', 320, 256],
  ] as const) {
    it(`49: on ${name} the order, the form and the options are as reachable`, async () => {
      await setViewport({ width, height })
      const widget = page.open({
        showAdvancedOptions: true,
        manualStart: true,
        metadataForm: true,
        uploadPreset: settings.presets.described,
      })
      await drop(widget, await picture('a-file-with-a-rather-long-name-indeed.png'), await picture('b.png'))
      await find(widget, '#metadata-caption')
      const running = widget.element.shadowRoot?.getAnimations() ?? []
      await Promise.all(running.map((animation) => animation.finished))
      assertReachable(widget, 'metadata')
      ;(await find(widget, '[part~=metadata-upload]')).click()
      ;(await find(widget, '[part~=order]')).click()
      await find(widget, '.order-row')
      assertReachable(widget, 'order')
      ;(await find(widget, '[part~=order-done]')).click()
      await find(widget, '[part~=start]')
      assertReachable(widget, 'queue')
      ;(await find(widget, '[aria-controls=advanced]')).click()
      await find(widget, '[part~=tag-input]')
      assertReachable(widget, 'advanced')
    })
  }

  for (const [width, height] of [
    [812, 375],
    [568, 320],
    [320, 256],
  ] as const) {
    it(`49: at ${width} × ${height} the files of a longer queue do not lie under its buttons`, async () => {
      await setViewport({ width, height })
      const widget = page.open({ manualStart: true })
      await drop(widget, ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => bytes(`${name}.txt`, 10)))
      const rows = await find(widget, '.rows')
      await eventually(() => equal(all(widget, '[part~=row]').length, 6))

      // Rows come in from a little below.
      await eventually(() => {
        const end = rows.getBoundingClientRect().bottom
        const buttons = widget.element.shadowRoot?.querySelector('.queue-footer')?.getBoundingClientRect().top ?? 0
        ok(end <= buttons + 1, `rows end at ${end}, buttons begin at ${buttons}`)
        const hangsOut = getComputedStyle(rows).overflowY === 'visible' && rows.scrollHeight > rows.clientHeight + 1
        ok(!hangsOut, `rows are ${rows.scrollHeight} high in a list of ${rows.clientHeight}`)
      })
    })
  }

  it('51: update changes what is sent next, gives the widget, and refuses what is fixed', async () => {
    const widget = page.open()

    equal(await widget.update({ folder: 'b' }), widget)
    await browse(widget, await picture('a.png'))
    await page.until('success')
    equal((await page.backend.requests())[0]?.fields.folder, 'b')

    await widget.update({ preBatch: (callback: (answer: object) => void) => callback({ cancel: true }) })
    await browse(widget, await picture('b.png'))
    await page.until('success', 2)
  })
})

/** Where a word of an element is drawn. */
function leftOf(element: Element, word: string): number {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    const at = text.data.indexOf(word)
    if (at < 0) continue
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + word.length)
    return range.getBoundingClientRect().left
  }
  throw new Error(`${word} is not in the element`)
}

function throws(run: () => unknown, pattern: RegExp): void {
  let message = ''
  try {
    run()
  } catch (error) {
    message = error instanceof Error ? error.message : String(error)
  }
  matches(message, pattern)
}

async function type(input: HTMLInputElement, text: string): Promise<void> {
  input.value = text
  input.dispatchEvent(new InputEvent('input', { bubbles: true }))
}
