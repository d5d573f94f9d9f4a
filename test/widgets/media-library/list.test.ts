/** The list with its head, and the ways of the keyboard through the other layouts. */
import { setViewport } from '@web/test-runner-commands'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, find, focused, LibraryPage, names, press, tile } from '../support/library-page.ts'

describe('media library: the list', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport({ width: 1280, height: 800 })
  })
  afterEach(() => page.close())

  it('has a head that says what is sorted by and in which direction, and sorts', async () => {
    await page.store({ publicId: 'b-large', width: 400, height: 300 }, 'c-small', {
      publicId: 'a-other',
      resourceType: 'raw',
    })
    const library = await page.open({ view: 'list' })
    await tile(library, 'c-small')
    const sorted = (): string[] =>
      all(library, '[role=columnheader][aria-sort]').map((head) => `${head.textContent?.trim()} ${head.ariaSort}`)

    same(
      all(library, '[role=columnheader]').map(({ textContent }) => textContent?.trim()),
      ['Name', 'Format', 'Dimensions', 'File size', 'Uploaded'],
    )
    same(sorted(), ['Uploaded descending'])
    await sortBy('name')
    await eventually(() => same(names(library), ['a-other', 'b-large', 'c-small']))
    same(sorted(), ['Name ascending'])
    await sortBy('name')
    await eventually(() => same(names(library), ['c-small', 'b-large', 'a-other']))
    same(sorted(), ['Name descending'])
    await sortBy('size')
    await eventually(() => equal(names(library)[0], 'b-large'))
    same(sorted(), ['File size descending'])
    equal((await find<HTMLSelectElement>(library, '[part~=sort]')).value, 'largest')

    async function sortBy(name: string): Promise<void> {
      ;(await find(library, `.column-${name} button`)).click()
    }
  })

  it('numbers its rows below the head, each of which reaches over all columns', async () => {
    await page.store('one', 'two')
    const library = await page.open({ view: 'list' })
    await tile(library, 'one')
    const grid = await find(library, '[role=grid]')

    await eventually(() => same([grid.ariaRowCount, grid.ariaColCount], ['3', '5']))
    same(
      all(library, '[role=row]').map(({ ariaRowIndex }) => ariaRowIndex),
      ['1', '2', '3'],
    )
    equal((await tile(library, 'one')).ariaColSpan, '5')
    ;(await find(library, '[data-view=grid]')).click()
    await eventually(() => equal(all(library, '[role=columnheader]').length, 0))
    equal(grid.ariaRowCount, '1')
  })

  it('shows the columns that there is room for, and never less than a line about the asset', async () => {
    await page.store({ publicId: 'one', width: 300, height: 200 })
    const library = await page.open({ view: 'list' })
    const one = await tile(library, 'one')
    const shown = (): string[] =>
      [...one.querySelectorAll<HTMLElement>('.cell, .tile-meta')]
        .filter((cell) => cell.offsetWidth > 0)
        .map((cell) => cell.className.replace(/^cell column-/, ''))

    same(shown(), ['format', 'dimensions', 'size', 'date'])
    await setViewport({ width: 960, height: 700 })
    await eventually(() => same(shown(), ['size', 'date']))
    await setViewport({ width: 360, height: 700 })
    await eventually(() => same(shown(), ['tile-meta']))
    const results = await find(library, '.results')
    // Rows get their width a frame after the window has.
    await eventually(() => equal(results.scrollWidth, results.clientWidth))
  })

  it('does not hide the row that has the focus behind its head', async () => {
    await page.store(...Array.from({ length: 12 }, (_, index) => `asset-${index}`))
    await setViewport({ width: 1000, height: 500 })
    const library = await page.open({ view: 'list' })
    await tile(library, 'asset-11')
    library.element.focusResult(11)
    await eventually(() => equal(focused()?.getAttribute('data-index'), '11'))

    for (let step = 0; step < 9; step += 1) await press('ArrowUp')

    const head = (await find(library, '.list-head')).getBoundingClientRect()
    equal(focused()?.getAttribute('data-index'), '2')
    ok((focused()?.getBoundingClientRect().top ?? 0) >= head.bottom - 1, 'below the head')
  })

  it('masonry: arrows to the side follow the order of the results, up and down stay in the column', async () => {
    await page.store(
      ...[300, 60, 200, 90, 160, 120].map((height, index) => ({ publicId: `p${index}`, width: 200, height })),
    )
    await setViewport({ width: 760, height: 800 })
    const library = await page.open({ view: 'masonry', filters: [] })
    await tile(library, 'p5')
    library.element.focusResult(0)
    const seen: (string | null | undefined)[] = []
    for (let step = 0; step < 6; step += 1) {
      await eventually(() => ok(focused()?.hasAttribute('data-index'), 'a tile'))
      seen.push(focused()?.querySelector('.tile-name')?.textContent)
      await press('ArrowRight')
    }
    same(seen, ['p5', 'p4', 'p3', 'p2', 'p1', 'p0'])

    library.element.focusResult(1)
    const left = (): number => Math.round(focused()?.getBoundingClientRect().left ?? -1)
    const column = left()
    await press('ArrowDown')
    equal(left(), column)
    ok(focused()?.getAttribute('data-index') !== '1', 'further down')
    await press('ArrowUp')
    equal(focused()?.getAttribute('data-index'), '1')
  })
})
