/** Statements 1 to 3, 8, 9, 12, 16 to 18, 20, 21, 29 and 34: how a page makes a library, shows it and lets it go. */
import { createMediaLibrary, openMediaLibrary } from '../../../widgets/media-library/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, press, search, settled, tile } from '../support/library-page.ts'
import { fixture } from '../support/widget-page.ts'

describe('media library: opening', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('1: creating renders nothing that can be seen; show() opens one modal', async () => {
    const library = page.create(await page.options())
    await library.element.updateComplete
    const { height } = library.element.getBoundingClientRect()

    equal(height, 0)
    equal(all(library, 'dialog:modal').length, 0)
    library.show()
    library.show()
    equal(document.querySelectorAll('tintype-media-library').length, 1)
    equal(all(library, 'dialog:modal').length, 1)
    same(
      page.heard.map(({ name }) => name),
      ['show'],
    )
  })

  it('2: openMediaLibrary opens at once and fires show', async () => {
    const library = page.track(openMediaLibrary(await page.options(), page.handlers))

    equal(all(library, 'dialog:modal').length, 1)
    equal(page.heard[0]?.name, 'show')
  })

  it('3: the third argument is replaced by a button with class and caption, and a click opens', async () => {
    const original = fixture('<button id="original">Old</button>').querySelector('button')
    const options = await page.options({ button_class: 'cloudinary-button own', button_caption: 'Pick <b>media</b>' })
    const library = page.create(options, '#original')
    const button = original?.previousElementSibling as HTMLElement

    equal(getComputedStyle(original as Element).display, 'none')
    equal(button.className, 'cloudinary-button own')
    equal(button.innerHTML, 'Pick <b>media</b>')
    equal(all(library, 'dialog:modal').length, 0)
    button.click()
    equal(all(library, 'dialog:modal').length, 1)
  })

  it('8: an inline container holds it, the page scrolls as before, and a missing container throws', async () => {
    const place = fixture('<div class="place"></div>').firstElementChild
    const before = document.documentElement.getAttribute('style')
    const library = await page.open({ inline_container: '.place' })

    equal(library.element.parentElement, place)
    equal(all(library, 'dialog').length, 0)
    ok(library.element.getBoundingClientRect().height > 300, 'a visible library')
    equal(document.documentElement.getAttribute('style'), before)
    equal(getComputedStyle(document.body).overflow, 'visible')
    let message = ''
    try {
      createMediaLibrary({ cloud_name: 'x', inline_container: '.nowhere' })
    } catch (error) {
      message = String(error)
    }
    matches(message, /inline_container: there is no element "\.nowhere"/)
  })

  it('9: Esc hides, hide fires, and the scrolling of the page is exactly what it was', async () => {
    document.documentElement.style.overflow = 'scroll'
    const library = await page.open()
    equal(document.documentElement.style.overflow, 'hidden')

    await press('Escape')

    await eventually(() => equal(all(library, 'dialog:modal').length, 0))
    equal(page.heardOf('hide').length, 1)
    equal(document.documentElement.getAttribute('style'), 'overflow: scroll;')
    document.documentElement.removeAttribute('style')
  })

  it('12: insert_caption stands on the button; empty text leaves the button out', async () => {
    const library = await page.open({ insert_caption: 'Use it' })
    matches((await find(library, '[part~=insert-button]')).textContent, /^\s*Use it\s*$/)

    library.show({ insert_caption: '' })
    await eventually(() => equal(all(library, '[part~=insert-button]').length, 0))
  })

  it('16: a modal closes after an insert, an inline library stays', async () => {
    await page.store('one')
    const modal = await page.open()
    await choose(modal, 'one')
    ;(await find(modal, '[part~=insert-button]')).click()
    equal(all(modal, 'dialog:modal').length, 0)
    equal(page.heardOf('hide').length, 1)
    fixture('<div class="place"></div>')
    const inline = await page.open({ inline_container: '.place' })
    await choose(inline, 'one')
    ;(await find(inline, '[part~=insert-button]')).click()

    await tile(inline, 'one')
    equal(page.heardOf('insert').length, 2)
    equal(page.heardOf('hide').length, 1)
  })

  it('17: handlers and listeners both run; once runs once; removed listeners do not', async () => {
    await page.store('one')
    fixture('<div class="place"></div>')
    const library = await page.open({ inline_container: '.place' })
    const calls: string[] = []
    const listener = (): void => void calls.push('on')
    const removed = (): void => void calls.push('removed')
    library.on('insert', listener).once('insert', () => void calls.push('once'))
    library.prependListener('insert', () => void calls.push('first')).on('insert', removed)
    library.removeListener('insert', removed)
    equal(library.listenerCount('insert'), 4)
    for (const _ of [1, 2]) {
      await choose(library, 'one')
      ;(await find(library, '[part~=insert-button]')).click()
      await library.element.updateComplete
    }

    same(calls, ['first', 'on', 'once', 'first', 'on'])
    equal(page.heardOf('insert').length, 2)
    equal(library.listenerCount('insert'), 3)
    ok(library.eventNames().includes('insert'), 'insert among the names')
    library.removeAllListeners('insert')
    equal(library.listenerCount('insert'), 0)
  })

  it('18: show({folder}) opens there; the next show() goes back to the configured start', async () => {
    await page.store('start', 'a/b/inside')
    const library = await page.open()
    same(names(library), ['start'])
    library.hide()

    library.show({ folder: { path: `${page.folder}/a/b`, resource_type: 'image' } })
    await tile(library, 'inside')
    same(names(library), ['inside'])
    matches((await find(library, '[part~=breadcrumb]')).textContent, /a\s*b\s*$/)
    library.hide()
    library.show()

    await tile(library, 'start')
    same(names(library), ['start'])
  })

  it('20: show({search}) fills the search and lists only what matches', async () => {
    const tag = `shoe${page.backend.id}`
    await page.store({ publicId: 'shoe', tags: tag }, 'hat')
    const library = await page.open()

    library.show({ search: { expression: `tags=${tag}` } })
    await eventually(() => same(names(library), ['shoe']))

    equal((await find<HTMLInputElement>(library, '.search-field')).value, `tags=${tag}`)
  })

  it('21: with folder.resource_type no tile of another kind is there, and none can be inserted', async () => {
    await page.store('picture', { publicId: 'text', resourceType: 'raw' })
    const library = await page.open({ folder: { path: page.folder, resource_type: 'raw' } })

    same(names(library), ['text'])
    library.element.choice.add([{ ...sample(library), resource_type: 'image' }])
    equal(library.element.selection.length, 0)
    const strict = await page.open({ resource_type: 'image' })
    await search(strict, 'text')
    await eventually(() => equal(all(strict, '[part~=no-results]').length, 1))
  })

  it('29: remove_header removes the header, and the dialog still has a name and a way out', async () => {
    const library = await page.open({ remove_header: true })

    equal(all(library, 'header, [part~=header]').length, 0)
    equal(all(library, '#title')[0]?.textContent, 'Media Library')
    ;(await find(library, '[part~=close]')).click()
    equal(page.heardOf('hide').length, 1)
  })

  it('34: destroy() removes nodes and the button, brings the element back, and show() only warns afterwards', async () => {
    const original = fixture('<button id="original">Old</button>').querySelector('button') as HTMLElement
    const library = page.create(await page.options(), '#original').show()
    await settled(library)
    const warned: string[] = []
    const { warn } = console
    console.warn = (text: string) => void warned.push(text)

    library.destroy()
    library.show()

    console.warn = warn
    equal(document.querySelectorAll('tintype-media-library, .cloudinary-button').length, 0)
    ok(getComputedStyle(original).display !== 'none', 'the element again')
    equal(document.documentElement.style.overflow, '')
    matches(warned.join(), /destroyed/)
  })

  it('unknown keys are ignored', async () => {
    const library = await page.open({ show_folders: true, show_upload_more: false })

    await find(library, '[part~=results]')
    equal(page.heardOf('error').length, 0)
  })

  it('a fixed option in show() is told and ignored', async () => {
    const library = await page.open()

    library.show({ cloud_name: 'another' })

    equal(library.element.option('cloudName'), 'widget-tests')
  })

  function sample(library: Awaited<ReturnType<LibraryPage['open']>>) {
    const asset = library.element.pages.at(0)
    ok(asset, 'an asset')
    return asset
  }
})
