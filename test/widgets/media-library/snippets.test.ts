/** Pages as the reference's documentation writes them: only the address of the script is ours. */
import type { TintypeMediaLibrary } from '../../../widgets/media-library/element.ts'
import type { InsertedAsset } from '../../../widgets/media-library/insert/insert-payload.ts'
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { LibraryPage } from '../support/library-page.ts'
import { picture } from '../support/widget-page.ts'

interface Call {
  readonly mlId?: string
  readonly asset?: InsertedAsset
  readonly uploaded?: { readonly public_id: string }
}

describe('media library: snippets in the documented style', () => {
  let page: LibraryPage
  let frame: HTMLIFrameElement
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  for (const way of ['classic', 'latest', 'selector', 'async', 'defer', 'module', 'import', 'data-attributes']) {
    it(`work with the script loaded the way "${way}"`, async () => {
      await snippet(way)

      const library = await eventually(() => {
        const button = document_().querySelector<HTMLElement>('button.cloudinary-button')
        ok(button, 'a button in the place of the old one')
        const [found] = libraries()
        ok(found, 'a library')
        if (!isShown(found)) button.click()
        ok(isShown(found), 'an open library')
        return found
      })
      equal(document_().getElementById('open-btn')?.checkVisibility(), false)
      ok(library.shadowRoot?.querySelector('dialog')?.matches(':modal'), 'in the top layer')
      await inserts(library, 'one')
      // What comes later is found too, where the script came from.
      document_().querySelector<HTMLElement>('button.cloudinary-button')?.click()
      ;(await within(library, '[data-preview]')).click()
      await within(library, '[part~=preview-media]')
    })
  }

  it('open at once with openMediaLibrary', async () => {
    await snippet('open')
    const library = await eventually(() => {
      const [found] = libraries()
      ok(found && isShown(found), 'an open library')
      return found
    })
    await inserts(library, 'one')
    equal(isShown(library), false)
  })

  it('insert handlers read the address of derived[0], where the page names transformations', async () => {
    await snippet('derived')
    await inserts(await eventually(() => first()), 'one')

    const [{ asset } = {}] = calls()
    const [derived] = asset?.derived ?? []
    matches(derived?.raw_transformation, /^q_auto[/,]f_auto$/)
    equal(document_().getElementById('shown')?.dataset.address, derived?.secure_url)
    equal((await fetch(derived?.url ?? '')).status, 200)
  })

  it('work with several libraries on one page, each with its own id and selection', async () => {
    await snippet('several')
    const [inline, modal] = await eventually(() => {
      const found = libraries()
      equal(found.length, 2)
      return found as [TintypeMediaLibrary, TintypeMediaLibrary]
    })
    ;(await tileOf(inline, 'one')).click()
    document_().querySelector<HTMLElement>('button.cloudinary-button')?.click()
    await tileOf(modal, 'one')
    equal(modal.selection.length, 0)
    await inserts(modal, 'two')
    ;(await within(inline, '[part~=insert-button]')).click()

    await eventually(() => equal(calls().length, 2))
    same(
      calls().map(({ asset }) => asset?.display_name),
      ['two', 'one'],
    )
    equal(new Set(calls().map(({ mlId }) => mlId)).size, 2)
    ok(isShown(inline), 'inline stays')
  })

  it('work beside the script of the Upload Widget, which has the same name and global', async () => {
    await snippet('beside-upload')
    document_().getElementById('upload_widget')?.click()
    const widget = document_().querySelector<TintypeUploadWidget>('tintype-upload-widget')
    ok(widget, 'a widget')
    ok(widget.isShowing(), 'an open widget')
    await widget.addFiles([await picture('new.png')])
    await eventually(() => equal(calls().filter(({ uploaded }) => uploaded).length, 1))
    widget.close()
    document_().querySelector<HTMLElement>('button.cloudinary-button')?.click()
    await inserts(await eventually(() => first()), 'one')
  })

  it('work inside a modal dialog of the page', async () => {
    await snippet('dialog')
    const library = await eventually(() => {
      document_().querySelector<HTMLElement>('button.cloudinary-button')?.click()
      return first()
    })
    const { left, top, width, height } = (await tileOf(library, 'one')).getBoundingClientRect()
    equal(document_().elementFromPoint(left + width / 2, top + height / 2), library)
    await inserts(library, 'one')
    ok(document_().querySelector<HTMLDialogElement>('#host')?.open, "the page's dialog stays open")
  })

  it('work inside shadow roots: as a container, as a button and as the element', async () => {
    await snippet('shadow')
    const root = await eventually(() => {
      const found = document_().getElementById('host')?.shadowRoot
      ok(found, 'a shadow root')
      ok(found.querySelector('#box tintype-media-library'), 'the library in its container')
      return found
    })
    await inserts(root.querySelector('#box tintype-media-library') as TintypeMediaLibrary, 'one')
    const own = [...root.querySelectorAll<TintypeMediaLibrary>('tintype-media-library')].at(-1)
    ok(own, 'the element')
    own.shadowRoot?.querySelector<HTMLElement>('[part~=trigger]')?.click()
    ;(await tileOf(own, 'two')).click()
    const inserted = new Promise((resolve) => document_().addEventListener('tintype-library-insert', resolve))
    ;(await within(own, '[part~=insert-button]')).click()
    await inserted
    ;(root.querySelector('button.cloudinary-button') as HTMLElement | null)?.click()
    const opened = await eventually(() => {
      const found = [
        ...document_().querySelectorAll<TintypeMediaLibrary>('tintype-media-library'),
        ...root.querySelectorAll<TintypeMediaLibrary>('tintype-media-library'),
      ].find((each) => each !== own && each.isModal && isShown(each))
      ok(found, 'the library of the button')
      return found
    })
    await inserts(opened, 'one')
  })

  async function snippet(way: string): Promise<void> {
    await page.store('one', 'two')
    frame = document.createElement('iframe')
    frame.dataset.fixture = ''
    frame.width = '1000'
    frame.height = '700'
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    frame.src = `/__snippet__/${page.backend.id}/library-${way}`
    document.body.append(frame)
    await loaded
  }

  function document_(): Document {
    return frame.contentDocument as Document
  }

  function calls(): readonly Call[] {
    return (frame.contentWindow as unknown as { calls: Call[] }).calls
  }

  function libraries(): TintypeMediaLibrary[] {
    return [...document_().querySelectorAll<TintypeMediaLibrary>('tintype-media-library')]
  }

  function first(): TintypeMediaLibrary {
    const [found] = libraries()
    ok(found, 'a library')
    return found
  }

  /** Takes one asset, and waits until the page's handler has it. */
  async function inserts(library: TintypeMediaLibrary, name: string): Promise<void> {
    const before = calls().filter(({ asset }) => asset).length
    ;(await tileOf(library, name)).click()
    ;(await within(library, '[part~=insert-button]:not([disabled])')).click()
    await eventually(() => equal(calls().filter(({ asset }) => asset).length, before + 1))
    equal(calls().at(-1)?.asset?.display_name, name)
  }
})

function isShown(library: TintypeMediaLibrary): boolean {
  return library.store?.getState().display === 'shown'
}

function within(library: TintypeMediaLibrary, selector: string): Promise<HTMLElement> {
  return eventually(() => {
    const found = library.shadowRoot?.querySelector<HTMLElement>(selector)
    ok(found, selector)
    return found
  })
}

function tileOf(library: TintypeMediaLibrary, name: string): Promise<HTMLElement> {
  return eventually(() => {
    const tiles = [...(library.shadowRoot?.querySelectorAll<HTMLElement>('.tile') ?? [])]
    const found = tiles.find((each) => each.querySelector('.tile-name')?.textContent === name)
    ok(found, `a tile ${name} (there are ${tiles.length})`)
    return found
  })
}
