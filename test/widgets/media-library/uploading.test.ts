/** Statement 25 of the acceptance list, and uploads into a library that do not go well. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, find, LibraryPage, names, settled } from '../support/library-page.ts'
import { picture, transferOf } from '../support/widget-page.ts'

describe('media library: uploading', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('25: a file that is dropped is a tile at the top, lies in the folder, and fires upload', async () => {
    await page.store('old')
    const library = await openAs('editor')
    const uploads: { assets: readonly { public_id: string }[] }[] = []
    library.on('upload', (detail) => uploads.push(detail as (typeof uploads)[number]))

    drop(library, await picture('new shoe.png'))

    await eventually(() => equal(uploads.length, 1), 30_000)
    equal(uploads[0]?.assets.length, 1)
    await eventually(() => ok(names(library).length === 2 && names(library)[1] === 'old', String(names(library))))
    const publicId = uploads[0]?.assets[0]?.public_id ?? ''
    const stored = await page.backend.admin<{ asset_folder: string }>('GET', `/resources/image/upload/${publicId}`)
    equal(stored.asset_folder, page.folder)
    const fields = (await page.backend.requests()).at(-1)?.fields ?? {}
    ok(fields.signature && fields.widget_session && !('upload_preset' in fields), 'signed by the session')
  })

  it('tells the page of several files once, when all are there', async () => {
    const library = await openAs('editor')
    const uploads: { assets: readonly object[] }[] = []
    library.on('upload', (detail) => uploads.push(detail as (typeof uploads)[number]))

    drop(library, await picture('a.png'), await picture('b.png'), await picture('c.png'))

    await eventually(() => ok(uploads.length > 0, 'told'), 30_000)
    same(
      uploads.map(({ assets }) => assets.length),
      [3],
    )
    await eventually(() => equal(all(library, '.tile').length, 3))
  })

  it('says why a file was refused, tries it again, and forgets it when people want that', async () => {
    const library = await openAs('editor')
    await page.backend.rules({ name: 'a.png', status: 400, message: 'Too many shoes', times: 1 })
    drop(library, await picture('a.png'))

    const row = await find(library, '[part=upload-row][data-state=failed]')
    matches(row.textContent, /Too many shoes/)
    equal(page.heardOf('error').at(-1)?.http_code, 400)
    row.querySelector<HTMLElement>('[part~=upload-retry]')?.click()
    await find(library, '[part=upload-row][data-state=done]')
    await eventually(() => equal(all(library, '.tile').length, 1))

    ;(await find(library, '.transfers-header .icon-button')).click()
    await eventually(() => equal(all(library, '.transfers').length, 0))
  })

  it('offers no upload to those who may only look, and takes no drop', async () => {
    await page.store('old')
    const library = await openAs('reader')
    drop(library, await picture('new.png'))
    await settled(library)

    equal((await page.backend.requests()).length, 1)
    equal(all(library, '[part~=upload-button], .transfers').length, 0)
  })

  async function openAs(name: 'manager' | 'editor' | 'reader'): Promise<MediaLibrary> {
    const visitor = await page.backend.visitor(settings.people[name].email)
    const library = page.create({ ...page.anonymous(), ...visitor }).show()
    await settled(library)
    return library
  }
})

function drop(library: MediaLibrary, ...files: readonly File[]): void {
  const dataTransfer = transferOf(files)
  const zone = library.element.shadowRoot?.querySelector('.main')
  for (const type of ['dragenter', 'dragover', 'drop']) {
    zone?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true }))
  }
}
