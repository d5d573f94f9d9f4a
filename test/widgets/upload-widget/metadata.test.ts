/** S8: structured metadata is asked for before the upload, by the fields of the real server. */
import { sendKeys } from '@web/test-runner-commands'
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
    matches(retry.closest('[data-say=assertive]')?.textContent, /could not be loaded/)
    retry.click()
    await input(widget, 'caption')
    await submit(widget)
    await page.until('success')
  })

  it('S8: conditional rules show, demand, narrow and fill in what the server then stores', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    await choose(widget, 'kind', 'id_photo')
    equal((await input(widget, 'archive')).value, 'No value')
    equal(all(widget, '#metadata-district').length, 0)

    ;(await find(widget, '[data-field=topics] [value=id_town]')).click()
    await input(widget, 'district')
    const archive = await input(widget, 'archive')
    await eventually(() => same([archive.value, archive.readOnly], ['city archive', true]))
    same(optionsOf(await input(widget, 'kind')), ['', 'id_drawing'])
    await submit(widget)
    matches((await find(widget, '#metadata-district-problem')).textContent, /A value is needed here/)
    equal((await page.backend.requests()).length, 0)

    write(await input(widget, 'district'), 'Docks')
    await submit(widget)
    await page.until('success')
    same(page.infos('success')[0]?.metadata, { topics: ['id_town'], district: 'Docks', archive: 'city archive' })
  })

  it('S8: what a rule takes away again is not sent', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    const town = await find(widget, '[data-field=topics] [value=id_town]')
    town.click()
    write(await input(widget, 'district'), 'Docks')
    town.click()
    await eventually(() => equal(all(widget, '#metadata-district').length, 0))
    await submit(widget)
    await page.until('success')

    equal(page.infos('error').length, 0)
    same(page.infos('success')[0]?.metadata ?? {}, {})
  })

  it('S8: what a list does not have yet is written, and joins it with the upload', async () => {
    const [mood, makers] = [`mood_${page.backend.id}`, `makers_${page.backend.id}`]
    const known = (id: string, value: string) => ({ values: [{ external_id: `${id}_known`, value }] })
    const growing = { allow_dynamic_list_values: true }
    const add = (id: string, type: string, value: string) =>
      page.backend.admin('POST', '/metadata_fields', {
        ...{ ...growing, external_id: id, label: `Own ${id}`, type },
        datasource: known(id, value),
      })
    await add(mood, 'enum', 'Calm')
    await add(makers, 'set', 'Known')
    try {
      const widget = open()
      await browse(widget, await picture('a.png'))
      const control = await input(widget, mood)
      same(
        [...(control.list?.options ?? [])].map(({ value }) => value),
        ['Calm'],
      )
      const note = () => all(widget, `#metadata-${mood}-new`)[0]?.textContent
      write(control, 'Calm')
      await eventually(() => equal(note(), ''))
      write(control, ' Restless ')
      await eventually(() => equal(note(), 'New in this list: Restless'))
      const adding = await find<HTMLInputElement>(widget, `[data-field=${makers}] [part~=metadata-add]`)
      const boxes = () =>
        all<HTMLInputElement>(widget, `[data-field=${makers}] [type=checkbox]`).map(({ value, checked }) => [
          value,
          checked,
        ])
      adding.focus()
      await sendKeys({ type: 'Ada, "Co"' })
      await sendKeys({ press: 'Enter' })
      await eventually(() =>
        same(boxes(), [
          [`${makers}_known`, false],
          ['Ada, "Co"', true],
        ]),
      )
      ok(adding.matches(':focus') && adding.value === '', 'ready for another one')
      await sendKeys({ type: 'Known' })
      await sendKeys({ press: 'Tab' })
      await eventually(() => same(boxes()[0], [`${makers}_known`, true]))

      await submit(widget)
      await page.until('success')
      same(page.infos('success')[0]?.metadata, { [mood]: 'Restless', [makers]: ['Ada, "Co"', `${makers}_known`] })
      const { datasource } = await page.backend.admin<{ datasource: { values: object[] } }>(
        'GET',
        `/metadata_fields/${mood}`,
      )
      same(datasource.values, [
        { external_id: `${mood}_known`, value: 'Calm', state: 'active', position: 1 },
        { external_id: 'Restless', value: 'Restless', state: 'active', position: 2 },
      ])
    } finally {
      for (const id of [mood, makers]) await page.backend.admin('DELETE', `/metadata_fields/${id}`)
    }
  })

  it('S8: one of very many values is found by typing, and stays in sight once it is chosen', async () => {
    const widget = open()
    await browse(widget, await picture('a.png'))
    const boxes = () => all<HTMLInputElement>(widget, '[data-field=people] [type=checkbox]')
    const filter = await find<HTMLInputElement>(widget, '[data-field=people] [part~=metadata-filter]')
    equal(boxes().length, 8)
    const more = await find(widget, '[data-field=people] [part~=metadata-more]')
    matches(more.textContent, /Show 50 more/)
    more.click()
    await eventually(() => equal(boxes().length, 58))

    write(filter, 'PERSON 117')
    await eventually(() => equal(boxes().length, 1))
    boxes()[0]?.click()
    write(filter, 'nobody')
    await eventually(() => equal(boxes().length, 0))
    matches((await find(widget, '[data-field=people] [data-say]')).textContent, /No value with these letters/)
    write(filter, '')
    await eventually(() => same([boxes().length, boxes().at(-1)?.checked], [9, true]))
    await submit(widget)
    await page.until('success')
    same(page.infos('success')[0]?.metadata, { people: ['id_person_117'] })
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

function optionsOf(control: HTMLElement): string[] {
  return [...control.querySelectorAll('option')].map(({ value }) => value)
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
