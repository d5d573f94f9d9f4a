/** Pages as the reference's documentation writes them: only the address of the script is ours. */
import type { UploadWidgetResult } from '../../../widgets/upload-widget/compat-callback.ts'
import { readCompatOptions } from '../../../widgets/upload-widget/compat-options.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { Backend, settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { bytes, find, picture, WidgetPage } from '../support/widget-page.ts'

interface Snippet {
  readonly document: Document
  readonly results: () => UploadWidgetResult[]
  readonly backend: Backend
}

interface News {
  readonly name?: string
  readonly failed?: boolean
  readonly status?: number
  readonly message?: string
  readonly public_id?: string
  readonly secure_url?: string
  readonly info?: { readonly secure_url?: string }
}

describe('snippets in the documented style', () => {
  for (const way of [
    'classic',
    'older-address',
    'bare-address',
    'async',
    'defer',
    'module',
    'import',
    'data-attributes',
  ]) {
    it(`work with the script loaded the way "${way}"`, async () => {
      const page = await snippet(way)

      const widget = await eventually(() => {
        page.document.getElementById('upload_widget')?.click()
        const [found] = widgetsOf(page.document)
        ok(found, 'a widget')
        ok(found.isShowing(), 'an open widget')
        return found
      })
      ok(widget.shadowRoot?.querySelector('dialog')?.matches(':modal'), 'in the top layer')
      await uploads(page, widget)
      // A part that is loaded on demand is found too.
      widget.open('url')
      await eventually(() => ok(widget.shadowRoot?.querySelector('[part~=url-input]'), 'the panel for web addresses'))
    })
  }

  it('work with several widgets on one page, each with its own queue and id', async () => {
    const page = await snippet('several')
    const [one, two] = await eventually(() => {
      const found = widgetsOf(page.document)
      equal(found.length, 2)
      return found as [TintypeUploadWidget, TintypeUploadWidget]
    })
    await uploads(page, one)
    equal(two.files.length, 0)
    ;(page.document.querySelector('a.cloudinary-button') as HTMLElement).click()
    const third = widgetsOf(page.document)[2]
    ok(third, 'the widget of the button')
    equal(third.isShowing(), true)
    await uploads(page, third)

    const ids = page.results().flatMap(({ event, data }) => (event === 'success' ? [data.widgetId] : []))
    same(ids, ['widget_1', 'widget_3'])
    equal(page.document.querySelectorAll('form input[type=hidden][name=photo]').length, 1)
  })

  it('hand the nonce of the script on to what writes styles', async () => {
    const page = await snippet('nonce')
    await eventually(() => equal((page.document.defaultView as { litNonce?: string } | null)?.litNonce, 'abc'))
  })

  for (const way of ['jquery', 'jquery-later']) {
    it(`work with jQuery: ${way === 'jquery' ? 'its method and' : 'loaded after the widgets, too:'} all its events`, async () => {
      const page = await snippet(way)
      const button = await eventually(() => {
        const found = page.document.querySelector<HTMLElement>('a.cloudinary-button')
        ok(found, 'the button of the applied element')
        return found
      })
      button.click()
      const [widget] = widgetsOf(page.document)
      ok(widget, 'a widget')
      await widget.addFiles([await picture('a.png'), bytes('large.png', 60_000, 'image/png')])
      await eventually(() =>
        ok(
          page.results().some(({ event }) => event === 'queues-end'),
          'the end of the queue',
        ),
      )
      widget.close({ quiet: true })

      const { news } = page.document.defaultView as unknown as { news: { type: string; target: string; data: News }[] }
      same(
        news.map(({ type, target }) => `${type} ${target}`),
        ['fileuploadfail file', 'error file', 'fileuploadsuccess file', 'success file', 'closed file'],
      )
      const [fail, error, stored, all] = news.map(({ data }) => data)
      same([fail?.name, fail?.failed, error?.status], ['large.png', true, 0])
      ok(error?.message, 'a text of what is wrong')
      // Both generations of pages find the address.
      ok(stored?.secure_url && stored.secure_url === stored.info?.secure_url, 'the answer')
      same(
        (all as unknown as News[]).map(({ public_id: id }) => id),
        [stored?.public_id],
      )
    })
  }

  it('work with jQuery: an upload that is deleted by its link is told of, and is gone', async () => {
    const page = await snippet('jquery-deleting')
    const widget = await eventually(() => {
      page.document.querySelector<HTMLElement>('a.cloudinary-button')?.click()
      const [found] = widgetsOf(page.document)
      ok(found, 'a widget')
      return found
    })
    await widget.addFiles([await picture('a.png')])
    const link = await eventually(() => {
      const found = page.document.querySelector<HTMLElement>('li.cloudinary-thumbnail a.cloudinary-delete')
      ok(found, 'the link of the thumbnail')
      return found
    })
    widget.close({ quiet: true })
    link.click()

    const { news } = page.document.defaultView as unknown as { news: { type: string; target: string; data: News }[] }
    const deleted = await eventually(() => {
      const found = news.filter(({ type }) => type === 'deleted')
      equal(found.length, 1)
      return found[0]
    })
    const stored = news.find(({ type }) => type === 'fileuploadsuccess')?.data
    ok(stored?.public_id, 'what was stored')
    same([deleted?.target, deleted?.data.public_id], ['file', stored?.public_id])
    equal(page.document.querySelectorAll('li.cloudinary-thumbnail, form input[name=photo][type=hidden]').length, 0)
    const path = `/resources/image/upload?public_ids[]=${encodeURIComponent(stored?.public_id ?? '')}`
    same(await page.backend.admin('GET', path), { resources: [] })
  })

  it('work inside a modal dialog of the page', async () => {
    const page = await snippet('dialog')
    page.document.getElementById('upload_widget')?.click()
    const widget = await eventually(() => {
      const [found] = widgetsOf(page.document)
      ok(found, 'a widget')
      ok(found.isShowing(), 'an open widget')
      return found
    })
    const button = widget.shadowRoot?.querySelector('[part~=dropzone] [part~=button-primary]')
    const { left = 0, top = 0, width = 0, height = 0 } = button?.getBoundingClientRect() ?? {}
    equal(page.document.elementFromPoint(left + width / 2, top + height / 2), widget)
    await uploads(page, widget)
  })

  it('work inside shadow roots, as a container and as the element', async () => {
    const page = await snippet('shadow')
    const root = await eventually(() => {
      const found = page.document.getElementById('host')?.shadowRoot
      ok(found && found.querySelectorAll('tintype-upload-widget').length === 2, 'both widgets')
      return found
    })
    const [inline, element] = [...root.querySelectorAll<TintypeUploadWidget>('tintype-upload-widget')]
    await uploads(page, inline as TintypeUploadWidget)
    ok(element, 'the element')
    element.shadowRoot?.querySelector<HTMLElement>('[part~=trigger]')?.click()
    equal(element.isShowing(), true)
    const stored = new Promise((resolve) =>
      page.document.addEventListener('tintype-upload-success', resolve, { once: true }),
    )
    await element.addFiles([await picture('b.png')])
    await stored
  })
})

