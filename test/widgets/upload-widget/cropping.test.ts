/** Statements 15 to 19 of the acceptance list, and what else people do with a picture before it is uploaded. */
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { bytes, drop, find, picture, WidgetPage } from '../support/widget-page.ts'

const CROP = { cropping: true, multiple: false }

describe('upload widget: cropping', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    await resetMouse()
    await page.close()
  })

  it('15: a picture is cropped before any request, and the area is sent in pixels of the picture', async () => {
    const widget = await cropping(page)
    equal((await page.backend.requests()).length, 0)

    await enter(widget, 'width', 200)
    await enter(widget, 'height', 100)
    await enter(widget, 'x', 30)
    await enter(widget, 'y', 40)
    await confirm(widget)
    await page.until('success')

    equal((await sent(page)).custom_coordinates, '30,40,200,100')
    await page.until('queues-end')
    same(
      page.events().filter((event) => event !== 'close'),
      ['upload-added', 'queues-start', 'success', 'queues-end'],
    )
  })

  it('16: the area is sent as a face when the page wants that', async () => {
    const widget = await cropping(page, { croppingCoordinatesMode: 'face' })
    await confirm(widget)
    await page.until('success')

    const fields = await sent(page)
    equal(fields.face_coordinates, '0,0,640,480')
    equal(fields.custom_coordinates, undefined)
  })

  it('17: a picture can be left whole, unless the page forbids it', async () => {
    const free = await cropping(page)
    ;(await find(free, '[part~=crop-skip]')).click()
    await page.until('success')
    equal((await sent(page)).custom_coordinates, undefined)

    const bound = await cropping(page, { showSkipCropButton: false })
    equal(bound.element.shadowRoot?.querySelector('[part~=crop-skip]'), null)
  })

  it('18: a fixed ratio holds however the area is resized', async () => {
    const widget = await cropping(page, { croppingAspectRatio: 1 })
    same(await area(widget), { x: 80, y: 0, width: 480, height: 480 })

    await enter(widget, 'width', 133)
    await enter(widget, 'height', 77)
    ;(await find(widget, '.crop-area')).focus()
    await sendKeys({ press: 'Alt+ArrowRight' })
    const { width, height } = await area(widget)

    equal(width, 78)
    ok(Math.abs(width - height) <= 1, `${width} by ${height}`)
  })

  it('19: an area that is too small cannot be taken, and the widget says why', async () => {
    const widget = await cropping(page, { croppingValidateDimensions: true, minImageWidth: 400 })
    await enter(widget, 'width', 399)

    const button = await find<HTMLButtonElement>(widget, '[part~=crop-confirm]')
    ok(button.disabled, 'disabled')
    ok(/399.*400/.test((await find(widget, '#crop-problem')).textContent ?? ''), 'both sizes')
    await enter(widget, 'width', 400)
    ok(!button.disabled, 'enabled again')
  })

  it('is dragged by its corner, and never beyond the picture', async () => {
    const widget = await cropping(page)
    const handle = await find(widget, 'cropper-handle[action=se-resize]')

    await dragBy(handle, -60, -45)
    const smaller = await area(widget)
    ok(smaller.width < 640 && smaller.height < 480, JSON.stringify(smaller))
    same([smaller.x, smaller.y], [0, 0])
    await dragBy(await find(widget, 'cropper-handle[action=move]'), 3_000, 3_000)
    const moved = await area(widget)

    same([moved.x + moved.width, moved.y + moved.height], [640, 480])
    same([moved.width, moved.height], [smaller.width, smaller.height])
  })

  it('is moved and resized by the keyboard, and begun anew', async () => {
    const widget = await cropping(page, { croppingDefaultSelectionRatio: 0.5 })
    same(await area(widget), { x: 160, y: 120, width: 320, height: 240 })

    ;(await find(widget, '.crop-area')).focus()
    for (const press of ['ArrowLeft', 'Shift+ArrowDown', 'Alt+ArrowRight', 'Alt+Shift+ArrowUp'])
      await sendKeys({ press })
    same(await area(widget), { x: 159, y: 130, width: 321, height: 230 })

    ;(await find(widget, '[part~=crop-reset]')).click()
    same(await area(widget), { x: 160, y: 120, width: 320, height: 240 })
  })

  it('takes several pictures in turn, lets people go back, and lets other files pass', async () => {
    const widget = page.open({ cropping: true })
    await drop(widget, await picture('a.png'), bytes('notes.bin', 50), await picture('b.png'))
    equal(await named(widget, 'a.png'), true)
    await enter(widget, 'width', 5)
    await confirm(widget)
    equal(await named(widget, 'b.png'), true)
    ;(await find(widget, '[part~=crop-back]')).click()
    equal(await named(widget, 'a.png'), true)
    await enter(widget, 'width', 6)
    await confirm(widget)
    equal(await named(widget, 'b.png'), true)
    ;(await find(widget, '[part~=crop-skip]')).click()
    await page.until('success', 3)

    const requests = await page.backend.requests()
    const byName = new Map(requests.map(({ file, fields }) => [file?.name, fields.custom_coordinates?.split(',')[2]]))
    same([...byName].sort(), [
      ['a.png', '6'],
      ['b.png', undefined],
      ['notes.bin', undefined],
    ])
  })

  it('forgets what was picked when people go back from the first, or close', async () => {
    const back = await cropping(page, { croppingShowBackButton: true })
    ;(await find(back, '[part~=crop-back]')).click()
    await find(back, '[part~=dropzone]')

    const closed = await cropping(page)
    closed.close({ quiet: true })
    closed.open()
    await find(closed, '[part~=dropzone]')
    equal((await page.backend.requests()).length, 0)
    same(page.infos('upload-added'), [])
  })

  it('asks before a picture is thrown away by closing', async () => {
    const widget = await cropping(page)
    ;(await find(widget, '[part~=close]')).click()
    await find(widget, '.confirmation')
    ok(widget.isShowing(), 'still shown')
  })
})

