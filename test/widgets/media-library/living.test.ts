/** What changes while the library is open, what is kept for the next visit, and what is left when it goes. */
import { executeServerCommand, setViewport } from '@web/test-runner-commands'
import type { LibraryChange } from '../../../widgets/media-library/api/library-api.ts'
import { openMediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, search, settled, tile } from '../support/library-page.ts'
import { watchPage } from '../support/watch-page.ts'

describe('media library: living', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport({ width: 1280, height: 800 })
  })
  afterEach(() => page.close())

  it('what others upload appears, what they delete goes, also from the selection', async () => {
    await page.store('one')
    const library = await page.open()
    await eventually(async () => ok(await hasStream(), 'the stream of changes'))

    await page.store('two')
    await eventually(() => same(names(library), ['two', 'one']))
    await choose(library, 'one')
    await page.backend.admin('DELETE', `/resources/image/upload?public_ids[]=${page.folder}/one`)

    await eventually(() => same(names(library), ['two']))
    equal(library.element.selection.length, 0)
  })

  it('results and counts come, however often something changes while they are asked for', async () => {
    await page.store('one')
    const library = await page.openAlone({ filters: ['type', 'orientation'] })
    ;(await find(library, '[part~=filters-button]')).click()
    const count = async (): Promise<string | null> =>
      (await find(library, '[data-facet=orientation] input[value=landscape]')).closest('label')?.textContent ?? null
    await eventually(async () => matches(await count(), /1/))
    const { fetch } = window
    window.fetch = async (input, init) => {
      if (String(input).includes('/resources/search')) await new Promise((resolve) => setTimeout(resolve, 250))
      return fetch(input, init)
    }
    const changing = setInterval(() => library.element.refresh(), 60)

    await page.store('two')

    await eventually(() => same(names(library), ['two', 'one']))
    await eventually(async () => matches(await count(), /2/))
    clearInterval(changing)
    window.fetch = fetch
  })

  it('what is changed from here is no news to who reads further down, what others change is', async () => {
    await page.store(...Array.from({ length: 8 }, (_, index) => `asset-${index}`))
    await setViewport({ width: 900, height: 520 })
    const library = page.create(await page.options({ view: 'list' }))
    // The stream of the server tells of every test that runs at the same time: what it says is in the server's tests.
    let tell: (change: LibraryChange) => void = () => undefined
    Object.assign(library.element.library.api, {
      changes: (onChange: typeof tell) => {
        tell = onChange
        return Promise.resolve()
      },
    })
    library.show()
    await settled(library)
    const results = await find(library, '.results')
    await eventually(() => {
      results.scrollTop = 200
      ok(results.scrollTop > 40, 'scrolled')
    })

    tell({ type: 'resource_tags_changed', body: { is_own: true } })
    await new Promise((resolve) => setTimeout(resolve, 900))
    equal(all(library, '[part~=notice]').length, 0)
    tell({ type: 'resource_tags_changed', body: { is_own: true } })
    tell({ type: 'upload', body: {} })

    const notice = await find(library, '[part~=notice]')
    ok(notice.textContent?.includes('Something has changed here'), 'it is told')
  })

  it('the stream of changes ends when the library is hidden', async () => {
    const library = await page.open()
    await eventually(async () => ok(await hasStream(), 'the stream of changes'))
    library.hide()
    const before = await searches()
    await page.store('later')
    await new Promise((resolve) => setTimeout(resolve, 1200))

    same(names(library), [])
    equal(await searches(), before)
  })

  it('collections are listed, opened and left again by a search', async () => {
    await page.store('one', 'two')
    const { body } = { body: await page.backend.visitor('guest@example.com') }
    const call = async (path: string, token: string | undefined, send: object): Promise<Record<string, string>> => {
      const response = await fetch(`${page.backend.base}/widgets/v1/${settings.cloudName}/${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) },
        body: JSON.stringify(send),
      })
      return response.json()
    }
    const { token } = await call('ml/session', undefined, body)
    const name = `Best of ${page.backend.id}`
    const { id } = await call('collections', token, { name })
    const first = await page.open()
    const asset = [0, 1].map((index) => first.element.pages.at(index)).find((each) => each?.display_name === 'one')
    await call(`collections/${id}/assets`, token, { asset_ids: [asset?.asset_id] })
    first.hide()

    const library = await page.open({ folder: undefined, collection: { id } })
    await eventually(() => same(names(library), ['one']))
    equal(all(library, '.destination[aria-current=page]')[0]?.textContent?.trim(), name)
    await search(library, 'two')
    await tile(library, 'two')
    equal(library.element.store.getState().query.place.kind, 'all')
  })

  it('a search can be kept, is there on the next visit, and can be removed', async () => {
    await page.store('harbour', 'meadow')
    const library = await page.open()
    await search(library, 'harbour')
    await eventually(() => same(names(library), ['harbour']))
    ;(await find(library, '.save-search')).click()
    library.hide()

    const next = await page.open()
    ;(await find(next, '.tree .destination[title], .tree [part~=saved]')).focus()
    const kept = all(next, '.tree .destination').find(({ textContent }) => textContent?.trim() === 'harbour')
    ok(kept, 'the kept search')
    kept.click()
    await eventually(() => same(names(next), ['harbour']))
    ;(await find(next, '.tree [title="Remove the saved search harbour"]')).click()
    await next.element.updateComplete
    equal(all(next, '.tree [title^="Remove the saved search"]').length, 0)
  })

  it('a hundred libraries that were opened and destroyed leave nothing behind', async function () {
    this.timeout(180_000)
    await page.store('one')
    const options = await page.options()
    const elements: WeakRef<Element>[] = []
    const round = async (): Promise<void> => {
      // Not through the page of this test, which would keep it.
      const library = openMediaLibrary(options)
      elements.push(new WeakRef(library.element))
      await settled(library)
      library.destroy()
    }
    for (let count = 0; count < 5; count += 1) await round()
    const before = await counts()
    elements.length = 0
    const held = watchPage()

    for (let count = 0; count < 100; count += 1) await round()

    // The one that was rendered last stays until another is rendered: one for ever, not one for each.
    const counted = [...elements]
    await round()
    const after = await counts()
    await eventually(() => same(held.timers(), [], 'timers'))
    held.stop()
    equal(counted.filter((element) => element.deref()).length, 0, 'elements that are still alive')
    same([held.urls.size, held.listeners], [0, 0], 'object URLs and listeners of the window')
    ok(after.nodes - before.nodes < 100, `nodes as before (${before.nodes}, ${after.nodes})`)
    ok(after.jsEventListeners - before.jsEventListeners < 20, 'listeners as before')
    await eventually(async () => equal(await openStreams(), 0, 'streams of changes that are still open'))
  })

  async function openStreams(): Promise<number> {
    return (await page.backend.calls()).filter(
      ({ path, status, isOver }) => path.endsWith('/events') && status && !isOver,
    ).length
  }

  async function searches(): Promise<number> {
    return (await page.backend.calls()).filter(({ path }) => path.includes('/resources/search')).length
  }

  async function hasStream(): Promise<boolean> {
    return (await page.backend.calls()).some(({ path, status }) => path.endsWith('/events') && status === 200)
  }
})

async function counts(): Promise<{ nodes: number; jsEventListeners: number }> {
  await new Promise((resolve) => setTimeout(resolve, 800))
  return (await executeServerCommand('page:counts')) as { nodes: number; jsEventListeners: number }
}
