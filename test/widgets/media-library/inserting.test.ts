/** Statements 13 to 15 and 30 of the acceptance list, as pages meet them, and transforming before inserting. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import {
  all,
  choose,
  find,
  focused,
  LibraryPage,
  names,
  press,
  search,
  settled,
  tile,
} from '../support/library-page.ts'

interface Inserted {
  readonly mlId: string
  readonly assets: readonly {
    readonly public_id: string
    readonly display_name: string
    readonly insert_url: string
    readonly derived?: readonly { readonly raw_transformation: string; readonly url: string }[]
    readonly [field: string]: unknown
  }[]
}

describe('media library: inserting', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('13: the page gets the documented fields, in the order of choosing, and one id for the instance', async () => {
    await page.store({ publicId: 'red', tags: 'shoe', parameters: { context: 'alt=A red shoe' } }, 'blue')
    const library = await page.open({ inline_container: holder() })
    const first = await inserted(library, 'red', 'blue')
    const second = await inserted(library, 'blue')

    same(
      first.assets.map(({ display_name }) => display_name),
      ['red', 'blue'],
    )
    ok(first.mlId !== '' && first.mlId === second.mlId, first.mlId)
    const [red] = first.assets
    for (const field of [
      'public_id',
      'resource_type',
      'type',
      'format',
      'version',
      'url',
      'secure_url',
      'width',
      'bytes',
    ]) {
      ok(red?.[field] !== undefined, field)
    }
    same([red?.tags, red?.context], [['shoe'], { custom: { alt: 'A red shoe' } }])
    const picture = await fetch(red?.insert_url ?? '')
    equal(picture.headers.get('content-type'), 'image/png')
  })

  it('14: default transformations are in derived, and the address that is inserted works', async () => {
    await page.store('red')
    const library = await page.open({ default_transformations: [[{ quality: 'auto' }, { fetch_format: 'auto' }]] })
    const [red] = (await inserted(library, 'red')).assets

    equal(red?.derived?.[0]?.raw_transformation, 'q_auto/f_auto')
    matches(red?.insert_url, /\/q_auto\/f_auto\//)
    ok((await fetch(red?.insert_url ?? '')).ok, 'it is delivered')
  })

  it('15: without transformations there is no derived', async () => {
    await page.store('red')
    const [red] = (await inserted(await page.open(), 'red')).assets

    ok(red && !('derived' in red), 'no derived')
  })

  it('inserts what people made of a picture, and nothing of it the next time', async () => {
    await page.store({ publicId: 'wide', width: 600, height: 400 })
    const library = await page.open({ inline_container: holder() })
    ;(await tile(library, 'wide')).querySelector<HTMLElement>('[data-preview]')?.click()
    ;(await find(library, '[data-panel=transform]')).click()
    await set(library, '#transform-ratio', '1:1')
    await set(library, '#transform-width', '120')
    await set(library, '#transform-format', 'webp')
    equal((await find(library, '[part=transform-chain]')).textContent, 'ar_1:1,c_fill,g_auto,w_120/f_webp')
    await eventually(() => {
      const [drawn] = all<HTMLImageElement>(library, '.stage-picture')
      same([drawn?.naturalWidth, drawn?.naturalHeight], [120, 120])
    }, 15_000)
    ;(await find(library, '[part~=preview-select]')).click()
    ;(await find(library, '[part~=insert-button]')).click()

    const [first] = page.heardOf<Inserted>('insert')
    equal(first?.assets[0]?.derived?.[0]?.raw_transformation, 'ar_1:1,c_fill,g_auto,w_120/f_webp')
    ;(await find(library, '[part~=preview-close]')).click()
    const [again] = (await inserted(library, 'wide')).assets
    ok(again && !('derived' in again), 'no derived')
  })

  it('30: by keys alone: open, search, select two, look at one, insert', async () => {
    await page.store('red shoe', 'blue shoe', 'hat')
    const button = document.createElement('button')
    holder().append(button)
    const library = page.create(await page.options())
    button.addEventListener('click', () => library.show())
    button.focus()
    await press('Enter')
    await settled(library)
    await eventually(() => ok(focused()?.matches('.search-field'), 'the search has the focus'))
    await search(library, 'shoe')
    await press('Enter')
    await eventually(() => same([...names(library)].sort(), ['blue shoe', 'red shoe']))

    for (let presses = 0; presses < 25 && !focused()?.matches('.tile'); presses += 1) await press('Tab')
    await press(' ', 'ArrowRight', ' ', 'Enter')
    await find(library, '.preview')
    await press('Escape')
    await eventually(() => ok(focused()?.matches('.tile'), 'the focus is back'))
    for (let presses = 0; presses < 25 && !focused()?.matches('.insert'); presses += 1) await press('Tab')
    await press('Enter')

    const [payload] = page.heardOf<Inserted>('insert')
    equal(payload?.assets.length, 2)
    await eventually(() => equal(document.activeElement, button))
  })

  /** Somewhere in the page. */
  function holder(): HTMLElement {
    const element = document.createElement('div')
    element.dataset.fixture = ''
    document.body.append(element)
    return element
  }

  async function inserted(library: MediaLibrary, ...wanted: readonly string[]): Promise<Inserted> {
    const before = page.heardOf('insert').length
    await choose(library, ...wanted)
    ;(await find(library, '[part~=insert-button]')).click()
    return eventually(() => {
      const payload = page.heardOf<Inserted>('insert')[before]
      ok(payload, 'a payload')
      return payload
    })
  }
})

async function set(library: MediaLibrary, selector: string, value: string): Promise<void> {
  const field = await find<HTMLInputElement>(library, selector)
  field.value = value
  field.dispatchEvent(new Event('change', { bubbles: true }))
  await library.element.updateComplete
}
