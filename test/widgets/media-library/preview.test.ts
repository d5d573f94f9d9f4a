/** Statements 19, 37 and 38 of the acceptance list, and what else people do with one asset that they look at. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, find, focused, LibraryPage, press, settled, tile } from '../support/library-page.ts'
import { film, pdf, tone } from '../support/sample-media.ts'

describe('media library: the large view', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('19: show({asset}) opens it with everything about it', async () => {
    await page.store({
      publicId: 'red',
      displayName: 'Red shoe',
      tags: 'shoe,red',
      parameters: { context: 'alt=A red shoe|caption=Front' },
    })
    const library = page.create(await page.options())
    library.show({ asset: { resource_type: 'image', type: 'upload', public_id: `${page.folder}/red` } })

    await shows(library, 'Red shoe')
    const text = await detailsText(library)
    for (const part of ['64 × 48 px', 'A red shoe', 'Front', 'shoe', `${page.folder}/red`, 'PNG']) {
      ok(text.includes(part), `${part} in ${text}`)
    }
    const image = await find<HTMLImageElement>(library, '.stage-picture')
    await eventually(() => ok(image.naturalWidth === 64, 'the picture'))
    equal(image.alt, 'A red shoe')
  })

  it('19: an asset that is not there is a message with a way back', async () => {
    await page.store('red')
    const library = page.create(await page.options())
    library.show({ asset: { resource_type: 'image', type: 'upload', public_id: 'nothing-of-that-name' } })

    matches((await find(library, '.preview [part~=error]')).textContent, /not here/)
    equal(page.heardOf('error')[0]?.http_code, 404)
    ;(await find(library, '.preview [part~=error] button')).click()
    await eventually(() => equal(all(library, '.preview').length, 0))
    await settled(library)
    equal(all(library, '.tile').length, 1)
  })

  it('37: names with markup are text, everywhere in it', async () => {
    const name = '<img src=x onerror=window.broken=1>'
    await page.store({ publicId: 'bad', displayName: name, tags: '<b>tag</b>', parameters: { context: `alt=${name}` } })
    const library = await page.open()
    await open(library, name)

    equal((await find(library, '.preview-name')).textContent, name)
    ok((await detailsText(library)).includes('<b>tag</b>'), 'the tag as text')
    ;(await find(library, '[part~=preview-select]')).click()
    equal(all(library, '.preview b, .preview [onerror], .tile [onerror]').length, 0)
    equal((window as { broken?: number }).broken, undefined)
  })

  it('38: a film plays, a sound plays, a document shows its pages, and other files an icon', async () => {
    await page.storeFile('film', 'video', await film())
    await page.storeFile('tone', 'video', tone())
    await page.storeFile('paper', 'image', pdf(2))
    await page.store({ publicId: 'notes.txt', resourceType: 'raw', displayName: 'notes' })
    const library = await page.open()

    await open(library, 'notes')
    equal((await find(library, '[part=preview-icon]')).dataset.shape, 'file')
    await press('ArrowRight')
    await shows(library, 'paper')
    const image = await find<HTMLImageElement>(library, '.stage-picture')
    await eventually(() => ok(image.naturalWidth > 100, 'the first page'), 20_000)
    matches(image.src, /pg_1/)
    ;(await find(library, '.pager button:last-child')).click()
    await eventually(() => matches(all<HTMLImageElement>(library, '.stage-picture')[0]?.src, /pg_2/))
    await press('ArrowRight')
    await shows(library, 'tone')
    await plays(await find<HTMLAudioElement>(library, 'audio'))
    await press('ArrowRight')
    await shows(library, 'film')
    await plays(await find<HTMLVideoElement>(library, 'video'))
  })

  it('goes through the results by keys, takes one by Space, and gives the focus back at the end', async () => {
    await page.store('one', 'two', 'three')
    const library = await page.open()
    ;(await tile(library, 'three')).focus()

    await press('Enter')
    await shows(library, 'three')
    await eventually(() => ok(focused()?.closest('.preview'), 'the focus is in it'))
    equal((await find(library, '.preview-position')).textContent?.trim(), '1 of 3')
    await press('ArrowRight', ' ', 'ArrowRight', ' ')
    await shows(library, 'one')
    await press('ArrowLeft', 'ArrowRight', 'ArrowRight')
    await shows(library, 'one')
    same(
      library.element.store.getState().selection.map(({ display_name }) => display_name),
      ['two', 'one'],
    )

    await press('Escape')
    await eventually(() => equal(all(library, '.preview').length, 0))
    await eventually(() => equal((focused() as HTMLElement | null)?.dataset.publicId, `${page.folder}/one`))
    equal(all(library, 'dialog:modal').length, 1)
  })

  it('shows a picture larger, to be moved by keys, and whole again', async () => {
    await page.store({ publicId: 'wide', width: 1200, height: 800 })
    const library = await page.open()
    await open(library, 'wide')
    const whole = (await find(library, '.stage-picture')).getBoundingClientRect().width

    await press('+', '+', '+')
    const view = await find(library, '.stage-view.zoomed')
    ok((await find(library, '.stage-picture')).getBoundingClientRect().width > 2.5 * whole, 'three times as wide')
    equal((await find(library, '.zoom-value')).textContent, '300%')
    equal(view.tabIndex, 0)
    ok(view.scrollWidth > view.clientWidth, 'it can be scrolled')
    ;(await find(library, '.stage-bar.zoom button:last-child')).click()
    await eventually(() => equal(all(library, '.stage-view.zoomed').length, 0))
  })

  it('turns the pages of a document by keys, says which one is shown, and shows it larger', async () => {
    await page.storeFile('paper', 'image', pdf(2))
    const library = await page.open()
    await open(library, 'paper')
    const image = await find<HTMLImageElement>(library, '.stage-picture.loaded')
    equal(image.alt, 'paper, Page 1 of 2')

    await press('PageDown')
    equal(image.alt, 'paper, Page 2 of 2')
    ok(image.isConnected && image.classList.contains('loaded'), 'the page before stays until the next one has come')
    await find(library, '.stage-view[aria-busy=false] .stage-picture.loaded[src*=pg_2]')
    await press('PageDown')
    equal(image.alt, 'paper, Page 2 of 2')

    await press('+')
    await find(library, '.stage-view.zoomed .stage-picture.loaded')
    await eventually(() => equal(getComputedStyle(image).opacity, '1'))
  })

  it('tells a lost connection, and loads when it is back', async () => {
    await page.store({ publicId: 'red', parameters: { context: 'alt=Red' } })
    const library = await page.open()
    await page.backend.rules({ path: `/resources/image/upload/${page.folder}/red`, drop: true, times: 1 })
    await open(library, 'red')

    const again = await find(library, '.details-failed button')
    equal(page.heardOf('error')[0]?.code, 'unreachable')
    again.click()
    await eventually(() => equal(all(library, '.details-failed').length, 0))
    await eventually(() =>
      equal(library.element.shadowRoot?.querySelector('.preview')?.getAttribute('aria-busy'), 'false'),
    )
  })

  it('offers no change to those who may only look', async () => {
    await page.store('red')
    const library = page
      .create({ ...page.anonymous(), ...(await page.backend.visitor(settings.people.reader.email)) })
      .show()
    await settled(library)
    await open(library, 'red')

    same(
      all(library, '.preview-tab').map(({ dataset }) => dataset.panel),
      ['details', 'transform'],
    )
  })

  async function open(library: MediaLibrary, name: string): Promise<void> {
    const button = (await tile(library, name)).querySelector<HTMLElement>('[data-preview]')
    button?.click()
    await shows(library, name)
  }
})

async function shows(library: MediaLibrary, name: string): Promise<void> {
  await eventually(() => equal(library.element.shadowRoot?.querySelector('.preview-name')?.textContent?.trim(), name))
}

/** Once everything has come. */
async function detailsText(library: MediaLibrary): Promise<string> {
  await eventually(() =>
    equal(library.element.shadowRoot?.querySelector('.preview')?.getAttribute('aria-busy'), 'false'),
  )
  return (await find(library, '.details')).textContent?.replace(/\s+/g, ' ') ?? ''
}

async function plays(player: HTMLMediaElement): Promise<void> {
  player.muted = true
  await player.play()
  await eventually(() => ok(player.currentTime > 0, 'it plays'))
}
