/** Alternative texts and captions of many assets: each its own, or the same for all, with how many pictures have one. */
import { sendKeys } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, focused, LibraryPage, press, settled } from '../support/library-page.ts'

describe('media library: texts of many assets', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('are written one by one, only where pictures have none, with how many have one while people type', async () => {
    await page.store({ publicId: 'red', parameters: { context: 'alt=Red|credit=Ada' } }, 'blue', 'green')
    const library = await open('red', 'blue', 'green')
    same(rows(library), ['blue', 'green'])
    matches(await coverage(library), /1 of 3 pictures/)
    equal((await find<HTMLButtonElement>(library, '[part~=bulk-confirm]')).disabled, true)
    await write(library, 'blue', 'alt', ' A blue shoe ')
    await write(library, 'blue', 'caption', 'From the front')
    ;(await field<HTMLInputElement>(library, 'green', '[type=checkbox]')).click()
    await eventually(async () => matches(await coverage(library), /3 of 3 pictures/))
    // A row does not leave while something is written in it.
    same(rows(library), ['blue', 'green'])
    ;(await find(library, '[data-lacking]')).click()
    await eventually(() => same(rows(library), ['red', 'blue', 'green']))
    await write(library, 'red', 'caption', 'Red one')
    await confirm(library)

    matches(await notice(library), /Texts of 3 assets changed/)
    same(await Promise.all(['red', 'blue', 'green'].map(context)), [
      { alt: 'Red', caption: 'Red one', credit: 'Ada' },
      { alt: 'A blue shoe', caption: 'From the front' },
      { decorative: 'true' },
    ])
    matches(all(library, '[part=alt-coverage]')[0]?.textContent, /3 of 3 pictures/)
    await press('Control+z')
    await eventually(async () => matches(await notice(library), /3 assets are as they were/))
    same(await Promise.all(['red', 'blue', 'green'].map(context)), [{ alt: 'Red', credit: 'Ada' }, {}, {}])
  })

  it('are the same for all: where there is none, behind what is there, or instead of it', async () => {
    const decorative = { publicId: 'line', parameters: { context: 'decorative=true' } }
    await page.store({ publicId: 'red', parameters: { context: 'alt=Red' } }, 'blue', decorative)
    const library = await open('red', 'blue', 'line')
    const become = async (manner: string, alt: string) => {
      await pick(library, 'all')
      await pick(library, manner)
      await type(library, '#words-all-alt', alt)
      await confirm(library)
      await eventually(() => equal(all(library, '.bulk-window').length, 0))
      const found = await Promise.all(['red', 'blue', 'line'].map(context))
      ;(await find(library, '[part~=bulk-words]')).click()
      return found
    }

    same(await become('keep', 'Shoe'), [{ alt: 'Red' }, { alt: 'Shoe' }, { decorative: 'true' }])
    same(await become('append', 'on white'), [
      { alt: 'Red on white' },
      { alt: 'Shoe on white' },
      { decorative: 'true' },
    ])
    same(await become('replace', 'Ours'), [{ alt: 'Ours' }, { alt: 'Ours' }, { alt: 'Ours' }])
  })

  it('leave alone what somebody has written meanwhile, and show it', async () => {
    await page.store('red', 'blue')
    await page.backend.rules({ path: '/events', status: 503, times: 99 })
    const library = await open('red', 'blue')
    await write(library, 'red', 'alt', 'Ours')
    await write(library, 'blue', 'alt', 'Ours')
    await page.backend.admin('POST', `/resources/image/upload/${page.folder}/blue`, { context: 'alt=Theirs' })
    await confirm(library)

    const told = await notice(library)
    matches(told, /Texts of one asset changed/)
    matches(told, /blue \(changed by somebody since\)/)
    same([await context('red'), await context('blue')], [{ alt: 'Ours' }, { alt: 'Theirs' }])
    await eventually(() => matches(all(library, '[part=alt-coverage]')[0]?.textContent, /2 of 2 pictures/))
  })

  it('are reached and saved by keyboard alone', async () => {
    await page.store('red', 'blue')
    const library = await page.openAs('editor')
    await choose(library, 'red', 'blue')
    ;(await find(library, '[part~=bulk-words]')).focus()
    await press('Enter')
    await eventually(() => ok(focused()?.matches('.words-radios input'), 'the focus is in the window'))
    await press('Tab')
    ok(focused()?.matches('textarea'), 'the first text')
    await sendKeys({ type: 'A red shoe' })
    await (await find(library, '[part~=bulk-confirm]')).focus()
    await press('Enter')

    await eventually(async () => matches(await notice(library), /Texts of one asset changed/))
    equal((await context('red')).alt, 'A red shoe')
    await eventually(() => ok(focused()?.matches('[part~=bulk-words]'), 'the focus is back'))
  })

  it('are written by who reaches one folder alone, and that person takes them back too', async () => {
    const folder = `limited/area/${page.backend.id}`
    await page.store({ publicId: 'red', parameters: { asset_folder: folder } })
    const visitor = await page.backend.visitor('guest@example.com', { isLimited: true })
    const library = page.create({ ...page.anonymous({ folder: { path: folder } }), ...visitor }).show()
    await settled(library)
    await choose(library, 'red')
    ;(await find(library, '[part~=bulk-words]')).click()
    await write(library, 'red', 'alt', 'A red shoe')
    await confirm(library)
    matches(await notice(library), /Texts of one asset changed/)
    equal((await context('red')).alt, 'A red shoe')
    ;(await find(library, '[part=notice] .button')).click()

    await eventually(async () => matches(await notice(library), /One asset is as it was before/))
    same(await context('red'), {})
  })

  async function open(...names: readonly string[]): Promise<MediaLibrary> {
    const library = await page.openAs('editor')
    await choose(library, ...names)
    ;(await find(library, '[part~=bulk-words]')).click()
    await find(library, '.bulk-window')
    return library
  }

  async function context(name: string): Promise<Readonly<Record<string, string>>> {
    const path = `/resources/image/upload/${page.folder}/${name}`
    const stored = await page.backend.admin<{ context?: { custom: Record<string, string> } }>('GET', path)
    return Object.fromEntries(Object.entries(stored.context?.custom ?? {}).sort())
  }
})

