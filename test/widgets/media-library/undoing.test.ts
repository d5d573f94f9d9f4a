/** What is done to many assets at once, and taking it back: exactly, and without overwriting what others did meanwhile. */

import type { LibraryAsset } from '../../../widgets/media-library/api/library-asset.ts'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, focused, LibraryPage, names, press, settled } from '../support/library-page.ts'

interface Stored {
  readonly asset_id: string
  readonly tags?: readonly string[]
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly display_name?: string
  readonly asset_folder?: string
}

describe('media library: taking back', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('gives each asset the tags back that it had, in their order, by Ctrl+Z', async () => {
    await page.store({ publicId: 'red', tags: 'b,shoe,a' }, { publicId: 'blue', tags: 'shoe' }, 'green')
    const library = await page.openAs('editor')
    await choose(library, 'red', 'blue', 'green')
    ;(await find(library, '[part~=bulk-tag]')).click()
    await type(library, '#bulk-tags', 'sale')
    await press('Enter')
    ;(await find(library, '[data-replace]')).click()
    await confirm(library)
    matches(await notice(library), /Tags of 3 assets changed/)
    same(await all3('tags'), [['sale'], ['sale'], ['sale']])

    // The focus is where it was: on the button that opened the window.
    await eventually(() => ok(focused()?.matches('[part~=bulk-tag]'), `the button, not ${focused()?.outerHTML}`))
    await press('Control+z')

    await eventually(async () => matches(await notice(library), /3 assets are as they were before/))
    same(await all3('tags'), [['b', 'shoe', 'a'], ['shoe'], []])
    same(library.element.selection.find(({ display_name: name }) => name === 'red')?.tags, ['b', 'shoe', 'a'])
    equal(all(library, '[part=notice] [aria-keyshortcuts]').length, 0)
  })

  it('leaves alone what somebody has changed since, and what is gone, and says so by name', async () => {
    await page.store({ publicId: 'red', tags: 'old' }, { publicId: 'blue', tags: 'old' }, 'green')
    const library = await withoutChanges()
    await choose(library, 'red', 'blue', 'green')
    await tag(library, 'sale')
    await page.backend.admin('POST', `/resources/image/upload/${page.folder}/blue`, { tags: 'theirs' })
    await page.backend.admin('DELETE', `/resources/image/upload?public_ids[]=${page.folder}/green`)
    ;(await find(library, '[part=notice] .button')).click()

    await eventually(async () => {
      const told = await notice(library)
      matches(told, /One asset is as it was before/)
      matches(told, /blue \(changed by somebody since\)/)
      matches(told, /green \(no longer there\)/)
    })
    same((await stored('red')).tags, ['old'])
    same((await stored('blue')).tags, ['theirs'])
  })

  it('tells by name what could not be changed, and changes the rest', async () => {
    await page.store('red', 'blue')
    const library = await withoutChanges()
    await choose(library, 'red', 'blue')
    await page.backend.admin('DELETE', `/resources/image/upload?public_ids[]=${page.folder}/blue`)
    await tag(library, 'sale')

    const told = await notice(library)
    matches(told, /Tags of one asset changed/)
    matches(told, /Left as it was: blue \(no longer there\)/)
    same((await stored('red')).tags, ['sale'])
  })

  it('moves back what was moved, each to its folder', async () => {
    await page.store('red', 'shelf/blue', 'other/green')
    const library = await page.openAs('manager', {
      search: { expression: `folder:${page.folder}/*` },
      folder: undefined,
    })
    await choose(library, 'red', 'blue')
    ;(await find(library, '[part~=bulk-move]')).click()
    ;(await find(library, `[data-path="${page.folder}/other"]`)).click()
    await eventually(() => matches(all(library, '.folder-path')[0]?.textContent, /other/))
    await confirm(library)
    await eventually(async () => matches(await notice(library), /2 assets moved/))
    equal((await stored('shelf/blue')).asset_folder, `${page.folder}/other`)
    ;(await find(library, '[part=notice] .button')).click()

    await eventually(async () => matches(await notice(library), /2 assets are as they were/))
    same(
      [(await stored('red')).asset_folder, (await stored('shelf/blue')).asset_folder],
      [page.folder, `${page.folder}/shelf`],
    )
  })

  it('renames by a pattern that shows what it comes to, and gives the names back', async () => {
    await page.store('red', { publicId: 'blue', displayName: 'Blue shoe' })
    const library = await page.openAs('editor')
    await choose(library, 'red', 'Blue shoe')
    ;(await find(library, '[part~=bulk-rename]')).click()
    equal((await find<HTMLButtonElement>(library, '[part~=bulk-confirm]')).disabled, true)
    await type(library, '#bulk-pattern', 'Summer {n}: {name}')
    same(
      all(library, '.bulk-names li').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()),
      ['red → Summer 1: red', 'Blue shoe → Summer 2: Blue shoe'],
    )
    await confirm(library)
    await eventually(() => same([...names(library)].sort(), ['Summer 1: red', 'Summer 2: Blue shoe']))
    await press('Control+z')

    await eventually(() => same([...names(library)].sort(), ['Blue shoe', 'red']))
    equal((await stored('blue')).display_name, 'Blue shoe')
  })

  it('sets several fields of metadata for all of them in one go, and gives each its values back', async () => {
    const [kind, place] = [`kind_${page.backend.id}`, `place_${page.backend.id}`]
    for (const id of [kind, place]) {
      await page.backend.admin('POST', '/metadata_fields', { type: 'string', label: `Own ${id}`, external_id: id })
    }
    try {
      await page.store({ publicId: 'red', parameters: { metadata: `${kind}=photo` } }, 'blue')
      const library = await page.openAs('editor')
      await choose(library, 'red', 'blue')
      ;(await find(library, '[part~=bulk-describe]')).click()
      for (const id of [kind, place]) (await find(library, `[data-choose=${id}]`)).click()
      matches((await find(library, '.bulk-window')).textContent, /different values/)
      await type(library, `#field-${kind}`, 'drawing')
      await type(library, `#field-${place}`, 'Rome')
      await confirm(library)
      matches(await notice(library), /Metadata of 2 assets changed/)
      same((await stored('blue')).metadata, { [kind]: 'drawing', [place]: 'Rome' })
      equal(await changesSent(), 1)
      ;(await find(library, '[part=notice] .button')).click()

      await eventually(async () => matches(await notice(library), /as they were before/))
      same((await stored('red')).metadata, { [kind]: 'photo' })
      equal((await stored('blue')).metadata, undefined)
    } finally {
      for (const id of [kind, place]) await page.backend.admin('DELETE', `/metadata_fields/${id}`)
    }
  })

  it('gives all of them a value that its list does not have yet', async () => {
    const mood = `mood_${page.backend.id}`
    await page.backend.admin('POST', '/metadata_fields', {
      ...{ external_id: mood, label: `Own ${mood}`, type: 'set', allow_dynamic_list_values: true },
      datasource: { values: [{ external_id: `${mood}_known`, value: 'Calm' }] },
    })
    try {
      await page.store('red', 'blue')
      const library = await page.openAs('editor')
      await choose(library, 'red', 'blue')
      ;(await find(library, '[part~=bulk-describe]')).click()
      ;(await find(library, `[data-choose=${mood}]`)).click()
      const adding = await find<HTMLInputElement>(library, `#field-${mood}`)
      adding.value = 'Restless, wild'
      adding.focus()
      await press('Enter')
      await find(library, `[data-field=${mood}] [type=checkbox]:checked`)
      await confirm(library)

      matches(await notice(library), /Metadata of 2 assets changed/)
      for (const name of ['red', 'blue']) same((await stored(name)).metadata, { [mood]: ['Restless, wild'] })
    } finally {
      await page.backend.admin('DELETE', `/metadata_fields/${mood}`)
    }
  })

  it('collects into a new collection, takes out of it, and puts back at the former place', async () => {
    await page.store('red', 'blue', 'green')
    const library = await page.openAs('editor')
    await choose(library, 'red', 'green', 'blue')
    ;(await find(library, '[part~=bulk-collect]')).click()
    const name = `Best of ${page.backend.id}`
    const field = await type(library, '.folder-choice input', name)
    field.form?.requestSubmit()
    await find(library, '[data-collection][aria-pressed=true]')
    await confirm(library)
    matches(await notice(library), /3 assets added to Best of/)
    const id = library.element.store.getState().collections?.find((each) => each.name === name)?.id
    ok(id, 'the collection in the tree')

    library.hide()
    const other = await page.openAs('editor', { collection: { id }, folder: undefined })
    await eventually(() => same(names(other), ['red', 'green', 'blue']))
    await choose(other, 'green')
    ;(await find(other, '[part~=bulk-uncollect]')).click()
    await eventually(() => same(names(other), ['red', 'blue']))
    matches(await notice(other), /One asset taken out of Best of/)
    ;(await find(other, '[part=notice] .button')).click()

    await eventually(() => same(names(other), ['red', 'green', 'blue']))
  })

  it('shows how far it is, can be stopped, and takes back what was done until then', async () => {
    const many = Array.from({ length: 31 }, (_, index) => `p${String(index).padStart(2, '0')}`)
    await page.store(...many)
    const library = await page.openAs('editor')
    for (const index of many.keys())
      library.element.library.toggle(library.element.pages.at(30 - index) as LibraryAsset)
    // The first portion is let through.
    await page.backend.rules({ path: '/ml/changes', times: 1 }, { path: '/ml/changes', hold: true, times: 1 })
    ;(await find(library, '[part~=bulk-rename]')).click()
    await type(library, '#bulk-pattern', 'new {n}')
    await confirm(library)
    await eventually(() => matches(all(library, '[part~=bulk-progress]')[0]?.textContent, /10 of 31/))
    equal((await find<HTMLProgressElement>(library, 'progress')).value, 10)
    await eventually(async () => equal(await changesSent(), 2))
    ;(await find(library, '[part~=bulk-stop]')).click()
    await page.backend.release()

    await eventually(async () => matches(await notice(library), /30 assets renamed. Stopped/))
    same([(await stored('p29')).display_name, (await stored('p30')).display_name], ['new 30', 'p30'])
    ;(await find(library, '[part=notice] .button')).click()
    await eventually(async () => matches(await notice(library), /30 assets are as they were/))
    same(await Promise.all(many.map(async (name) => (await stored(name)).display_name)), many)
  })

  it('of two people who change the same assets, each takes back only what is still theirs', async () => {
    await page.store({ publicId: 'red', tags: 'old' }, { publicId: 'blue', tags: 'old' })
    const ada = await withoutChanges()
    await choose(ada, 'red', 'blue')
    await tag(ada, 'of-ada')
    const bea = await page.openAs('manager')
    await choose(bea, 'blue')
    await tag(bea, 'of-bea')
    matches(await notice(bea), /Tags of one asset changed/)
    ;(await find(ada, '[part=notice] .button')).click()

    await eventually(async () => matches(await notice(ada), /Left as it was: blue \(changed by somebody since\)/))
    same([(await stored('red')).tags, (await stored('blue')).tags], [['old'], ['old', 'of-ada', 'of-bea']])
    // What stands there now is on the screen of both.
    const shown = (library: MediaLibrary) =>
      library.element.selection.find(({ display_name: name }) => name === 'blue')?.tags
    same([shown(ada), shown(bea)], [(await stored('blue')).tags, (await stored('blue')).tags])
    ;(await find(bea, '[part=notice] .button')).click()
    await eventually(async () => same((await stored('blue')).tags, ['old', 'of-ada']))
  })

  /** Hears nothing of what others do. */
  async function withoutChanges(): Promise<MediaLibrary> {
    await page.backend.rules({ path: '/events', status: 503, times: 99 })
    return page.openAs('editor')
  }

  async function changesSent(): Promise<number> {
    return (await page.backend.calls()).filter(({ path }) => path.endsWith('/ml/changes')).length
  }

  async function stored(name: string): Promise<Stored> {
    return page.backend.admin('GET', `/resources/image/upload/${page.folder}/${name}`)
  }

  async function all3(key: 'tags'): Promise<unknown[]> {
    return Promise.all(['red', 'blue', 'green'].map(async (name) => (await stored(name))[key] ?? []))
  }

  async function tag(library: MediaLibrary, name: string): Promise<void> {
    ;(await find(library, '[part~=bulk-tag]')).click()
    await type(library, '#bulk-tags', name)
    await press('Enter')
    await confirm(library)
    await eventually(() => equal(all(library, '.bulk-window').length, 0))
  }

  async function notice(library: MediaLibrary): Promise<string> {
    await settled(library)
    return (await find(library, '[part=notice] p')).textContent ?? ''
  }
})

async function type(library: MediaLibrary, selector: string, text: string): Promise<HTMLInputElement> {
  const field = await find<HTMLInputElement>(library, selector)
  field.focus()
  field.value = text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  await library.element.updateComplete
  return field
}

async function confirm(library: MediaLibrary): Promise<void> {
  const button = await find<HTMLButtonElement>(library, '[part~=bulk-confirm]')
  await eventually(() => ok(!button.disabled, 'ready'))
  button.click()
}
