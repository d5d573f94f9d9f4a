/** Statements 10, 11, 13 and 30: what people take, with the mouse and with the keyboard alone. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, focused, LibraryPage, names, press, search, tile } from '../support/library-page.ts'
import { fixture } from '../support/widget-page.ts'

describe('media library: choosing', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('10: with multiple: false a second tile replaces the first, and one asset is inserted', async () => {
    await page.store('one', 'two')
    const library = await page.open({ multiple: false })

    await choose(library, 'one', 'two')
    same(selected(library), ['two'])
    equal((await find(library, '[role=grid]')).ariaMultiSelectable, 'false')
    ;(await find(library, '[part~=insert-button]')).click()

    const [inserted] = page.heardOf<{ assets: { display_name: string }[] }>('insert')
    same(
      inserted?.assets.map(({ display_name: name }) => name),
      ['two'],
    )
  })

  it('11: with max_files: "3" a fourth tile cannot be chosen, and that is said', async () => {
    await page.store('one', 'two', 'three', 'four')
    const library = await page.open({ max_files: '3' })

    await choose(library, 'one', 'two', 'three')
    equal((await tile(library, 'four')).getAttribute('aria-disabled'), 'true')
    await choose(library, 'four')

    same(selected(library), ['one', 'two', 'three'])
    await eventually(() =>
      matches(all(library, '[part~=live-assertive]')[0]?.textContent, /No more than 3 can be selected/),
    )
    matches((await find(library, '[part~=selection-count]')).textContent, /3 of 3 selected/)
  })

  it('13: assets come in the order of choosing, with one mlId per library', async () => {
    await page.store('one', 'two', 'three')
    const library = await page.open()

    await choose(library, 'three', 'one', 'two', 'one')
    ;(await find(library, '[part~=insert-button]')).click()
    library.show()
    await choose(library, 'one')
    ;(await find(library, '[part~=insert-button]')).click()

    const [first, second] = page.heardOf<{ mlId: string; assets: { display_name: string }[] }>('insert')
    same(
      first?.assets.map(({ display_name: name }) => name),
      ['three', 'two'],
    )
    ok(first?.mlId, 'an mlId')
    equal(first?.mlId, second?.mlId)
    equal(second?.assets.length, 1)
  })

  it('before-insert can be prevented, and then nothing is inserted or closed', async () => {
    await page.store('one')
    const library = await page.open()
    library.element.addEventListener('tintype-library-before-insert', (event) => event.preventDefault())
    await choose(library, 'one')

    ;(await find(library, '[part~=insert-button]')).click()

    equal(page.heardOf('insert').length, 0)
    equal(all(library, 'dialog:modal').length, 1)
    same(selected(library), ['one'])
  })

  it('what was inserted is the value in a form, and a reset takes it back', async () => {
    await page.store('one')
    const form = fixture('<form><div class="place"></div></form>').querySelector('form') as HTMLFormElement
    const library = await page.open({ inline_container: '.place', name: 'media' })
    library.element.setAttribute('name', 'media')
    await choose(library, 'one')
    ;(await find(library, '[part~=insert-button]')).click()

    const [asset] = JSON.parse(String(new FormData(form).get('media')))
    equal(asset.display_name, 'one')
    form.reset()
    equal(new FormData(form).get('media'), null)
  })

  it('30: with the keyboard alone: open, search, choose two, insert', async () => {
    await page.store('harbour', 'harbour at night', 'meadow')
    const library = await page.open()
    await eventually(() => ok(focused()?.matches('.search-field'), 'the focus in the search'))

    for (const letter of 'harb') await press(letter)
    await eventually(() => same([...names(library)].sort(), ['harbour', 'harbour at night']))
    await tabUntil('.tile')
    await press('Space')
    await press('ArrowRight')
    await press('Space')
    equal(library.element.selection.length, 2)
    await tabUntil('[part~=insert-button]')
    await press('Enter')

    equal(page.heardOf<{ assets: unknown[] }>('insert')[0]?.assets.length, 2)
    equal(all(library, 'dialog:modal').length, 0)
  })

  it('arrows, Home and End move through the grid, letters jump to names, and / goes to the search', async () => {
    await page.store('amber', 'birch', 'cedar', 'dahlia', 'elder', 'fern', 'ginkgo')
    const library = await page.open({ sort: 'name' })
    ;(await tile(library, 'amber')).focus()
    const { columns } = library.element.grid.layout ?? { columns: 0 }
    ok(columns > 1, 'several columns')

    await press('ArrowRight', 'ArrowRight', 'ArrowLeft')
    equal(nameOfFocus(), 'birch')
    await press('ArrowDown')
    equal(nameOfFocus(), ['amber', 'birch', 'cedar', 'dahlia', 'elder', 'fern', 'ginkgo'][Math.min(6, 1 + columns)])
    await press('Control+End')
    equal(nameOfFocus(), 'ginkgo')
    await press('Control+Home', 'd')
    equal(nameOfFocus(), 'dahlia')
    await press('/')
    ok(focused()?.matches('.search-field'), 'the search')
  })

  it('Shift marks a range, Control+A everything, Space gives it back', async () => {
    await page.store('amber', 'birch', 'cedar', 'dahlia')
    const library = await page.open({ sort: 'name' })

    ;(await tile(library, 'amber')).focus()
    await press('Space')
    await press('Shift+ArrowRight', 'Shift+ArrowRight')
    same(selected(library), ['amber', 'birch', 'cedar'])
    await press('Shift+ArrowLeft')
    same(selected(library), ['amber', 'birch'])
    await press('Control+a')
    same([...selected(library)].sort(), ['amber', 'birch', 'cedar', 'dahlia'])
    await press('Space')
    equal(library.element.selection.length, 3)
  })

  it('Esc steps out one thing at a time: suggestions, search, preview, dialog', async () => {
    await page.store('one')
    const library = await page.open()
    await search(library, 'one')
    await tile(library, 'one')
    ;(await find(library, '.search-field')).focus()
    await press('Escape')
    equal((await find<HTMLInputElement>(library, '.search-field')).value, '')
    ;(await tile(library, 'one')).focus()
    await press('Enter')
    await find(library, '[part~=preview]')
    await press('Escape')
    await eventually(() => equal(all(library, '[part~=preview]').length, 0))
    equal(all(library, 'dialog:modal').length, 1)
    await press('Escape')

    await eventually(() => equal(all(library, 'dialog:modal').length, 0))
  })
})

function selected({ element }: MediaLibrary): string[] {
  return element.selection.map(({ display_name: name }) => name ?? '')
}

function nameOfFocus(): string | null | undefined {
  return focused()?.querySelector('.tile-name')?.textContent
}

async function tabUntil(selector: string): Promise<void> {
  for (let step = 0; step < 40 && !focused()?.matches(selector); step += 1) await press('Tab')
  ok(focused()?.matches(selector), `the focus on ${selector}`)
}
