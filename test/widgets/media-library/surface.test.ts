/** What pages can ask for beyond the acceptance list, each seen at what it does: options, slots, properties, measures. */
import { bulkActions } from '../../../widgets/media-library/api/bulk-actions.ts'
import type { LibraryAsset } from '../../../widgets/media-library/api/library-asset.ts'
import { onlyOffered } from '../../../widgets/media-library/browse/only-offered.ts'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import type { TintypeMediaLibrary } from '../../../widgets/media-library/element.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, settled, tile } from '../support/library-page.ts'
import { fixture } from '../support/widget-page.ts'

describe('media library: what pages can ask for', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  const has = (library: MediaLibrary, selector: string): boolean => all(library, selector).length > 0

  it('tools leaves out controls of the toolbar, one by one, and nothing else', async () => {
    await page.store('one')
    const library = await page.openAs('editor')
    const controls = {
      search: '[part~=search]',
      filters: '[part~=filters-button]',
      upload: '[part~=upload-button]',
      sort: '[part~=sort]',
      view: '[part~=view]',
    }
    for (const shown of Object.keys(controls)) {
      await library.element.update({ tools: [shown] })
      for (const [name, selector] of Object.entries(controls)) equal(has(library, selector), name === shown, name)
    }
    await library.element.update({ tools: [] })
    ok(has(library, '[part~=breadcrumb]') && has(library, '[part~=tree]'), 'where people are')
    same(names(library), ['one'])
  })

  it('view, sort and filters decide what is seen first; without filters there are none, and no tree without folder', async () => {
    await page.store('beta', 'alpha')
    const library = await page.open({ view: 'list', sort: 'name', filters: [] })

    same(names(library), ['alpha', 'beta'])
    ok(has(library, '[part~=list-head]'), 'the list')
    equal(has(library, '[part~=filters-button]') || has(library, '[part~=tree]'), false)
  })

  it('filter_definition offers facets of the page, whose values filter and stand in the bar of active filters', async () => {
    await page.store({ publicId: 'snow', parameters: { context: 'season=winter' } }, 'sand')
    const filter = { field: 'context.season', label: 'Season', values: [{ value: 'winter', label: 'Winter' }] }
    const library = await page.open({
      filters: ['metadata'],
      filter_definition: [filter, { field: 'kind', label: 'What it is' }],
    })
    ;(await find(library, '[part~=filters-button]')).click()

    await find(library, '[data-facet="metadata.topics"]')
    const legends = all(library, '[data-facet] legend').map(({ textContent }) => textContent)
    same(legends.slice(0, 2), ['Season', 'What it is'])
    // Named by the page already: not once more among the fields that have lists.
    equal(all(library, '[data-facet="metadata.kind"]').length, 1)
    ;(await find(library, '[data-facet="context.season"] input')).click()

    await eventually(() => same(names(library), ['snow']))
    const [chip] = all(library, '[part~=chip]')
    matches(chip?.textContent, /Season\s+Winter/)
    chip?.querySelector('button')?.click()
    await eventually(() => equal(names(library).length, 2))
  })

  it('begins in the folder of the last visit, by cloud, unless the page names one or wants no memory', async () => {
    await page.store('here')
    const visit = async (more: object = {}): Promise<MediaLibrary> => {
      const library = page.create({ ...(await page.options({ folder: undefined })), ...more }).show()
      await settled(library)
      return library
    }
    const place = ({ element }: MediaLibrary) => element.store.getState().query.place
    const first = await visit()
    first.element.library.go({ kind: 'folder', path: page.folder })
    await tile(first, 'here')
    first.destroy()

    same(place(await visit()), { kind: 'folder', path: page.folder })
    same(place(await visit({ without_memory: true })), { kind: 'all' })
    same(place(await visit({ folder: 'elsewhere' })), { kind: 'folder', path: 'elsewhere' })
    equal(JSON.stringify({ ...localStorage }).includes('signature'), false)
  })

  it('public_only and folder.resource_type hold in collections, also where a first page has nothing of it', async () => {
    await page.store('open', { publicId: 'closed', type: 'authenticated' }, { publicId: 'words', resourceType: 'raw' })
    const collection = await collect('open', 'closed', 'words')

    same(names(await page.open({ folder: undefined, collection, public_only: true })).sort(), ['open', 'words'])
    same(names(await page.open({ folder: undefined, collection, resource_type: 'raw' })), ['words'])
  })

  it('dimensions give the window a size, at most that of the screen', async () => {
    const library = await page.open({ dimensions: { width: 620, height: '60vh' } })
    const measure = async () => {
      await library.element.updateComplete
      const { width, height } = (await find(library, '[part~=dialog]')).getBoundingClientRect()
      return [width, height].map(Math.round)
    }
    // It grows a little while it opens.
    await eventually(async () => same(await measure(), [620, Math.round(innerHeight * 0.6)]))

    await library.element.update({ dimensions: { width: 90_000 } })
    // 25 pixels are left around it, above and below alone on narrow screens.
    const largest = [innerWidth - (innerWidth > 700 ? 50 : 0), innerHeight - (innerHeight > 480 ? 50 : 0)]
    await eventually(async () => same(await measure(), largest))
    await library.element.update({ dimensions: undefined })
    equal(library.element.getAttribute('style') || null, null)
  })

  it('className and dimensions are of the element where the library is in the page', async () => {
    fixture('<div class="place"></div>')
    const library = await page.open({
      inline_container: '.place',
      className: 'wide own',
      dimensions: { width: 500, height: 450 },
    })

    same([...library.element.classList], ['wide', 'own'])
    const { width, height } = library.element.getBoundingClientRect()
    same([width, height], [500, 450])
  })

  it('without allow-popups no window is opened: not of a file, not to sign in', async () => {
    await page.store('one')
    const library = await page.open({ sandboxAttributes: ['allow-scripts', 'allow-popups'] })
    library.element.preview(0)
    await find(library, '[part~=details] dl')
    ok(has(library, '[part~=preview] a[target=_blank]'), 'a link to the file')

    await library.element.update({ sandboxAttributes: ['allow-scripts'] })

    equal(has(library, 'a[target=_blank]'), false)
    const opened: unknown[] = []
    const { open } = window
    window.open = (...given: unknown[]) => void opened.push(given) as never
    const other = page.create(page.anonymous({ sandboxAttributes: [], use_saml: true })).show()
    matches((await find(other, 'form [data-say=assertive]')).textContent, /blocked/)
    window.open = open
    same(opened, [])
  })

  it('integration goes to the own server with the sign-in, in short words', async () => {
    const bodies: string[] = []
    const { fetch } = window
    window.fetch = (input, init) => {
      if (String(input).endsWith('/ml/session')) bodies.push(String(init?.body))
      return fetch(input, init)
    }
    await page.open({
      integration: { type: 'cms', version: 5, secret: 'x', environment: { a: 1 }, platform: 'p'.repeat(300) },
    })
    window.fetch = fetch

    same(JSON.parse(bodies[0] ?? '{}').integration, { type: 'cms', platform: 'p'.repeat(100), version: '5' })
  })

  it('every slot is shown in its place, and the badge of an asset on its tile alone', async () => {
    await page.store('one', 'two')
    const slots = ['header', 'toolbar', 'footer', 'empty', 'details']
    const holder = fixture('<tintype-media-library><b slot="trigger">open</b></tintype-media-library>')
    const element = holder.firstElementChild as TintypeMediaLibrary
    for (const slot of slots) element.append(Object.assign(document.createElement('b'), { slot, textContent: slot }))
    const shown = (slot: string): boolean | undefined => element.querySelector(`[slot="${slot}"]`)?.checkVisibility()
    element.options = await page.options()
    ok(shown('trigger'), 'the slot trigger')

    element.querySelector<HTMLElement>('[slot=trigger]')?.click()

    await eventually(() => equal(element.pages.total, 2))
    for (const slot of ['header', 'toolbar', 'footer']) equal(shown(slot), true, slot)
    equal(shown('empty'), false)
    const { asset_id: id } = element.pages.at(1) as { asset_id: string }
    const badge = Object.assign(document.createElement('b'), { slot: `asset-badge-${id}`, textContent: 'New' })
    element.append(badge)
    equal(badge.assignedSlot?.closest<HTMLElement>('[data-index]')?.dataset.index, '1')
    element.preview(0)
    await eventually(() => equal(shown('details'), true))
    element.library.go({ kind: 'folder', path: `${page.folder}/nothing` })
    await eventually(() => equal(shown('empty'), true))
    element.destroy()
  })

  it('custom properties size tiles, gaps, tree and ring', async () => {
    await page.store('one', 'two', 'three')
    fixture('<div class="place"></div>')
    const library = await page.open({ inline_container: '.place' })
    const { style } = library.element
    const set = async (name: string, value: string): Promise<void> => {
      style.setProperty(`--tintype-library-${name}`, value)
      await library.element.updateComplete
      library.element.grid.draw(true)
    }
    const box = async (selector: string) => (await find(library, selector)).getBoundingClientRect()

    await set('tile-size', '300px')
    ok((await box('.tile')).width >= 300, 'a large tile')
    await set('tile-size', '100px')
    ok((await box('.tile')).width < 200, 'a small tile')
    await set('tile-gap', '30px')
    const [one, two] = all(library, '.tile').map((each) => each.getBoundingClientRect())
    equal(Math.round((two?.left ?? 0) - (one?.right ?? 0)), 30)
    await set('inline-height', '610px')
    equal(library.element.getBoundingClientRect().height, 610)
    library.element.parentElement?.style.setProperty('inline-size', '1100px')
    await set('sidebar-width', '301px')
    await eventually(async () => equal((await box('[part~=tree]')).width, 301))
    await choose(library, 'one')
    await set('selected-ring', '7px')
    matches(getComputedStyle(await find(library, '[part~=tile-selected]')).boxShadow, /7px inset|inset.* 7px/)
  })

  it('selection can be set, within what may be taken; clearSelection, insert and refresh do what the buttons do', async () => {
    await page.store('one', 'two', { publicId: 'words', resourceType: 'raw' })
    const free = await page.open({ folder: page.folder })
    const assets = free.element.pages.loaded
    free.hide()
    const { element } = await page.open({ resource_type: 'image', max_files: 1 })
    const told: number[] = []
    element.addEventListener('tintype-library-selection-change', (event) =>
      told.push((event as CustomEvent<{ assets: object[] }>).detail.assets.length),
    )

    element.selection = assets
    equal(element.selection.length, 1)
    equal(element.selection[0]?.resource_type, 'image')
    element.clearSelection()
    same(told, [1, 0])
    element.selection = assets
    element.defaultTransformations = [[{ width: 40, crop: 'scale' }]]
    element.insert()

    const [inserted] = page.heardOf<{ assets: { derived: { raw_transformation: string }[] }[] }>('insert')
    equal(inserted?.assets[0]?.derived[0]?.raw_transformation, 'c_scale,w_40')
    const library = await page.open()
    await page.store('three')
    library.element.refresh()
    await tile(library, 'three')
  })

  it('texts, language, theme and palette are the page’s', async () => {
    const library = await page.open({
      language: 'de',
      text: { de: { 'dialog.title': 'Bilder des Hauses' } },
      styles: { palette: { action: 'rgb(0, 90, 0)' } },
    })

    equal((await find(library, '#title')).textContent, 'Bilder des Hauses')
    equal((await find(library, '[part~=dialog]')).lang, 'de')
    equal(getComputedStyle(await find(library, '[part~=insert-button]')).backgroundColor, 'rgb(0, 90, 0)')
    library.element.removeAttribute('language')
    await library.element.update({ language: undefined, theme: 'dark' })
    equal(getComputedStyle(library.element).colorScheme, 'dark')
  })

  /** A collection of those that have these names. */
  async function collect(...wanted: readonly string[]): Promise<string> {
    const { element } = await page.open()
    const { api, pages } = element.library
    const actions = bulkActions(api.requester, api.cloudName)
    const ids = wanted.map((name) => pages.loaded.find((asset) => asset.display_name === name)?.asset_id ?? name)
    const made = await actions.createCollection(page.folder)
    ok(made.ok, 'a collection')
    ok((await actions.collect(made.value.id, ids, undefined)).ok, 'with assets in it')
    return made.value.id
  }
})

it('a page of results with nothing that is offered is followed by the next, up to the last', async () => {
  const asset = (kind: string, id: string) => ({ resource_type: kind, type: 'upload', public_id: id }) as LibraryAsset
  const pages = [[asset('image', 'a')], [], [asset('image', 'b'), asset('raw', 'c')], [asset('image', 'd')]]
  const asked: (string | undefined)[] = []
  const source = onlyOffered(
    {
      load: async (cursor) => {
        asked.push(cursor)
        const at = Number(cursor ?? 0)
        const nextCursor = at + 1 < pages.length ? String(at + 1) : undefined
        return { ok: true, value: { items: pages[at] ?? [], nextCursor } }
      },
    },
    { resourceType: 'raw', isPublicOnly: false },
  )
  const load = (cursor?: string) => source.load(cursor, 60, new AbortController().signal)

  same(await load(), { ok: true, value: { items: [asset('raw', 'c')], nextCursor: '3' } })
  same(asked, [undefined, '1', '2'])
  same(await load('3'), { ok: true, value: { items: [] } })
})
