/** The queue in people's hands: pausing, starting, order, what is left, checks of the page, drops anywhere. */
import { sendKeys, sendMouse } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, browse, bytes, drop, find, fixture, picture, transferOf, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: queue', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  it('a paused file in parts goes on where it was', async function () {
    this.timeout(60_000)
    await page.backend.rules({ range: 'bytes 6000000-', times: 1, hold: true })
    const widget = page.open({ maxChunkSize: 6_000_000 })
    await browse(widget, bytes('film.bin', 13_000_000))
    // The whole second part has arrived, and nobody has confirmed it.
    await eventually(async () => equal((await page.backend.requests())[1]?.file?.bytes, 6_000_000))

    widget.element.session?.pause()
    await find(widget, '[data-status=paused]')
    await page.backend.release()
    equal(page.infos('error').length, 0)
    ;(await find(widget, '[part~=row-resume]')).click()
    await page.until('success', 1, 20_000)

    const ranges = (await page.backend.requests()).map(({ headers }) => headers['content-range'])
    equal(ranges.filter((range) => range?.startsWith('bytes 0-')).length, 1, ranges.join(', '))
    equal(page.infos('success')[0]?.bytes, 13_000_000)
  })

  it('all files are paused and resumed together; a file in one request begins again', async () => {
    await page.backend.rules({ times: 2, hold: true })
    const widget = page.open()
    await drop(widget, await picture('a.png'), await picture('b.png'))
    await eventually(async () => equal((await page.backend.requests()).length, 2))

    ;(await find(widget, '[part~=pause-all]')).click()
    await eventually(() => equal(all(widget, '[data-status=paused]').length, 2))
    matches((await find(widget, '.queue-title')).textContent, /Paused/)
    await page.backend.release()
    ;(await find(widget, '[part~=resume-all]')).click()
    await page.until('queues-end')

    same([page.infos('success').length, (await page.backend.requests()).length], [2, 4])
    equal(page.infos('queues-start').length, 1)
  })

  it('hundreds of files are told in their order before the queue starts, and listed in it', async () => {
    const widget = page.open({ manualStart: true })
    const names = Array.from({ length: 250 }, (_, index) => `${index}.txt`)
    await browse(widget, ...names.map((name) => bytes(name, 10)))
    const listed = (): string[] => all(widget, '.row-name').map((name) => name.textContent?.trim() ?? '')
    await eventually(() => equal(listed().length, 250))
    same(listed(), names)
    same(
      page.infos('upload-added').map(({ file }) => (file as { name: string }).name),
      names,
    )
    equal(page.infos('queues-start').length, 0)

    const rows = widget.element.store.getState().rows
    const gone = [0, 24, 25, 130, 249].map((place) => rows[place]?.id ?? '')
    widget.element.session?.abort(gone)
    widget.element.session?.remove(gone)

    await eventually(() => equal(listed().length, 245))
    same(
      listed(),
      names.filter((_, place) => ![0, 24, 25, 130, 249].includes(place)),
    )
  })

  it('all failed files are retried by one button', async () => {
    await page.backend.rules({ times: 2, status: 400, message: 'Invalid image file' })
    const widget = page.open()
    await drop(widget, await picture('a.png'), await picture('b.png'))
    await page.until('error', 2)

    ;(await find(widget, '[part~=retry-failed]')).click()
    await page.until('success', 2)

    equal(page.infos<{ all: boolean }>('retry')[0]?.all, true)
  })

  it('with manualStart nothing is sent before people press the button', async () => {
    const widget = page.open({ manualStart: true })
    await drop(widget, await picture('a.png'), await picture('b.png'))
    const start = await find(widget, '[part~=start]')
    matches(start.textContent, /Upload 2 files/)
    matches((await find(widget, '.queue-title')).textContent, /2 files are ready/)
    same([page.events(), (await page.backend.requests()).length], [['upload-added', 'upload-added'], 0])

    start.click()
    await page.until('queues-end')

    same(page.events().slice(2), ['queues-start', 'success', 'success', 'queues-end'])
  })

  it('with manualStart a refused file of the batch is in the end of its queue', async () => {
    const widget = page.open({ manualStart: true, maxFileSize: 100_000 })
    await drop(widget, await picture('a.png'), bytes('large.bin', 200_000))
    ;(await find(widget, '[part~=start]')).click()
    await page.until('queues-end')

    equal(page.infos<{ files: unknown[] }>('queues-end')[0]?.files.length, 2)
  })

  it('with minFiles nothing is sent before there are enough, and the widget says how many are missing', async () => {
    const widget = page.open({ minFiles: 3 })
    await drop(widget, await picture('a.png'))
    matches((await find(widget, '[part~=too-few]')).textContent, /2 more files are needed/)
    ok((await find<HTMLButtonElement>(widget, '[part~=start]')).disabled, 'a start that has to wait')
    equal((await page.backend.requests()).length, 0)

    await drop(widget, await picture('b.png'), await picture('c.png'))
    await page.until('queues-end')

    same([page.infos('success').length, page.infos('queues-start').length], [3, 1])
  })

  it('with minFiles a form is not valid with fewer', async () => {
    const { cloudName } = settings
    const holder = fixture(
      `<form><tintype-upload-widget inline name="photos" min-files="2"></tintype-upload-widget></form>`,
    )
    const element = holder.querySelector('tintype-upload-widget') as TintypeUploadWidget
    const upload = { id: '1', batchId: '1', path: 'v1/a.png', public_id: 'a', resource_type: 'image', type: 'upload' }
    Object.assign(element, { cloudName, value: [{ ...upload, signature: 'x' }] })
    await element.updateComplete
    same([element.validity?.rangeUnderflow, element.validationMessage], [true, 'Upload at least 2 files'])

    element.value = [...element.value, ...element.value]
    equal(element.checkValidity(), true)
  })

  it('with maxTotalFileSize what is too much together is refused together', async () => {
    const widget = page.open({ maxTotalFileSize: 150_000 })
    await drop(widget, bytes('a.bin', 100_000), bytes('b.bin', 60_000))
    await page.until('batch-cancelled')

    matches((await find(widget, '[part~=notice]')).textContent, /Together this is 160 kB; at most 150 kB/)
    equal((await page.backend.requests()).length, 0)
  })

  it('the order of what waits is changed by buttons, and they go up in that order', async () => {
    const widget = await ordering(page, 'a', 'b', 'c')
    ;(await find(widget, '.order-row:nth-child(3) [part=row-up]')).click()
    await eventually(() => same(names(widget), ['a', 'c', 'b']))
    ok((await find(widget, '.order-row:nth-child(2) [part=row-up]')).matches(':focus'), 'the focus moves along')
    await sendKeys({ press: 'Enter' })
    await eventually(() => same(names(widget), ['c', 'a', 'b']))
    const said = await eventually(() => {
      const text = all(widget, '[aria-live=polite]')
        .map((node) => node.textContent)
        .join('')
      ok(/c\.bin is now/.test(text), `c.bin in ${text}`)
      return text
    })
    matches(said, /c\.bin is now \d of 3/)
    await sendKeys({ press: 'Enter' })
    same(names(widget), ['c', 'a', 'b'])

    ;(await find(widget, '[part~=order-done]')).click()
    ;(await find(widget, '[part~=start]')).click()
    await page.until('queues-end')
    same(
      page.infos<{ files: { name: string }[] }>('queues-end')[0]?.files.map(({ name }) => name),
      ['c.bin', 'a.bin', 'b.bin'],
    )
  })

  it('the order is changed by dragging a handle', async () => {
    const widget = await ordering(page, 'a', 'b', 'c')
    const [from, to] = [middle(all(widget, '[part=row-handle]')[0]), middle(all(widget, '.order-row')[2])]
    await sendMouse({ type: 'move', position: from })
    await sendMouse({ type: 'down' })
    await sendMouse({ type: 'move', position: [from[0], to[1] - 10] })
    await sendMouse({ type: 'move', position: [from[0], to[1] + 8] })
    await eventually(() => same(names(widget), ['b', 'c', 'a']))
    equal(all(widget, '.dragged').length, 1)
    await sendMouse({ type: 'up' })

    await eventually(() => equal(all(widget, '.dragged').length, 0))
    same(names(widget), ['b', 'c', 'a'])
  })

  it('what waits for a connection goes in the order that people gave it', async () => {
    await page.backend.rules({ times: 3, hold: true })
    const widget = page.open()
    const files = await Promise.all(['1', '2', '3', '4', '5'].map((name) => picture(`${name}.png`)))
    await drop(widget, ...files)
    await eventually(async () => equal((await page.backend.requests()).length, 3))
    ;(await find(widget, '[part~=order]')).click()
    await find(widget, '.order-row')
    same(names(widget), ['4', '5'])

    ;(await find(widget, '.order-row:nth-child(2) [part=row-up]')).click()
    await page.backend.release()
    await page.until('queues-end')

    const sent = (await page.backend.requests()).map(({ file }) => file?.name)
    same(sent.slice(3), ['5.png', '4.png'])
  })

  it('says how long it will take, and that nothing moves any more', async function () {
    this.timeout(60_000)
    await page.backend.rules({ times: 1, stall: true })
    const widget = page.open({ maxChunkSize: 60_000_000 })
    await browse(widget, bytes('film.bin', 60_000_000))

    const stalled = await eventually(() => find(widget, '[part=stalled]'), 20_000)
    matches(stalled.textContent, /Nothing has moved/)
    await page.backend.release()
    await page.until('success', 1, 30_000)
    equal(all(widget, '[part=stalled]').length, 0)
  })

  it('files stay where they are when the last one is through, and a long name keeps its end in sight', async () => {
    await page.backend.rules({ times: 1, hold: true })
    const widget = page.open()
    await drop(widget, bytes(`${'a very long name '.repeat(12)}.bin`, 10), await picture('b.png'))
    await find(widget, 'tintype-pace-line')
    const rows = await find(widget, '.rows')
    // As laid out: the window itself may still be on its way in.
    const { offsetTop } = rows

    await page.backend.release()
    await page.until('queues-end')
    await find(widget, '.queue-heading[data-outcome=done]')

    equal(rows.offsetTop, offsetTop)
    const name = await find(widget, '.row-name')
    const [end] = [...name.querySelectorAll('span')].slice(-1)
    equal(end?.textContent, '.bin')
    const [at, edge] = [end?.getBoundingClientRect().right ?? 0, name.getBoundingClientRect().right]
    ok(at <= edge + 1, `it ends at ${at}, its place at ${edge}`)
  })

  it('finished files are taken off the list by one button, the others stay', async () => {
    const widget = page.open({ maxFileSize: 100_000 })
    await drop(widget, await picture('a.png'), await picture('b.png'), bytes('large.bin', 200_000))
    await page.until('queues-end')

    ;(await find(widget, '[part~=remove-finished]')).click()
    await eventually(() => equal(all(widget, '[part~=row]').length, 1))
    equal(widget.element.files[0]?.name, 'large.bin')
  })

  it('S11: addresses of finished files are copied, one or all', async () => {
    const copied: string[] = []
    const { writeText } = navigator.clipboard
    navigator.clipboard.writeText = async (text) => void copied.push(text)
    const widget = page.open({ showCompletedButton: true })
    await drop(widget, await picture('a.png'), await picture('b.png'))
    await page.until('queues-end')
    const addresses = page.infos<{ url: string }>('success').map(({ url }) => url)

    ;(await find(widget, '[part~=show-completed]')).click()
    ;(await find(widget, '[part~=row-copy]')).click()
    ;(await find(widget, '[part~=copy-all]')).click()
    await eventually(() => equal(copied.length, 2))
    navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError'))
    ;(await find(widget, '[part~=copy-all]')).click()
    matches((await find(widget, '[part~=notice]')).textContent, /may not copy. The address is http/)
    navigator.clipboard.writeText = writeText

    ok(addresses.includes(copied[0] ?? ''), 'the address of the first')
    same(copied[1]?.split('\n').sort(), addresses.sort())
  })

  it('a check of the page at adding refuses with its words before any request; web addresses too', async () => {
    const validators = [
      async ({ name, remoteUrl }: { name: string; remoteUrl?: string }) =>
        /draft/.test(name) || remoteUrl ? `No drafts, ${name}` : undefined,
    ]
    const widget = page.open({ validators })
    await drop(widget, await picture('a.png'), await picture('draft.png'))
    await page.until('queues-end')

    matches((await find(widget, '[part~=row-error]')).textContent, /^No drafts, draft.png$/)
    equal(page.calls.find(({ error }) => error)?.error?.statusText, 'No drafts, draft.png')
    await widget.element.session?.addUrl(`${page.backend.base}/__picture.png`)
    await page.until('error', 2)
    equal((await page.backend.requests()).length, 1)
  })

  it('a check of the page at uploading stops a file right before it is sent; trying again asks again', async () => {
    let mayPass = false
    const validate = (): string | undefined => (mayPass ? undefined : 'Not yet')
    const widget = page.open({ validators: [{ runOn: 'upload', validate }] })
    await browse(widget, await picture('a.png'))
    await page.until('error')
    equal((await page.backend.requests()).length, 0)

    mayPass = true
    ;(await find(widget, '[part~=row-retry]')).click()
    await page.until('success')
  })

  it('a check that throws refuses with what it threw', async () => {
    const validators = [
      () => {
        throw new Error('Out of order')
      },
    ]
    await browse(page.open({ validators }), await picture('a.png'))
    await page.until('error')

    equal(page.calls.find(({ error }) => error)?.error?.statusText, 'Out of order')
  })

  it('with dropOnPage files may be let go anywhere; the widget opens and takes them once', async () => {
    const widget = page.create({ dropOnPage: true })
    document.body.append(widget.element)
    const dataTransfer = transferOf([await picture('a.png')])
    const drag = (type: string): DragEvent => {
      const event = new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true })
      document.body.dispatchEvent(event)
      return event
    }
    drag('dragenter')
    ok((await find(widget, '[part=page-drop]')).matches(':popover-open'), 'a sign over the page')

    equal(drag('drop').defaultPrevented, true)
    await page.until('success')
    same([widget.isShowing(), all(widget, '[part~=row]').length, all(widget, '[part=page-drop]').length], [true, 1, 0])
    await drop(widget, await picture('b.png'))
    await page.until('success', 2)
    equal(all(widget, '[part~=row]').length, 2)
  })

  function paste(target: EventTarget, transfer: DataTransfer): ClipboardEvent {
    const event = new ClipboardEvent('paste', {
      clipboardData: transfer,
      bubbles: true,
      composed: true,
      cancelable: true,
    })
    target.dispatchEvent(event)
    return event
  }

  it('with pasteScope page a picture pasted anywhere opens the widget, but for the fields of the page', async () => {
    const widget = page.create({ pasteScope: 'page' })
    document.body.append(widget.element)
    const field = document.createElement('textarea')
    field.dataset.fixture = ''
    document.body.append(field)
    const transfer = transferOf([await picture('pasted.png')])

    equal(paste(field, transfer).defaultPrevented, false)
    equal(widget.isShowing(), false)
    paste(document.body, transfer)
    await page.until('success')
    equal(widget.isShowing(), true)

    paste(await find(widget, '.frame'), transferOf([await picture('inside.png')]))
    await page.until('success', 2)
    equal((await page.backend.requests()).length, 2)
  })

  it('with pasteScope none nothing is pasted; by default only into the widget', async () => {
    const widget = page.open()
    paste(document.body, transferOf([await picture('elsewhere.png')]))
    await widget.update({ pasteScope: 'none' })
    paste(await find(widget, '.frame'), transferOf([await picture('inside.png')]))
    await widget.update({ pasteScope: 'widget' })
    paste(await find(widget, '.frame'), transferOf([await picture('wanted.png')]))
    await page.until('queues-end')

    same(
      (await page.backend.requests()).map(({ file }) => file?.name),
      ['wanted.png'],
    )
  })

  it('without dropOnPage a drop elsewhere is left to the page', async () => {
    const widget = page.open()
    const dataTransfer = transferOf([await picture('a.png')])
    const event = new DragEvent('drop', { dataTransfer, bubbles: true, composed: true, cancelable: true })
    document.body.dispatchEvent(event)

    equal(event.defaultPrevented, false)
    equal(widget.element.files.length, 0)
  })
})

async function ordering(page: WidgetPage, ...names: readonly string[]): Promise<UploadWidget> {
  const widget = page.open({ manualStart: true })
  await drop(widget, ...names.map((name) => bytes(`${name}.bin`, 2000)))
  ;(await find(widget, '[part~=order]')).click()
  await find(widget, '.order-row')
  return widget
}

function names(widget: UploadWidget): (string | undefined)[] {
  return all(widget, '.order-row .row-name').map((node) => node.textContent?.replace(/\.\w+$/, ''))
}

function middle(node: Element | undefined): [number, number] {
  const { left = 0, top = 0, width = 0, height = 0 } = node?.getBoundingClientRect() ?? {}
  return [Math.round(left + width / 2), Math.round(top + height / 2)]
}
