/** Statements 30, 37, 46, 50 and 52 of the acceptance list, set-up problems, and how the widget leaves a page. */
import { executeServerCommand } from '@web/test-runner-commands'
import { openUploadWidget } from '../../../widgets/upload-widget/compat.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { watchPage } from '../support/watch-page.ts'
import { all, browse, bytes, drop, find, fixture, picture, WidgetPage } from '../support/widget-page.ts'

interface StrictWindow extends Window {
  readonly violations: readonly string[]
  readonly cloudinary: typeof import('../../../widgets/upload-widget/compat.ts') & {
    readonly tintype: {
      readonly previous: object
      configure(bases: object): void
      readonly registerSource: typeof import('../../../widgets/upload-widget/page-sources.ts').registerSource
    }
  }
}

const CAMERA_BUTTON = '#panel .sheet [part~=button-primary], #panel .camera [part~=button-primary]:not(.shutter)'

describe('upload widget: in a page', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    await page.close()
  })

  it('30: a denied camera is explained, with a button to try again', async () => {
    const { cloudinary, frame } = await strictPage(page, "camera 'none'")
    const widget = page.track(cloudinary.openUploadWidget(page.options(), page.callback)).open('camera')
    ;(await find(widget, CAMERA_BUTTON)).click()

    const explained = /camera is blocked[\s\S]*Try again/
    matches((await find(widget, '#panel [data-say=assertive]')).textContent, explained)
    ;(await find(widget, CAMERA_BUTTON)).click()
    await eventually(() =>
      matches(widget.element.shadowRoot?.querySelector('#panel [data-say=assertive]')?.textContent, explained),
    )
    frame.remove()
  })

  it('30: a photo is shown first, then uploaded under the name of camera.file_name', async () => {
    const widget = page.open({ text: { en: { camera: { file_name: 'snap' } } } }).open('camera')
    ;(await find(widget, CAMERA_BUTTON)).click()
    const video = await find<HTMLVideoElement>(widget, 'video')
    await eventually(() => ok(video.videoWidth > 0, 'a picture'))
    ;(await find(widget, '.shutter')).click()
    await find(widget, 'img.viewfinder')
    equal((await page.backend.requests()).length, 0)
    ;(await find(widget, CAMERA_BUTTON)).click()
    await page.until('success')

    equal((await page.backend.requests())[0]?.file?.name, 'snap.jpg')
    equal(page.infos<{ file: { camera: boolean } }>('upload-added')[0]?.file.camera, true)
  })

  it('30: the camera is off as soon as another source is shown', async () => {
    const widget = page.open().open('camera')
    ;(await find(widget, CAMERA_BUTTON)).click()
    const video = await find<HTMLVideoElement>(widget, 'video')
    const [track] = (video.srcObject as MediaStream).getTracks()
    widget.open('local')
    await widget.element.updateComplete

    equal(track?.readyState, 'ended')
  })

  it('37: a thumbnail appears, becomes active, and its delete link removes it and the hidden input', async () => {
    fixture('<form id="form"></form><div id="thumbs"></div>')
    const deletable = { uploadPreset: settings.presets.deletable, form: '#form', thumbnails: '#thumbs' }
    await browse(page.open(deletable), await picture('a.png'))
    await page.until('success')

    const item = await eventually(() => {
      const found = document.querySelector<HTMLElement>('#thumbs ul.cloudinary-thumbnails > li.cloudinary-thumbnail')
      ok(found?.querySelector('img.active'), 'a loaded thumbnail')
      return found as HTMLElement
    })
    ok(JSON.parse(item.dataset.cloudinary ?? '{}').public_id, 'the answer beside it')
    item.querySelector<HTMLElement>('a.cloudinary-delete')?.click()
    await eventually(() => equal(document.querySelectorAll('#thumbs li, #form input').length, 0))
  })

  it('46: going offline in the middle shows a banner and fails nothing; back online it completes', async () => {
    await page.backend.rules({ times: 1, hold: true })
    const widget = page.open()
    await browse(widget, await picture('a.png'))
    await eventually(async () => equal((await page.backend.requests()).length, 1))

    dispatchEvent(new Event('offline'))
    await find(widget, '[part~=offline]')
    matches((await find(widget, '.row-meta')).textContent, /Waiting for the connection/)
    await page.backend.release()
    equal(page.infos('error').length, 0)
    dispatchEvent(new Event('online'))
    await page.until('success')
    equal(all(widget, '[part~=offline]').length, 0)
  })

  it('46: a connection that breaks is tried again by itself', async () => {
    await page.backend.rules({ times: 2, drop: true })
    const widget = page.open()

    await browse(widget, await picture('a.png'))
    await find(widget, '[data-status=waiting]')
    await page.until('success')

    equal(page.infos('error').length, 0)
  })

  it('52: under a strict policy with Trusted Types everything works and nothing is violated', async function () {
    this.timeout(60_000)
    const { cloudinary, violations, document: inner, frame } = await strictPage(page, '')
    const { cloudName, presets } = settings
    const options = {
      cloudName,
      uploadPreset: presets.unsigned,
      theme: 'purple',
      maxFileSize: 100_000,
      thumbnails: 'body',
    }
    const widget = page.track(cloudinary.applyUploadWidget('#file', options, page.callback))
    ;(inner.querySelector('a.cloudinary-button') as HTMLElement).click()
    ok((await find(widget, 'dialog')).matches(':modal'), 'open')
    await drop(widget, await picture('a.png'), await picture('b.png'), bytes('large.bin', 200_000))
    await page.until('queues-end')
    widget.open('url')
    await find(widget, '[part~=url-input]')
    widget.minimize()
    await find(widget, '[part~=mini]')
    await eventually(() => ok(inner.querySelector('li img.active'), 'a thumbnail'))

    equal((inner.defaultView as { litNonce?: string } | null)?.litNonce, 'of-the-page')
    equal(page.infos('success').length, 2)
    equal((await page.backend.requests())[0]?.path, `/v1_1/${cloudName}/auto/upload`)
    same(violations, [])
    frame.remove()
  })

  it('52: a picture is cropped under a strict policy, by the part that the bundle loads then', async function () {
    this.timeout(60_000)
    const { cloudinary, violations, frame } = await strictPage(page, '')
    const options = page.options({ cropping: true, multiple: false, croppingAspectRatio: 1 })
    const widget = page.track(cloudinary.openUploadWidget(options, page.callback))
    await drop(widget, await picture('a.jpg', 300, 200, 'image/jpeg'))
    await find(widget, 'cropper-selection')
    ;(await find(widget, '[part~=crop-confirm]')).click()
    await page.until('success')

    equal((await page.backend.requests())[0]?.fields.custom_coordinates, '50,0,200,200')
    same(violations, [])
    frame.remove()
  })

  it('52: a picture is made smaller under a strict policy, without a blob: worker and without a violation', async () => {
    const { cloudinary, violations, frame } = await strictPage(page, '')
    const widget = page.track(
      cloudinary.openUploadWidget(page.options({ reduceImages: { maxWidth: 100 } }), page.callback),
    )
    await drop(widget, await picture('a.jpg', 300, 200, 'image/jpeg'))
    await page.until('success')

    equal(page.infos('success')[0]?.width, 100)
    same(violations, [])
    frame.remove()
  })

  it('52: a source of the page works under a strict policy with Trusted Types', async () => {
    const { cloudinary, violations, document: inner, frame } = await strictPage(page, '')
    cloudinary.tintype.registerSource({
      name: 'archive',
      label: 'Our archive',
      icon: 'M4 6h16v12H4z',
      mount(panel, host) {
        const button = inner.createElement('button')
        button.id = 'take'
        button.addEventListener('click', async () => host.addFiles([await picture('of-the-page.png')]))
        panel.append(button)
      },
    })
    page.track(cloudinary.openUploadWidget(page.options({ sources: ['archive'] }), page.callback))
    await eventually(() => ok(inner.querySelector('#take'), 'the panel'))
    inner.querySelector<HTMLElement>('#take')?.click()
    await page.until('success')

    same(violations, [])
    frame.remove()
  })

  for (const [name, options, code] of [
    ['a missing cloud name', { cloudName: undefined }, 'missing_cloud'],
    ['neither preset nor signature', { uploadPreset: undefined }, 'missing_preset'],
    ['a signature without key', { uploadSignature: 'x' }, 'missing_key'],
  ] as const) {
    it(`shows ${name} at once, with the fix`, async () => {
      const widget = page.open(options)

      equal((await find(widget, '[part~=setup-problem]')).dataset.problem, code)
    })
  }

  for (const [name, options, code] of [
    ['an unknown preset', { uploadPreset: 'nope' }, 'unknown_preset'],
    ['an unknown cloud', { cloudName: 'nowhere' }, 'unknown_cloud'],
    ['an unknown key', { apiKey: '999', uploadSignature: 'a'.repeat(40) }, 'unknown_key'],
    ['a server that does not answer', { apiBase: 'http://127.0.0.1:9', retries: 1 }, 'unreachable'],
  ] as const) {
    it(`shows ${name} after the first try, with the fix, and tells the callback`, async () => {
      const widget = page.open(options)
      await browse(widget, await picture('a.png'))
      await page.until('error')

      const problem = await find(widget, '[part~=setup-problem]')
      equal(problem.dataset.problem, code)
      ok(
        page.calls.some(({ error }) => error !== null),
        'an error',
      )
    })
  }

  it('recovers from a set-up problem once it is repaired', async () => {
    const widget = page.open({ uploadPreset: 'nope' })
    await browse(widget, await picture('a.png'))
    await find(widget, '[part~=setup-problem]')

    await widget.update({ uploadPreset: settings.presets.unsigned })
    ;(await find(widget, '[part~=try-again]')).click()
    await page.until('success')
  })

  it('is a form control: required, value, reset, disabled fieldset', async () => {
    const holder = fixture(
      `<form><fieldset><tintype-upload-widget inline name="photo" required cloud-name="${settings.cloudName}"
        upload-preset="${settings.presets.unsigned}" api-base="${page.backend.base}" without-resume></tintype-upload-widget></fieldset></form>`,
    )
    const form = holder.querySelector('form') as HTMLFormElement
    const element = holder.querySelector('tintype-upload-widget') as TintypeUploadWidget
    await element.updateComplete
    equal(form.checkValidity(), false)
    equal(element.validity?.valueMissing, true)

    await element.addFiles([await picture('a.png')])
    await eventually(() => equal(element.value.length, 1))
    await element.updateComplete
    equal(form.checkValidity(), true)
    matches(String(new FormData(form).get('photo')), /^image\/upload\/v\d+\/.+#[0-9a-f]+$/)
    element.setAttribute('value-format', 'public-id')
    await element.updateComplete
    equal(new FormData(form).get('photo'), element.value[0]?.public_id)

    form.reset()
    equal(new FormData(form).get('photo'), null)
    const fieldset = holder.querySelector('fieldset') as HTMLFieldSetElement
    fieldset.disabled = true
    await element.updateComplete
    await element.addFiles([await picture('b.png')])
    equal(element.files.length, 0)
  })

  it('takes properties that were set before the element was defined, and keeps its state when it is moved', async () => {
    const box = fixture('<div></div><section></section>')
    const element = document.createElement('tintype-upload-widget') as TintypeUploadWidget
    Object.assign(element, page.options({ inline: true }))
    box.querySelector('div')?.append(element)
    await element.addFiles([await picture('a.png')])
    await eventually(() => equal(element.value.length, 1))

    box.querySelector('section')?.append(element)
    await element.updateComplete

    equal(element.files.length, 1)
    ok(element.shadowRoot?.querySelector('[part~=row]'), 'its row')
  })

  it('asks no other host than the server and the page', async () => {
    await drop(page.open(), await picture('a.png'))
    await page.until('queues-end')

    const hosts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)
    const allowed = [location.origin, new URL(settings.origin).origin, 'http://127.0.0.1:9', 'null']
    same(
      [...new Set(hosts)].filter((host) => !allowed.includes(host)),
      [],
    )
  })

  it('leaves nothing behind after a hundred times in and out', async function () {
    this.timeout(60_000)
    const cycle = async (): Promise<void> => {
      // Not kept by the page object, which would hold it.
      const widget = openUploadWidget(page.options())
      await widget.element.updateComplete
      await widget.destroy()
    }
    for (let warm = 0; warm < 10; warm += 1) await cycle()
    const before = await counts()
    for (let times = 0; times < 100; times += 1) await cycle()
    const after = await counts()

    ok(after.nodes - before.nodes < 400, `few nodes more: ${before.nodes} before, ${after.nodes} after`)
    ok(
      after.jsEventListeners - before.jsEventListeners < 60,
      `few listeners more: ${before.jsEventListeners}, ${after.jsEventListeners}`,
    )
  })

  it('leaves nothing behind after twenty uploads: no element, listener, timer or object URL', async function () {
    this.timeout(60_000)
    const elements: WeakRef<Element>[] = []
    const cycle = async (): Promise<void> => {
      let isOver = false
      const widget = openUploadWidget(page.options(), (_error, { event }) => {
        isOver ||= event === 'queues-end'
      })
      elements.push(new WeakRef(widget.element))
      await browse(widget, await picture('a.png'))
      await eventually(() => ok(isOver, 'the end of the queue'))
      await find(widget, '.thumbnail img')
      await widget.destroy()
    }
    for (let warm = 0; warm < 3; warm += 1) await cycle()
    const before = await counts()
    elements.length = 0
    const held = watchPage()
    for (let times = 0; times < 20; times += 1) await cycle()
    // The one that was rendered last stays until another is rendered: one for ever, not one for each.
    const counted = [...elements]
    await cycle()
    const { jsEventListeners, nodes } = await counts()
    const detached = counted.filter((element) => element.deref()).length
    // Uppy's own timer, which holds nothing, ends 3 s after its start.
    await eventually(() => same(held.timers(), [], 'timers'))
    held.stop()

    equal(detached, 0, 'elements that are still alive')
    same([held.urls.size, held.listeners], [0, 0], 'object URLs and listeners of the window')
    ok(jsEventListeners - before.jsEventListeners < 20, `listeners: ${before.jsEventListeners}, ${jsEventListeners}`)
    ok(nodes - before.nodes < 100, `nodes: ${before.nodes} before, ${nodes} after`)
  })
})

interface StrictPage extends Pick<StrictWindow, 'cloudinary' | 'violations' | 'document'> {
  readonly frame: HTMLIFrameElement
}

/** A page of its own under a strict policy, which loads the bundle by a script tag. */
async function strictPage(page: WidgetPage, allow: string): Promise<StrictPage> {
  const frame = document.createElement('iframe')
  frame.dataset.fixture = ''
  frame.width = '900'
  frame.height = '700'
  frame.allow = allow
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.src = `/__strict__/${page.backend.id}`
  document.body.append(frame)
  await loaded
  const inner = frame.contentWindow as unknown as StrictWindow
  return { cloudinary: inner.cloudinary, violations: inner.violations, document: inner.document, frame }
}

async function counts(): Promise<{ nodes: number; jsEventListeners: number }> {
  await new Promise((resolve) => setTimeout(resolve, 1200))
  return (await executeServerCommand('page:counts')) as { nodes: number; jsEventListeners: number }
}
