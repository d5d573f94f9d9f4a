/** Browsing, searching, filtering and signing in at 320 pixels, at 400 % of a screen, with wide text, and in forced colours. */
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { assertAccessible } from '../support/accessible.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, choose, find, focused, LibraryPage, press, search, tile } from '../support/library-page.ts'

const FILTERS = [
  'type',
  'format',
  'tag',
  'folder',
  'date',
  'size',
  'orientation',
  'color',
  'uploader',
  'status',
  'metadata',
]
/** What WCAG 1.4.12 asks for. */
const WIDE_TEXT = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }`

type Screen = readonly [name: string, prepare: (page: LibraryPage, options: object) => Promise<MediaLibrary>]

const SCREENS: readonly Screen[] = [
  [
    'M1, signing in',
    async (page, options) => {
      const library = page.create(page.anonymous({ ...options, username: 'somebody@example.com' })).show()
      await find(library, '[part~=login-form]')
      return library
    },
  ],
  ['M2, the grid', async (page, options) => browse(page, options)],
  ['M2, the list', async (page, options) => browse(page, { ...options, view: 'list' })],
  [
    'M2, the tree',
    async (page, options) => {
      const library = await browse(page, options)
      const toggle = await find(library, '.tree-toggle')
      if (toggle.offsetWidth > 0) toggle.click()
      await eventually(() => equal(getComputedStyle(all(library, '#tree')[0] as Element).visibility, 'visible'))
      return library
    },
  ],
  [
    'M3, filters',
    async (page, options) => {
      const library = await browse(page, options)
      ;(await find(library, '[part~=filters-button]')).click()
      await find(library, '[data-facet=uploader] .facet-count')
      return library
    },
  ],
  [
    'M3, a search with chips',
    async (page, options) => {
      const library = await browse(page, options)
      library.element.library.browser.refine({ facets: { type: ['image'], date: ['7d'] } })
      await search(library, 'a')
      await eventually(() => equal(all(library, '[part~=chip]').length, 2))
      return library
    },
  ],
]

describe('media library: small screens', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await emulateMedia({ reducedMotion: 'reduce' })
  })
  afterEach(async () => {
    await page.close()
    await setViewport({ width: 1280, height: 800 })
    await emulateMedia({ reducedMotion: 'no-preference', forcedColors: 'none' })
  })

  for (const language of ['en', 'he']) {
    it(`32: nothing is wider than 320 pixels, also with wide text, in ${language}`, async () => {
      await setViewport({ width: 320, height: 640 })
      for (const [name, prepare] of SCREENS) {
        const library = await prepare(page, { language, filters: FILTERS })
        same(tooWide(library, name), [])
        const wide = new CSSStyleSheet()
        wide.replaceSync(WIDE_TEXT)
        library.element.root.adoptedStyleSheets.push(wide)
        await library.element.updateComplete
        same(tooWide(library, `${name}, wide text`), [])
        library.destroy()
      }
    })
  }

  it('32: at 400 % of a screen everything can be reached, and an asset be chosen and inserted by keys', async () => {
    await setViewport({ width: 320, height: 256 })
    const library = await browse(page, {})
    const frame = await find(library, '.frame')

    ok(frame.scrollHeight > frame.clientHeight, 'the window scrolls')
    ok((await find(library, '.results')).clientHeight >= 120, 'assets have room')
    library.element.focusResult(0)
    await eventually(() => ok(focused()?.hasAttribute('data-index'), 'a tile'))
    const { top, bottom } = focused()?.getBoundingClientRect() ?? { top: -1, bottom: 0 }
    ok(bottom > 0 && top < 256, 'it is on the screen')
    await press('Space')
    const insert = await find<HTMLButtonElement>(library, '[part~=insert-button]')
    insert.focus()
    ok(insert.getBoundingClientRect().bottom <= 257, 'so is the button')
    await press('Enter')
    equal(page.heardOf('insert').length, 1)
  })

  it('31: in forced colours what is chosen can be told from what is not, and axe finds nothing', async () => {
    await setViewport({ width: 1000, height: 700 })
    await emulateMedia({ forcedColors: 'active' })
    const library = await browse(page, { view: 'list' })
    await choose(library, 'a')
    const mark = async (name: string): Promise<string> =>
      getComputedStyle((await tile(library, name)).querySelector('.mark .icon') as Element).visibility

    await eventually(async () => same([await mark('a'), await mark('b')], ['visible', 'hidden']))
    await assertAccessible(library.element)
  })

  for (const theme of ['light', 'dark'] as const) {
    it(`31: axe finds nothing on the list, all filters and a closed folder in ${theme}`, async () => {
      await setViewport({ width: 1280, height: 900 })
      const library = await browse(page, { theme, view: 'list', filters: FILTERS })
      ;(await find(library, '[part~=filters-button]')).click()
      await find(library, '[data-facet=uploader] .facet-count')
      await assertAccessible(library.element)
      library.element.store.patch({ reach: 'elsewhere' })
      library.element.refresh()
      await find(library, '[part~=error]')
      await assertAccessible(library.element)
    })
  }
})

async function browse(page: LibraryPage, options: object): Promise<MediaLibrary> {
  await page.store('b', { publicId: 'a', tags: 'a rather long tag that has to be broken somewhere' }, 'inner/c')
  return page.open(options)
}

/** What reaches out of the window to the side; text for screen readers and what lies in a scroller of its own do not. */
function tooWide(library: MediaLibrary, name: string): readonly string[] {
  return all(library, '.frame, .frame *')
    .filter((element) => {
      const { left, right, width } = element.getBoundingClientRect()
      const { visibility, clipPath } = getComputedStyle(element)
      return width > 0 && visibility === 'visible' && clipPath === 'none' && (left < -1 || right > 321)
    })
    .map((element) => `${name}: ${element.className || element.localName}`)
}