async function cropping(page: WidgetPage, options: object = {}): Promise<UploadWidget> {
  const widget = page.open({ ...CROP, ...options })
  await drop(widget, await picture('photo.jpg', 640, 480, 'image/jpeg'))
  const selection = await find<HTMLElement & { width: number }>(widget, 'tintype-crop-stage cropper-selection')
  // Drawn when the picture is there.
  await eventually(() => ok(selection.width > 0, 'an area'))
  return widget
}

async function area(widget: UploadWidget): Promise<{ x: number; y: number; width: number; height: number }> {
  const screen = await find<HTMLElement & { updateComplete: Promise<unknown> }>(widget, 'tintype-crop-screen')
  await screen.updateComplete
  const value = (edge: string): number =>
    Number(screen.querySelector<HTMLInputElement>(`[part=crop-${edge}]`)?.value ?? Number.NaN)
  return { x: value('x'), y: value('y'), width: value('width'), height: value('height') }
}

async function enter(widget: UploadWidget, edge: string, value: number): Promise<void> {
  const input = await find<HTMLInputElement>(widget, `[part=crop-${edge}]`)
  input.value = String(value)
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await area(widget)
}

async function confirm(widget: UploadWidget): Promise<void> {
  ;(await find(widget, '[part~=crop-confirm]')).click()
}

async function sent(page: WidgetPage): Promise<Readonly<Record<string, string>>> {
  return (await page.backend.requests()).at(-1)?.fields ?? {}
}

async function named(widget: UploadWidget, name: string): Promise<boolean> {
  await eventually(() =>
    ok(widget.element.shadowRoot?.querySelector('.crop-name')?.textContent?.includes(name), `crops ${name}`),
  )
  return true
}

async function dragBy(handle: Element, x: number, y: number): Promise<void> {
  const box = handle.getBoundingClientRect()
  const [left, top] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]
  await sendMouse({ type: 'move', position: [left, top] })
  await sendMouse({ type: 'down' })
  for (const part of [0.25, 0.5, 0.75, 1]) {
    await sendMouse({ type: 'move', position: [Math.round(left + x * part), Math.round(top + y * part)] })
  }
  await sendMouse({ type: 'up' })
}
