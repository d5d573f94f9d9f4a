/** Statement 31: axe on every screen of the library, in light and dark, the order of the focus, and the number of rows. */
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import axe from 'axe-core'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, choose, find, focused, LibraryPage, press, search, tile } from '../support/library-page.ts'

type Screen = readonly [name: string, prepare: (page: LibraryPage, options: object) => Promise<MediaLibrary>]

const SCREENS: readonly Screen[] = [
  [
    'M1, the form, refused',
    async (page, options) => {
      const library = page.create({
        ...page.anonymous(options),
        signature: 'f'.repeat(64),
        username: 'a',
        timestamp: 1,
      })
      await find(library.show(), '[part~=login-error]')
      return library
    },
  ],
  [
    'M2, browsing, with a selection and a folder',
    async (page, options) => {
      await page.store('one', { publicId: 'closed', type: 'authenticated' }, 'inner/two')
      const library = await page.open(options)
      await choose(library, 'one')
      return library
    },
  ],
  [
    'M2, list, with the account',
    async (page, options) => {
      await page.store('one', { publicId: 'text', resourceType: 'raw' })
      const library = await page.open({ ...options, view: 'list' })
      ;(await find(library, '[part~=account]')).click()
      await find(library, '.menu')
      return library
    },
  ],
  [
    'M3, searching with filters',
    async (page, options) => {
      await page.store({ publicId: 'one', tags: 'red' })
      const filters = ['type', 'format', 'tag', 'folder', 'date', 'size', 'orientation', 'color', 'status']
      const library = await page.open({ ...options, filters })
      ;(await find(library, '[part~=filters-button]')).click()
      ;(await find(library, '[data-facet=type] input')).click()
      await search(library, 'one')
      await tile(library, 'one')
      return library
    },
  ],
  [
    'M3, nothing found',
    async (page, options) => {
      const library = await page.open(options)
      await search(library, 'nothing is called so')
      await find(library, '[part~=no-results]')
      return library
    },
  ],
  [
    'M4, collections',
    async (page, options) => {
      const name = `Collection ${page.backend.id}`
      const visitor = { ...settings.people.editor }
      const library = page.create(page.anonymous({ ...options, username: visitor.email })).show()
      await find(library, '[part~=login-form]')
      await library.element.library.session.signIn(visitor)
      const token = library.element.library.session.token
      const made = await fetch(`${page.backend.base}/widgets/v1/${settings.cloudName}/collections`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ name }),
      })
      const { id } = await made.json()
      library.show({ collection: { id } })
      await find(library, '[part~=empty]')
      return library
    },
  ],
  [
    'M5, preview',
    async (page, options) => {
      await page.store('one')
      const library = await page.open(options)
      await tile(library, 'one')
      library.element.preview(0)
      await find(library, '[part~=preview] h3')
      return library
    },
  ],
]

describe('media library: accessibility', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport({ width: 1280, height: 800 })
    await emulateMedia({ reducedMotion: 'reduce' })
    document.documentElement.style.minHeight = '100vh'
  })
  afterEach(async () => {
    await page.close()
    document.documentElement.style.minHeight = ''
    await emulateMedia({ reducedMotion: 'no-preference' })
  })

  for (const theme of ['light', 'dark'] as const) {
    for (const [name, prepare] of SCREENS) {
      it(`31: axe finds nothing on ${name} in ${theme}`, async () => {
        const library = await prepare(page, { theme })
        await library.element.updateComplete

        const { violations } = await axe.run(library.element, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
        })

        same(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`)}`),
          [],
        )
      })
    }
  }

  it('31: the focus goes from the search through tools and tiles to the insert button, in the order of the page', async () => {
    await page.store('one')
    const library = await page.open()
    await choose(library, 'one')
    await eventually(() => ok(focused()?.matches('.search-field'), 'the search first'))

    const seen: string[] = []
    for (let step = 0; step < 24; step += 1) {
      await press('Tab')
      seen.push(nameOf(focused()))
    }

    const order = [
      'search-mode',
      'filters-button',
      'upload-button',
      'sort',
      'view',
      'tile',
      'clear-selection',
      'insert-button',
    ]
    const places = order.map((part) => seen.findIndex((name) => name.split(' ').includes(part)))
    ok(
      places.every((place, index) => place >= 0 && place >= (places[index - 1] ?? 0)),
      `the order ${order} (saw ${seen})`,
    )
  })

  it('31: rows are numbered as if all were there', async () => {
    await page.store('one', 'two', 'three', 'four', 'five', 'six', 'seven')
    const library = await page.open()
    const grid = await find(library, '[role=grid]')
    const { columns } = library.element.grid.layout ?? { columns: 0 }

    await eventually(() => equal(Number(grid.ariaRowCount), Math.ceil(7 / columns)))
    equal(Number(grid.ariaColCount), columns)
    equal(all(library, '[role=row]').at(-1)?.ariaRowIndex, String(Math.ceil(7 / columns)))
    equal(all(library, '[role=gridcell][tabindex="0"]').length, 1)
  })
})

function nameOf(element: Element | null): string {
  return element?.getAttribute('part') ?? element?.localName ?? ''
}
