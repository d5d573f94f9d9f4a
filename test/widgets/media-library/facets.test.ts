/** Statement 22 on every facet: what each value would leave is what the search itself finds with it. */
import { setViewport } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, find, LibraryPage, names } from '../support/library-page.ts'
import { picture } from '../support/widget-page.ts'

const EVERY = [
  ...['type', 'format', 'tag', 'folder', 'date', 'size', 'dimensions', 'orientation', 'duration'],
  ...['color', 'uploader', 'status', 'metadata'],
]

describe('media library: facets', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport({ width: 1280, height: 900 })
  })
  afterEach(() => page.close())

  it('22: each counts what the search finds, whatever is asked, and loses what is of no use', async () => {
    await storeDifferent()
    const library = await page.open({ filters: EVERY })
    ;(await find(library, '[part~=filters-button]')).click()
    await eventually(() => ok(countOf(library, 'tag', 'red') !== undefined, 'the counts'))

    const groups = all(library, '[data-facet]').map(({ dataset }) => dataset.facet)
    const expected = [
      'type',
      'format',
      'tag',
      'date',
      'size',
      'dimensions',
      'orientation',
      'color',
      'uploader',
      'status',
    ]
    // Other tests of the same environment may have fields of their own.
    const own = ['metadata.kind', 'metadata.topics']
    const isOthers = (name = ''): boolean => name.startsWith('metadata.') && !own.includes(name)
    same(
      groups.filter((name) => !isOthers(name)),
      [...expected, ...own],
    )
    for (const facet of library.element.library.browser.facets.filter(({ name }) => groups.includes(name))) {
      for (const [value, shown] of Object.entries(countsOf(library, facet.name))) {
        const asked = `folder="${page.folder}" AND (${facet.expressionOf(value)})`
        const found = await library.element.library.api.search({ expression: asked, max_results: 0 })
        equal(shown, found.ok ? found.value.total_count : undefined)
      }
    }
    same(countsOf(library, 'tag'), { blue: 1, red: 2 })
    same(countsOf(library, 'metadata.kind'), { id_photo: 1 })
    same(countsOf(library, 'orientation'), { landscape: 1, portrait: 1, square: 1 })
    same(countsOf(library, 'status'), { pending: 1, approved: 0, rejected: 0 })
    same(Object.values(countsOf(library, 'uploader')), [3])
    ok(Object.values(countsOf(library, 'color')).reduce((sum, count) => sum + count, 0) >= 3, 'each has a colour')
  })

  it('22: a value that is chosen narrows the others, not those beside it', async () => {
    await storeDifferent()
    const library = await page.open({ filters: EVERY })
    ;(await find(library, '[part~=filters-button]')).click()

    ;(await find(library, '[data-facet=orientation] input[value=portrait]')).click()
    await eventually(() => same(names(library), ['high']))

    await eventually(() => same(countsOf(library, 'tag'), { red: 1 }))
    same(countsOf(library, 'orientation'), { landscape: 1, portrait: 1, square: 1 })
    ;(await find(library, '[data-facet="metadata.topics"] input[value=id_sea]')).click()
    await eventually(() => equal(all(library, '[part~=chip]').length, 2))
    same(names(library), ['high'])
    same(
      all(library, '[part~=chip]').map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim()),
      ['Orientation Portrait', 'Topics sea'],
    )
  })

  it('22: people are told from keys, by the name with which they were signed in', async () => {
    const library = await page.open({ filters: ['uploader'] })
    const uploads: object[] = []
    library.on('upload', (detail) => uploads.push(detail as object))
    library.element.upload([await picture('mine.png')])
    await eventually(() => equal(uploads.length, 1), 30_000)
    await page.store('by-key')
    library.element.refresh()
    await eventually(() => equal(names(library).length, 2))

    ;(await find(library, '[part~=filters-button]')).click()
    await eventually(() => equal(Object.keys(countsOf(library, 'uploader')).length, 2))

    const shown = all(library, '[data-facet=uploader] .facet-label').map(({ textContent }) => textContent)
    same(shown, [`API key ${settings.apiKey}`, 'guest@example.com'])
    // With a key are also those that it signed for people.
    same(Object.values(countsOf(library, 'uploader')), [2, 1])
    ;(await find(library, '[data-facet=uploader] input[value="user:guest@example.com"]')).click()
    await eventually(() =>
      ok(names(library).length === 1 && !names(library).includes('by-key'), String(names(library))),
    )
  })

  it('22: nothing is counted while the filters are closed', async () => {
    await page.store('one')
    const library = await page.openAlone({ filters: EVERY })
    await new Promise((resolve) => setTimeout(resolve, 300))
    const searches = async () =>
      (await page.backend.calls()).filter(({ path }) => path.includes('/resources/search')).length

    equal(await searches(), 1)
    ;(await find(library, '[part~=filters-button]')).click()
    await eventually(async () => ok((await searches()) > 1, 'now they are'))
  })

  async function storeDifferent(): Promise<void> {
    const colors = { colors: 'true' }
    await page.store(
      { publicId: 'square', width: 50, height: 50, tags: 'red', parameters: { ...colors, metadata: 'kind=id_photo' } },
      { publicId: 'wide', width: 90, height: 50, tags: 'blue', parameters: { ...colors, moderation: 'manual' } },
      {
        publicId: 'high',
        width: 50,
        height: 90,
        tags: 'red',
        parameters: { ...colors, metadata: 'topics=["id_sea"]' },
      },
    )
  }
})

/** What the panel shows, by value. */
function countsOf(library: MediaLibrary, name: string): Record<string, number> {
  const inputs = all<HTMLInputElement>(library, `[data-facet="${name}"] input[type=checkbox]`)
  return Object.fromEntries(
    inputs.flatMap((input): [string, number][] => {
      const text = input.parentElement?.querySelector('.facet-count, .visually-hidden')?.textContent
      const [, count] = /(\d+)$/.exec(text?.trim() ?? '') ?? []
      return count === undefined ? [] : [[input.value, Number(count)]]
    }),
  )
}

function countOf(library: MediaLibrary, name: string, value: string): number | undefined {
  return countsOf(library, name)[value]
}