describe('options of the documented style', () => {
  it('encryption is refused by name, because files would go out as they are', () => {
    let message = ''
    try {
      readCompatOptions({ encryption: { key: 'a', iv: 'b' } })
    } catch (error) {
      message = error instanceof Error ? error.message : ''
    }
    matches(message, /encryption is not supported/)
    same(readCompatOptions({ encryption: undefined }), {})
  })

  it('cropping: "server" of the first version means cropping', () => {
    same(readCompatOptions({ cropping: 'server' }), { cropping: true })
  })

  it('a font is named and its sheet loaded from where the page says, once, and only then', async () => {
    const page = new WidgetPage()
    const url = `${location.origin}/test/widgets/fixtures/no-such-font.css`
    const fonts = { default: null, Ignored: { url: `${url}?off`, active: false }, Chosen: { url, active: true } }
    const widget = page.open({ styles: { fonts } })
    page.open({ styles: { fonts } })
    const frame = await find(widget, '.frame')

    matches(getComputedStyle(frame).fontFamily, /Chosen/)
    const links = [...document.querySelectorAll<HTMLLinkElement>('link[href*="no-such-font"]')]
    same(
      links.map(({ href }) => href),
      [url],
    )
    for (const link of links) link.remove()
    await page.close()
  })

  it('deletions go to deleteHost when the page names it', async () => {
    const page = new WidgetPage()
    const elsewhere = new Backend()
    await elsewhere.rules({ path: '/delete_by_token', times: 1, status: 200 })
    await page.backend.rules({ path: '/delete_by_token', times: 1, status: 500 })
    const box = document.createElement('div')
    box.dataset.fixture = ''
    document.body.append(box)
    const options = { uploadPreset: settings.presets.deletable, thumbnails: box, deleteHost: elsewhere.base }
    await page.open(options).element.addFiles([await picture('a.png')])
    await page.until('success')

    ;(box.querySelector('a.cloudinary-delete') as HTMLElement).click()
    await eventually(() => equal(box.querySelectorAll('li').length, 0))
    await page.close()
  })
})

async function snippet(way: string): Promise<Snippet> {
  const backend = new Backend()
  const frame = document.createElement('iframe')
  frame.dataset.fixture = ''
  frame.width = '1000'
  frame.height = '700'
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
  frame.src = `/__snippet__/${backend.id}/${way}`
  for (const before of document.querySelectorAll('iframe[data-fixture]')) before.remove()
  document.body.append(frame)
  await loaded
  const inner = frame.contentWindow as unknown as { calls: { result: UploadWidgetResult }[]; document: Document }
  return { document: inner.document, results: () => inner.calls.map(({ result }) => result), backend }
}

function widgetsOf(page: Document): TintypeUploadWidget[] {
  return [...page.querySelectorAll<TintypeUploadWidget>('tintype-upload-widget')]
}

async function uploads(page: Snippet, widget: TintypeUploadWidget): Promise<void> {
  const before = page.results().filter(({ event }) => event === 'success').length
  await widget.addFiles([await picture('a.png')])
  await eventually(() => equal(page.results().filter(({ event }) => event === 'success').length, before + 1))
  // To the server that the script came from.
  ok((await page.backend.requests()).length > 0, 'a request')
}
