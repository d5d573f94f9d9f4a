/** S8: structured metadata is asked for before the upload, by the fields of the real server. */
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, browse, drop, find, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: S8, structured metadata', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(() => page.close())

  const open = (options: object = {}): UploadWidget =>
    page.open({ uploadPreset: settings.presets.described, metadataForm: true, ...options })

  it('S8: every type of field is asked for, and its value is stored with the file', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    write(await input(widget, 'caption'), 'A=B|C')
    write(await input(widget, 'year'), '1999')
    write(await input(widget, 'taken'), '2026-02-03')
    await choose(widget, 'kind', 'id_drawing')
    for (const topic of ['id_sea', 'id_sky']) (await find(widget, `[data-field=topics] [value=${topic}]`)).click()
    same([(await page.backend.requests()).length, page.events()], [0, []])

    await submit(widget)
    await page.until('success')

    same(page.infos('success')[0]?.metadata, {
      caption: 'A=B|C',
      year: 1999,
      taken: '2026-02-03',
      kind: 'id_drawing',
      topics: ['id_sea', 'id_sky'],
    })
  })

  it('S8: a value that breaks a rule is told beside its field, which gets the focus, and nothing is sent', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    write(await input(widget, 'caption'), 'x')
    write(await input(widget, 'year'), '1800')

    await submit(widget)
    matches((await find(widget, '#metadata-caption-problem')).textContent, /At least 2 characters/)
    matches((await find(widget, '#metadata-year-problem')).textContent, /1900 at least/)
    const caption = await input(widget, 'caption')
    await eventually(() => ok(caption.matches(':focus'), 'the focus on the first problem'))
    same([caption.ariaInvalid, caption.getAttribute('aria-describedby')], ['true', 'metadata-caption-problem'])
    equal((await page.backend.requests()).length, 0)

    write(caption, 'fine')
    write(await input(widget, 'year'), '')
    await submit(widget)
    await page.until('success')
    same(page.infos('success')[0]?.metadata, { caption: 'fine' })
  })

  it('S8: values for all files, and others for one; overwriting takes those back', async () => {
    const widget = open()
    await drop(widget, await picture('a.png'), await picture('b.png'))
    write(await input(widget, 'caption'), 'both')
    ;(await find(widget, '[part~=metadata-next]')).click()
    await eventually(async () => equal((await find<HTMLSelectElement>(widget, '#metadata-scope')).value, '0'))
    write(await input(widget, 'caption'), 'only a')
    write(await input(widget, 'year'), '2001')
    matches((await find(widget, '[data-field=caption]')).textContent, /Differs from the value for all files/)

    ;(await find(widget, '[part~=metadata-previous]')).click()
    await eventually(async () => equal((await input(widget, 'caption')).value, 'both'))
    const switches = await eventually(() => {
      const found = all<HTMLInputElement>(widget, '[part~=metadata-overwrite]')
      equal(found.length, 2)
      return found
    })
    switches[1]?.click()
    await submit(widget)
    await page.until('success', 2)

    const stored = page
      .infos<{ original_filename: string; metadata: object }>('success')
      .map(({ original_filename: name, metadata }) => [name, metadata])
      .sort()
    same(stored, [
      ['a', { caption: 'only a' }],
      ['b', { caption: 'both' }],
    ])
  })

  it('S8: the page’s own values are there at first, and those of other fields are kept', async () => {
    const widget = open({ metadata: { caption: 'from the page', kind: 'id_photo' } })
    await browse(widget, await picture('a.png'))
    equal((await input(widget, 'caption')).value, 'from the page')

    write(await input(widget, 'caption'), '')
    await submit(widget)
    await page.until('success')

    same(page.infos('success')[0]?.metadata, { kind: 'id_photo' })
  })

  it('S8: going back forgets the files; closing asks first', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    ;(await find(widget, '[part~=metadata-cancel]')).click()
    await find(widget, '[part~=dropzone] [part~=button-primary]')
    same([widget.element.files.length, page.events()], [0, []])

    await browse(widget, await picture('b.png'))
    await input(widget, 'caption')
    widget.close()
    ;(await find(widget, '[part~=confirm-close]')).click()
    equal(widget.isShowing(), false)
    equal((await page.backend.requests()).length, 0)
  })

  it('S8: a form that cannot be loaded says so, and can be tried again', async () => {
    await page.backend.rules({ path: '/config', times: 1, drop: true })
    const widget = open()
    await browse(widget, await picture('a.png'))

    const retry = await find(widget, '[part~=metadata-retry]')
    matches(retry.closest('[role=alert]')?.textContent, /could not be loaded/)
    retry.click()
    await input(widget, 'caption')
    await submit(widget)
    await page.until('success')
  })

  it('S8: a web address is described as well; a preset that does not show its fields asks for nothing', async () => {
    const widget = open()
    void widget.element.session?.addUrl(`${page.backend.base}/__picture.png`)
    write(await input(widget, 'caption'), 'from the web')
    await submit(widget)
    await page.until('success')
    same(page.infos('success')[0]?.metadata, { caption: 'from the web' })

    const plain = open({ uploadPreset: settings.presets.unsigned })
    await browse(plain, await picture('b.png'))
    await page.until('success', 2)
  })
})

function input(widget: UploadWidget, id: string): Promise<HTMLInputElement> {
  return find<HTMLInputElement>(widget, `#metadata-${id}`)
}

async function choose(widget: UploadWidget, id: string, value: string): Promise<void> {
  const select = await find<HTMLSelectElement>(widget, `#metadata-${id}`)
  select.value = value
  select.dispatchEvent(new Event('change', { bubbles: true }))
}

function write(field: HTMLInputElement, text: string): void {
  field.value = text
  field.dispatchEvent(new InputEvent('input', { bubbles: true }))
}

async function submit(widget: UploadWidget): Promise<void> {
  ;(await find(widget, '[part~=metadata-upload]')).click()
}
