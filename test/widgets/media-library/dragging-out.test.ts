/** Tiles are dragged into the page, where the library lies in it: with a real mouse, and by what lies in the transfer. */
import { sendMouse } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { ASSETS_TYPE } from '../../../widgets/media-library/insert/drag-out.ts'
import type { InsertPayload } from '../../../widgets/media-library/insert/insert-payload.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, tile } from '../support/library-page.ts'
import { fixture } from '../support/widget-page.ts'

describe('media library: dragging out', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('a tile that is dropped on the page by the mouse brings what insert would give', async () => {
    await page.store('one', 'two')
    const library = await inPage()
    const target = fixture('<div>Drop it here</div>').firstElementChild as HTMLElement
    target.style.cssText = 'position: fixed; inset: auto 0 0 0; block-size: 60px; z-index: 9'
    const dropped: Record<string, string>[] = []
    target.addEventListener('dragover', (event) => event.preventDefault())
    target.addEventListener('drop', ({ dataTransfer }) => {
      dropped.push(Object.fromEntries(dataTransfer?.types.map((type) => [type, dataTransfer.getData(type)]) ?? []))
    })
    const from = (await tile(library, 'two')).getBoundingClientRect()
    const to = target.getBoundingClientRect()

    await sendMouse({ type: 'move', position: middleOf(from) })
    await sendMouse({ type: 'down' })
    await sendMouse({ type: 'move', position: middleOf(to) })
    await sendMouse({ type: 'move', position: middleOf(to).map((at) => at + 3) as [number, number] })
    await sendMouse({ type: 'up' })

    await eventually(() => equal(dropped.length, 1))
    const [transfer = {}] = dropped
    const { mlId, assets }: InsertPayload = JSON.parse(transfer[ASSETS_TYPE] ?? '')
    equal(mlId, library.element.mlId)
    same(
      assets.map((asset) => asset.display_name),
      ['two'],
    )
    equal(transfer['text/uri-list'], assets[0]?.insert_url)
    equal(page.heardOf('insert').length, 0)
    equal(library.element.selection.length, 0)
  })

  it('the selection comes along with one of it, in the order of choosing, and not with another tile', async () => {
    await page.store({ publicId: 'one', parameters: { context: 'alt=A <red> "shoe"' } }, 'two', 'three')
    const library = await inPage({ default_transformations: [[{ width: 20, crop: 'scale' }]] })
    await choose(library, 'three', 'one')

    const many = drag(await tile(library, 'one'))
    const lone = drag(await tile(library, 'two'))

    same(namesIn(many), ['three', 'one'])
    same(namesIn(lone), ['two'])
    const urls = many.getData('text/uri-list').split('\r\n')
    equal(urls.length, 2)
    for (const url of urls) matches(url, /\/c_scale,w_20\//)
    const pasted = document.createElement('template')
    pasted.innerHTML = many.getData('text/html')
    const images = [...pasted.content.querySelectorAll('img')]
    same(
      images.map((image) => image.getAttribute('src')),
      urls,
    )
    equal(images[1]?.alt, 'A <red> "shoe"')
  })

  it('what is no picture is a link under its name', async () => {
    await page.store({ publicId: 'words', displayName: 'Terms & <b>', resourceType: 'raw' })
    const library = await inPage()

    const pasted = document.createElement('template')
    pasted.innerHTML = drag(await tile(library, 'Terms & <b>')).getData('text/html')

    const [link] = pasted.content.children
    equal(link?.localName, 'a')
    equal(link?.textContent, 'Terms & <b>')
  })

  it('the page may refuse by before-insert, which tells a drag from an insert', async () => {
    await page.store('one')
    const library = await inPage()
    const told: string[] = []
    library.element.addEventListener('tintype-library-before-insert', (event) => {
      told.push((event as CustomEvent<{ by: string }>).detail.by)
      event.preventDefault()
    })

    const event = dragStart(await tile(library, 'one'))
    library.element.selection = library.element.pages.loaded
    library.element.insert()

    equal(event.defaultPrevented, true)
    same(event.dataTransfer?.types, [])
    same(told, ['drag', 'insert'])
  })

  it('nothing can be dragged out of a dialog, without the button that inserts, and of what may not be taken', async () => {
    await page.store('one', 'two')
    const isDraggable = async (library: MediaLibrary, name: string) => (await tile(library, name)).draggable
    equal(await isDraggable(await page.open(), 'one'), false)
    const library = await inPage({ max_files: 2 })
    equal(await isDraggable(library, 'one'), true)

    await library.element.update({ insert_caption: '' })
    equal(await isDraggable(library, 'one'), false)
    await library.element.update({
      insert_caption: undefined,
      multiple: true,
      max_files: 1,
      folder: { path: page.folder },
    })
    equal(await isDraggable(library, 'one'), true)
    await library.element.update({ resource_type: 'video' })
    equal(await isDraggable(library, 'one'), false)
  })

  it('a tile stays in the document while it is dragged, however far the grid is scrolled', async () => {
    const cloudName = await page.backend.seed(2000)
    const visitor = await page.backend.visitor('guest@example.com', { isOfMany: true })
    fixture('<div class="place"></div>')
    const library = page.create({
      ...page.anonymous({ folder: undefined, inline_container: '.place' }),
      ...visitor,
      cloud_name: cloudName,
    })
    await eventually(() => ok(names(library).length > 0, 'tiles'))
    const [first] = all(library, '.tile[data-index="3"]')
    ok(first, 'a tile')

    const transfer = drag(first)
    const results = await find(library, '.results')
    results.scrollTop = 20_000
    await eventually(() =>
      ok(
        all(library, '.tile').some(({ dataset }) => Number(dataset.index) > 60),
        'others',
      ),
    )

    equal(first.isConnected, true)
    equal(namesIn(transfer).length, 1)
    ok(all(library, '.tile').length <= 300, 'few tiles')
  })

  async function inPage(more: object = {}): Promise<MediaLibrary> {
    fixture('<div class="place"></div>')
    return page.open({ inline_container: '.place', ...more })
  }
})

function middleOf({ x, y, width, height }: DOMRect): [number, number] {
  return [Math.round(x + width / 2), Math.round(y + height / 2)]
}

function dragStart(node: HTMLElement): DragEvent {
  const dataTransfer = new DataTransfer()
  const event = new DragEvent('dragstart', { dataTransfer, bubbles: true, composed: true, cancelable: true })
  node.dispatchEvent(event)
  return event
}

function drag(node: HTMLElement): DataTransfer {
  return dragStart(node).dataTransfer as DataTransfer
}

function namesIn(transfer: DataTransfer): (string | undefined)[] {
  const { assets }: InsertPayload = JSON.parse(transfer.getData(ASSETS_TYPE))
  return assets.map((asset) => asset.display_name)
}
