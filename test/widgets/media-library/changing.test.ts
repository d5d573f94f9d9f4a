/** Statement 26 of the acceptance list, and what people with rights do to assets: describe, tag, move, delete, undo. */
import { sendKeys } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, press, settled, tile } from '../support/library-page.ts'

interface Details {
  readonly tags?: readonly string[]
  readonly context?: { readonly custom: Readonly<Record<string, string>> }
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly coordinates?: { readonly custom?: readonly (readonly number[])[] }
  readonly regions?: Readonly<Record<string, unknown>>
  readonly display_name?: string
  readonly asset_folder?: string
}

describe('media library: changing assets', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('26: who may not delete sees no such button; what the server refuses all the same is told', async () => {
    await page.store('red')
    const library = await page.openAs('editor')
    await choose(library, 'red')
    await find(library, '[part~=bulk-tag]')
    equal(all(library, '[part~=bulk-delete]').length, 0)

    const other = await page.openAs('manager')
    await choose(other, 'red')
    await page.backend.rules({ path: '/resources?asset_ids', status: 403, message: 'Not you', times: 1 })
    await act(other, 'delete')

    matches((await find(other, '[part=notice]')).textContent, /does not allow/)
    equal(page.heardOf('error').at(-1)?.http_code, 403)
    same(names(other), ['red'])
  })

  it('26: nothing is offered in a read-only library, whatever the role', async () => {
    await page.store('red')
    const library = await page.openAs('manager', { readonly: true })
    await choose(library, 'red')
    await settled(library)

    equal(all(library, '[part~=bulk-tag], [part~=bulk-move], [part~=bulk-delete]').length, 0)
  })

  it('deletes for good only after people have read that it is final, and tells the page', async () => {
    await page.store('red', 'blue')
    const library = await page.openAs('manager')
    library.on('delete', (detail) => page.heard.push({ name: 'delete', detail }))
    await choose(library, 'red')
    ;(await find(library, '[part~=bulk-delete]')).click()
    matches((await find(library, '[role=alertdialog]')).textContent, /final/)
    await press('Escape')
    await eventually(() => equal(all(library, '[role=alertdialog]').length, 0))
    same(names(library), ['blue', 'red'])

    await act(library, 'delete')

    await eventually(() => same(names(library), ['blue']))
    equal(library.element.store.getState().selection.length, 0)
    await eventually(() => {
      const [heard] = page.heardOf<{ assets: readonly { display_name: string }[] }>('delete')
      same(
        heard?.assets.map(({ display_name }) => display_name),
        ['red'],
      )
    })
    equal(all(library, '[part=notice] .button').length, 0)
  })

  it('deletes at once what has a backup, and brings it back', async () => {
    await page.store({ publicId: 'red', parameters: { backup: 'true' } })
    const library = await page.openAs('manager')
    await choose(library, 'red')
    ;(await find(library, '[part~=bulk-delete]')).click()

    await eventually(() => same(names(library), []))
    equal(all(library, '[role=alertdialog]').length, 0)
    ;(await find(library, '[part=notice] .button')).click()

    await eventually(() => same(names(library), ['red']))
    await details('red')
  })

  it('tags what is selected, and takes tags away', async () => {
    await page.store({ publicId: 'red', tags: 'shoe,old' }, { publicId: 'blue', tags: 'shoe' })
    const library = await page.openAs('editor')
    await choose(library, 'red', 'blue')
    ;(await find(library, '[part~=bulk-tag]')).click()
    const field = await find<HTMLInputElement>(library, '#bulk-tags')
    field.focus()
    field.value = 'summer, sale'
    await press('Enter')
    ;[...all<HTMLInputElement>(library, '.bulk-tags input')].at(-1)?.click()
    await confirm(library)

    await eventually(() => equal(all(library, '.bulk-window').length, 0))
    same([...((await details('red')).tags ?? [])].sort(), ['sale', 'shoe', 'summer'])
    same([...((await details('blue')).tags ?? [])].sort(), ['sale', 'shoe', 'summer'])
    same([...(library.element.store.getState().selection[0]?.tags ?? [])].sort(), ['sale', 'shoe', 'summer'])
  })

  it('moves what is selected into another folder', async () => {
    await page.store('red', 'blue', 'shelf/green')
    const library = await page.openAs('manager')
    await choose(library, 'red')
    ;(await find(library, '[part~=bulk-move]')).click()
    ;(await find(library, `[data-path="${page.folder}/shelf"]`)).click()
    await eventually(() => matches(all(library, '.folder-path')[0]?.textContent, /shelf/))
    await confirm(library)

    await eventually(() => same(names(library), ['blue']))
    equal((await details('red')).asset_folder, `${page.folder}/shelf`)
  })

  it('says how many of the chosen pictures have an alternative text', async () => {
    await page.store({ publicId: 'red', parameters: { context: 'alt=Red' } }, 'blue', {
      publicId: 'notes.txt',
      displayName: 'notes',
      resourceType: 'raw',
    })
    const library = await page.openAs('editor')
    await choose(library, 'red', 'blue', 'notes')

    await eventually(() => matches(all(library, '[part=alt-coverage]')[0]?.textContent, /1 of 2 pictures/))
  })

  it('writes alternative text, caption, tags and name, and the results show them', async () => {
    await page.store({ publicId: 'red', parameters: { context: 'credit=Ada' } })
    const library = await page.openAs('editor')
    await edit(library, 'red')
    await write(library, '#edit-alt', 'A red shoe')
    await write(library, '#edit-caption', 'From the front')
    await write(library, '#edit-display_name', 'Red shoe')
    await write(library, '#edit-tags', 'shoe')
    await save(library)

    const stored = await details('red')
    const { alt, caption, credit } = stored.context?.custom ?? {}
    same([alt, caption, credit], ['A red shoe', 'From the front', 'Ada'])
    same([stored.display_name, stored.tags], ['Red shoe', ['shoe']])
    await eventually(() => same(names(library), ['Red shoe']))
  })

  it('judges structured metadata by its rules before it is sent, and stores what fits', async () => {
    const field = `year_${page.backend.id}`
    const validation = { type: 'greater_than', value: 2000, equals: true }
    await page.backend.admin('POST', '/metadata_fields', {
      type: 'integer',
      label: 'Year',
      external_id: field,
      validation,
    })
    try {
      await page.store('red')
      const library = await page.openAs('editor')
      await edit(library, 'red')
      const input = `#field-${field}`
      await write(library, input, '1999')
      ;(await find(library, '[part~=edit-save]')).click()
      await eventually(() => matches(all(library, `${input}-error`)[0]?.textContent, /at least 2000/i))
      equal((await page.backend.calls()).filter(({ method }) => method === 'PUT').length, 0)

      await write(library, input, '2026')
      await save(library)
      equal((await details('red')).metadata?.[field], 2026)
    } finally {
      await page.backend.admin('DELETE', `/metadata_fields/${field}`)
    }
  })

  it('takes what a list does not have yet, by keyboard, and shows it as it was written', async () => {
    const [mood, makers] = [`mood_${page.backend.id}`, `makers_${page.backend.id}`]
    const add = (id: string, type: string, value: string) =>
      page.backend.admin('POST', '/metadata_fields', {
        ...{ external_id: id, label: `Own ${id}`, type, allow_dynamic_list_values: true },
        datasource: { values: [{ external_id: `${id}_known`, value }] },
      })
    await add(mood, 'enum', 'Calm')
    await add(makers, 'set', 'Known')
    try {
      await page.store('red')
      const library = await page.openAs('editor')
      await edit(library, 'red')
      await write(library, `#field-${mood}`, 'Calm')
      equal(all(library, `#field-${mood}-new`)[0]?.textContent, '')
      await write(library, `#field-${mood}`, 'Restless')
      await eventually(() => equal(all(library, `#field-${mood}-new`)[0]?.textContent, 'New in this list: Restless'))
      const adding = await find<HTMLInputElement>(library, `#field-${makers}`)
      adding.focus()
      await sendKeys({ type: 'Ada, Co' })
      await press('Enter')
      const boxes = () => all<HTMLInputElement>(library, `[data-field=${makers}] [type=checkbox]`)
      await eventually(() =>
        same(
          boxes().map(({ checked }) => checked),
          [false, true],
        ),
      )
      // What was typed and not taken counts as well.
      await sendKeys({ type: 'Known' })
      await press('Tab')
      await save(library)

      same((await details('red')).metadata, { [mood]: 'Restless', [makers]: ['Ada, Co', `${makers}_known`] })
      equal((await find<HTMLInputElement>(library, `#field-${mood}`)).value, 'Restless')
    } finally {
      for (const id of [mood, makers]) await page.backend.admin('DELETE', `/metadata_fields/${id}`)
    }
  })

  it('marks the focus and a region by keys and numbers, and takes them away again', async () => {
    await page.store({ publicId: 'wide', width: 600, height: 400 })
    const library = await page.openAs('editor')
    await edit(library, 'wide')
    ;(await find(library, '[part~=edit-areas]')).click()
    await find(library, '[part=areas]')
    ;(await find(library, '.edit-areas .button')).click()
    const box = await find(library, '[data-area=focus]')
    box.focus()
    await press('ArrowRight', 'Shift+ArrowDown', 'Alt+ArrowLeft')
    ;[...all(library, '.edit-areas .button')].find(({ textContent }) => /region/i.test(textContent ?? ''))?.click()
    await write(library, '[data-edge=x]', '10', 'change')
    await save(library)

    const stored = await details('wide')
    same(stored.coordinates?.custom, [[211, 150, 179, 120]])
    same(stored.regions, {
      region_1: [
        [10, 120],
        [250, 280],
      ],
    })
    for (const button of [...all(library, '.area-entry .icon-button')].reverse()) button.click()
    await eventually(() => equal(all(library, '[data-area]').length, 0))
    await save(library)
    const emptied = await details('wide')
    same([emptied.coordinates?.custom ?? [], emptied.regions ?? {}], [[], {}])
  })

  it('draws the focus by dragging', async () => {
    await page.store({ publicId: 'wide', width: 600, height: 400 })
    const library = await page.openAs('editor')
    await edit(library, 'wide')
    ;(await find(library, '[part~=edit-areas]')).click()
    const frame = await find(library, '[part=areas]')
    const { left, top, width, height } = frame.getBoundingClientRect()
    const at = (x: number, y: number): PointerEventInit => ({
      clientX: left + (width * x) / 600,
      clientY: top + (height * y) / 400,
      button: 0,
      pointerId: 1,
      bubbles: true,
      composed: true,
    })
    frame.setPointerCapture = () => undefined
    frame.dispatchEvent(new PointerEvent('pointerdown', at(60, 40)))
    frame.dispatchEvent(new PointerEvent('pointermove', at(900, 240)))
    frame.dispatchEvent(new PointerEvent('pointerup', at(900, 240)))
    await save(library)

    const [focus = []] = (await details('wide')).coordinates?.custom ?? []
    ok(
      [60, 40, 540, 200].every((expected, index) => Math.abs(expected - (focus[index] ?? 0)) <= 2),
      String(focus),
    )
  })

  it('does not lose what was written: neither by a refusal nor by going on', async () => {
    await page.store('red', 'blue')
    const library = await page.openAs('editor')
    await edit(library, 'red')
    await write(library, '#edit-alt', 'A red shoe')
    await page.backend.rules({ path: '/resources/', status: 400, message: 'Too busy', times: 1 })
    ;(await find(library, '[part~=edit-save]')).click()
    matches((await find(library, '.edit [part=error]')).textContent, /Too busy/)
    equal((await find<HTMLTextAreaElement>(library, '#edit-alt')).value, 'A red shoe')

    ;(await find(library, '[part~=preview-close]')).click()
    const asked = await find(library, '[role=alertdialog]')
    await eventually(() => ok(asked.contains(library.element.shadowRoot?.activeElement ?? null), 'the focus is in it'))
    await press('Escape')
    await eventually(() => equal(all(library, '[role=alertdialog]').length, 0))
    equal((await find<HTMLTextAreaElement>(library, '#edit-alt')).value, 'A red shoe')
    await save(library)
    equal((await details('red')).context?.custom.alt, 'A red shoe')
  })

  it('gives another public ID to those who may, and shows the asset under it', async () => {
    await page.store('red')
    const library = await page.openAs('manager')
    await edit(library, 'red')
    await write(library, '#edit-public-id', `${page.folder}/crimson?`)
    matches(all(library, '#edit-public-id-hint')[0]?.textContent, /Nowhere/)
    await write(library, '#edit-public-id', `${page.folder}/crimson`)
    await save(library)

    await details('crimson')
    equal(library.element.store.getState().preview?.key.public_id, `${page.folder}/crimson`)
  })

  async function edit(library: MediaLibrary, name: string): Promise<void> {
    ;(await tile(library, name)).querySelector<HTMLElement>('[data-preview]')?.click()
    ;(await find(library, '[data-panel=edit]')).click()
    await find(library, '#edit-caption')
  }

  function details(name: string): Promise<Details> {
    return page.backend.admin('GET', `/resources/image/upload/${page.folder}/${name}?coordinates=true`)
  }
})

async function act(library: MediaLibrary, task: string): Promise<void> {
  ;(await find(library, `[part~=bulk-${task}]`)).click()
  await confirm(library)
}

async function confirm(library: MediaLibrary): Promise<void> {
  const button = await find<HTMLButtonElement>(library, '[part~=bulk-confirm]')
  await eventually(() => ok(!button.disabled, 'ready'))
  button.click()
}

async function write(library: MediaLibrary, selector: string, text: string, event = 'input'): Promise<void> {
  const field = await find<HTMLInputElement>(library, selector)
  field.focus()
  field.value = text
  field.dispatchEvent(new Event(event, { bubbles: true }))
  await library.element.updateComplete
}

/** And waits until it is stored. */
async function save(library: MediaLibrary): Promise<void> {
  const button = await find<HTMLButtonElement>(library, '[part~=edit-save]')
  await eventually(() => ok(!button.disabled, 'something to save'))
  button.click()
  await eventually(() =>
    ok(all(library, '.edit-saved').length === 1, `saved (${all(library, '.edit [part=error]')[0]?.textContent})`),
  )
}
