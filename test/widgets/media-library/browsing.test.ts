/** Statements 22 to 24, 32, 33, 36 and 39: what is shown, how it is found, and on which screens. */
import { setViewport } from '@web/test-runner-commands'
import type * as Compat from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, search, settled, tile } from '../support/library-page.ts'

interface StrictWindow extends Window {
  readonly violations: readonly string[]
  readonly cloudinary: typeof Compat
}

const WIDE = { width: 1280, height: 800 }
const PAUSE_MS = 300

describe('media library: browsing', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport(WIDE)
  })
  afterEach(() => page.close())

  it('22: counts of facets are those of the search; facets narrow each other, values of one widen it', async () => {
    await page.store({ publicId: 'red', tags: 'red' }, { publicId: 'blue', tags: 'blue' })
    await page.store({ publicId: 'words', resourceType: 'raw', tags: 'red' })
    const library = await page.open()
    ;(await find(library, '[part~=filters-button]')).click()
    await find(library, '#facets')
    same(await counts('type'), { image: 2, raw: 1 })

    await check('tag', 'red')
    await eventually(() => same([...names(library)].sort(), ['red', 'words']))
    same(await counts('type'), { image: 1, raw: 1 })
    await check('tag', 'blue')
    await eventually(() => equal(names(library).length, 3))
    await check('type', 'raw')
    await eventually(() => same(names(library), ['words']))
    await eventually(async () => same(await counts('type'), { image: 2, raw: 1 }))

    same(
      all(library, '[part~=chip]').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()),
      ['Type Other files', 'Tags red', 'Tags blue'],
    )
    ;(await find(library, '[part~=chip] .chip-remove')).click()
    await eventually(() => equal(names(library).length, 3))

    async function counts(name: string): Promise<Record<string, number>> {
      await settled(library)
      const values = all(library, `[data-facet=${name}] .facet-value`)
      return Object.fromEntries(
        values.map((value) => [
          value.querySelector('input')?.value ?? '',
          Number(value.querySelector('.facet-count')?.textContent),
        ]),
      )
    }

    async function check(name: string, value: string): Promise<void> {
      ;(await find(library, `[data-facet=${name}] input[value=${value}]`)).click()
    }
  })

  it('23: typing asks at most once in 300 ms', async () => {
    await page.store('harbour', 'meadow')
    const library = await page.openAlone()
    const before = (await page.backend.calls()).length
    const start = performance.now()

    for (const text of ['h', 'ha', 'har', 'harb', 'harbo', 'harbour']) {
      await search(library, text)
      await new Promise((resolve) => setTimeout(resolve, 90))
    }
    await eventually(() => same(names(library), ['harbour']))

    const asked = (await page.backend.calls()).length - before
    const most = Math.ceil((performance.now() - start) / PAUSE_MS)
    ok(asked >= 1 && asked <= most, `at most ${most} requests (saw ${asked})`)
  })

  it('23: an answer that comes late changes nothing', async () => {
    await page.store('harbour', 'meadow')
    const library = await page.openAlone()
    await page.backend.rules({ path: 'resources/search', times: 1, hold: true })

    await search(library, 'harbour')
    await eventually(async () => ok((await page.backend.calls()).length >= 2, 'the held request'))
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + 100))
    await search(library, 'meadow')
    await eventually(() => same(names(library), ['meadow']))
    await page.backend.release()
    await new Promise((resolve) => setTimeout(resolve, 200))

    same(names(library), ['meadow'])
    equal((await find<HTMLInputElement>(library, '.search-field')).value, 'meadow')
  })

  it('24: of 10,000 assets at most 300 tiles are in the document, and far pages are given up', async function () {
    this.timeout(60_000)
    const cloudName = await page.backend.seed(10_000)
    const visitor = await page.backend.visitor('guest', { isOfMany: true })
    const library = page.create({ ...page.anonymous({ ...visitor, cloud_name: cloudName, folder: undefined }) }).show()
    await settled(library)
    const results = await find(library, '.results')
    const grid = await find(library, '[role=grid]')
    let most = 0

    for (let step = 1; step <= 12; step += 1) {
      results.scrollTop = (results.scrollHeight / 12) * step
      await eventually(() => {
        most = Math.max(most, all(library, '.tile').length)
        ok(all(library, '.tile:not(.missing)').length > 0, 'assets in view')
      }, 30_000)
    }
    await eventually(
      () => ok(all(library, '.tile[data-index="9999"]:not(.missing)').length === 1, 'the last asset'),
      30_000,
    )

    ok(most <= 300, `at most 300 tiles (saw ${most})`)
    ok(library.element.pages.loaded.length <= 5500, `pages given up (${library.element.pages.loaded.length} are kept)`)
    const { columns } = library.element.grid.layout ?? { columns: 1 }
    equal(Number(grid.ariaRowCount), Math.ceil(10_000 / columns))
    results.scrollTop = 0
    await eventually(() => ok(all(library, '.tile[data-index="0"]:not(.missing)').length === 1, 'the first again'))
  })

  it('32: at 360 px folders are a drawer, filters a sheet, and nothing scrolls sideways', async () => {
    await setViewport({ width: 360, height: 700 })
    await page.store('one', 'two', 'inner/three')
    const library = await page.open()
    const frame = await find(library, '.frame')
    const tree = await find(library, '#tree')
    equal(getComputedStyle(tree).visibility, 'hidden')

    ok(frame.scrollWidth <= frame.clientWidth, 'no sideways scrolling')
    ok((await find(library, '.results')).scrollWidth <= (await find(library, '.results')).clientWidth, 'nor inside')
    ;(await find(library, '.tree-toggle')).click()
    await eventually(() => equal(getComputedStyle(tree).visibility, 'visible'))
    ;(await find(library, '.tree-toggle')).click()
    ;(await find(library, '[part~=filters-button]')).click()
    const sheet = await find(library, '#facets')
    await eventually(() => {
      const { bottom, width } = sheet.getBoundingClientRect()
      equal(Math.round(width), frame.clientWidth)
      ok(bottom <= frame.getBoundingClientRect().bottom + 1, 'a sheet at the bottom')
    })
    ok(frame.scrollWidth <= frame.clientWidth, 'no sideways scrolling with filters')
  })

  it('33: a restricted asset has a badge, and public-only leaves it out', async () => {
    await page.store('open', { publicId: 'closed', type: 'authenticated' })
    const library = await page.open()
    const closed = await tile(library, 'closed')

    matches(closed.querySelector('[part~=badge-restricted]')?.textContent, /Restricted access/)
    equal((await tile(library, 'open')).querySelector('[part~=badge-restricted]'), null)
    const strict = await page.open({ public_only: true })
    same(names(strict), ['open'])
  })

  it('36: under a strict policy with Trusted Types everything works and nothing is violated', async function () {
    this.timeout(60_000)
    await page.store('one')
    const frame = document.createElement('iframe')
    frame.dataset.fixture = ''
    frame.src = `/__strict__/${page.backend.id}?widget=media-library`
    frame.width = '900'
    frame.height = '600'
    document.body.append(frame)
    await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    const { cloudinary, violations } = frame.contentWindow as unknown as StrictWindow
    const library = page.track(cloudinary.openMediaLibrary(await page.options(), page.handlers))

    await settled(library)
    await choose(library, 'one')
    await eventually(() => ok(all(library, '.thumb img.loaded').length === 1, 'a picture'))
    ;(await find(library, '[part~=filters-button]')).click()
    await find(library, '#facets')
    library.element.preview(0)
    await find(library, '[part~=preview] img')
    ;(await find(library, '[part~=insert-button]')).click()

    equal(page.heardOf('insert').length, 1)
    same(violations, [])
    frame.remove()
  })

  it('39: offline there is a banner, what was loaded stays, and can be inserted', async () => {
    await page.store('one', 'two')
    const library = await page.open()
    Object.defineProperty(navigator, 'onLine', { configurable: true, value: false })
    dispatchEvent(new Event('offline'))

    matches((await find(library, '[part~=offline]')).textContent, /offline/)
    equal(names(library).length, 2)
    await choose(library, 'one')
    ;(await find(library, '[part~=insert-button]')).click()
    equal(page.heardOf('insert').length, 1)
    Reflect.deleteProperty(navigator, 'onLine')
    dispatchEvent(new Event('online'))
    library.show()
    await eventually(() => equal(all(library, '[part~=offline]').length, 0))
  })

  it('folders are opened by their tiles, the tree and the breadcrumb, and remembered for the next visit', async () => {
    await page.store('one', 'inner/two')
    const library = await page.open({ folder: undefined })
    library.element.library.go({ kind: 'folder', path: page.folder })
    await tile(library, 'one')

    ;(await find(library, '[part~=folder]')).click()
    await eventually(() => same(names(library), ['two']))
    const next = await page.open({ folder: undefined })
    await eventually(() => same(names(next), ['two']))
    all(next, '.crumb').at(-1)?.click()
    await eventually(() => same(names(next), ['one']))
    equal(all(next, '.destination[aria-current=page]').length, 1)
  })

  it('a folder without anything, and a search that finds nothing, are told apart', async () => {
    await page.store('one')
    const library = await page.open({ folder: { path: `${page.folder}/nothing` } })
    await find(library, '[part~=empty]')

    await search(library, 'nothing is called so')
    await find(library, '[part~=no-results]')
    ;(await find(library, '[part~=no-results] button')).click()
    await find(library, '[part~=empty]')
  })

  it('an expression that is wrong says where, and one that is right finds', async () => {
    await page.store('one', 'two')
    const library = await page.open()
    ;(await find(library, '[part~=search-mode]')).click()

    await search(library, 'tags:(')
    await eventually(() => matches(all(library, '#search-problem')[0]?.textContent, /position/))
    await search(library, 'display_name=one')
    await eventually(() => same(names(library), ['one']))
    equal(all(library, '#search-problem').length, 0)
  })

  it('results that could not be loaded are asked for again on demand', async () => {
    await page.store('one')
    await page.backend.rules({ path: 'resources/search', times: 1, status: 500, message: 'Told to fail' })
    const library = page.create(await page.options()).show()

    ;(await find(library, '[part~=error] [part~=button-primary]')).click()

    await tile(library, 'one')
    equal(page.heardOf('error')[0]?.http_code, 500)
  })

  it('grid, masonry and list show the same assets', async () => {
    await page.store(
      'one',
      { publicId: 'wide', width: 300, height: 100 },
      { publicId: 'high', width: 100, height: 300 },
    )
    const library = await page.open()

    for (const view of ['masonry', 'list', 'grid']) {
      ;(await find(library, `[data-view=${view}]`)).click()
      await eventually(() => same([...names(library)].sort(), ['high', 'one', 'wide']))
    }
    equal(settings.cloudName, library.element.option('cloudName'))
  })
})