function rows(library: MediaLibrary): (string | null)[] {
  return all(library, '.words-row').map((row) => row.getAttribute('aria-label'))
}

function field<Node extends HTMLElement>(library: MediaLibrary, name: string, selector: string): Promise<Node> {
  return find<Node>(library, `.words-row[aria-label="${name}"] ${selector}`)
}

async function write(library: MediaLibrary, name: string, what: 'alt' | 'caption', text: string): Promise<void> {
  await put(library, await field<HTMLTextAreaElement>(library, name, `textarea[id$=-${what}]`), text)
}

async function type(library: MediaLibrary, selector: string, text: string): Promise<void> {
  await put(library, await find<HTMLTextAreaElement>(library, selector), text)
}

async function put(library: MediaLibrary, area: HTMLTextAreaElement, text: string): Promise<void> {
  area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
  await library.element.updateComplete
}

async function pick(library: MediaLibrary, value: string): Promise<void> {
  ;(await find(library, `.words-radios [value=${value}]`)).click()
  await library.element.updateComplete
}

async function coverage(library: MediaLibrary): Promise<string> {
  return (await find(library, '[part=words-coverage]')).textContent ?? ''
}

async function confirm(library: MediaLibrary): Promise<void> {
  const button = await find<HTMLButtonElement>(library, '[part~=bulk-confirm]')
  await eventually(() => ok(!button.disabled, 'ready'))
  button.click()
}

async function notice(library: MediaLibrary): Promise<string> {
  await settled(library)
  return (await find(library, '[part=notice] p')).textContent ?? ''
}
