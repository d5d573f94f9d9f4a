/** What else there is of an asset in the large view: its former versions, and what was made from it. */
import { executeServerCommand } from '@web/test-runner-commands'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, find, focused, LibraryPage, press, tile } from '../support/library-page.ts'

describe('media library: versions and derived files', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('lists versions with their dates and sizes, shows one, goes back by Escape, and restores it', async () => {
    const before = await twoVersions()
    const library = await preview('manager')
    const rows = await eventually(() => {
      const found = all(library, '[part=versions] li')
      equal(found.length, 2)
      return found
    })
    matches(rows.map(({ textContent }) => textContent).join(' '), /shown now.*kept|kept.*shown now/s)
    ;(await find(library, '[part~=version-look]')).click()
    const banner = await find(library, '[part=version-banner]')
    matches(banner.textContent, /Version of/)
    const picture = await find<HTMLImageElement>(library, '.stage-picture[src^="blob:"]')
    await eventually(() => equal(picture.naturalWidth, 64))
    await press('Escape')
    await eventually(() => equal(all(library, '[part=version-banner]').length, 0))
    ok(library.element.store.getState().preview, 'the large view stays')
    await eventually(() => ok(focused()?.matches('[part~=version-look]'), 'the focus is back on its button'))

    ;(await find(library, '[part~=version-restore]')).click()
    matches((await find(library, '[part=version-question]')).textContent, /kept as a version/)
    await eventually(() => ok(focused()?.matches('[part~=version-confirm]'), 'the focus is on the answer'))
    await press('Enter')

    await eventually(async () => {
      const { width } = await stored()
      equal(width, 64)
    })
    await eventually(() => equal(all(library, '[part=version-question]').length, 0))
    ok((await stored()).version > before, 'a new version')
    // What was shown before is a version now, and can come back.
    await eventually(() => ok(all(library, '[part~=version-restore]').length >= 1, 'the other one is kept'))
    equal(library.element.pages.at(0)?.width, 64)
  })

  it('takes restoring back, by its button or Ctrl+Z, unless somebody has changed the file since', async () => {
    await twoVersions()
    const library = await preview('manager')
    await restore(library)
    equal((await stored()).width, 64)
    matches((await find(library, '[part=version-restored]')).textContent, /is the present one now/)
    await eventually(() => ok(focused()?.matches('[part~=version-undo]'), 'the focus is on the way back'))
    await press('Enter')
    await eventually(async () => equal((await stored()).width, 80))
    await eventually(() => equal(library.element.pages.at(0)?.width, 80))
    // What was taken back can be done again.
    await eventually(() => ok(focused()?.matches('[part~=version-undo]'), 'the focus is there again'))
    await press('Control+z')
    await eventually(async () => equal((await stored()).width, 64))

    await page.store({ publicId: 'red', width: 96, height: 48, parameters: { backup: 'true' } })
    await eventually(() => ok(!all<HTMLButtonElement>(library, '[part~=version-undo]')[0]?.disabled, 'ready'))
    ;(await find(library, '[part~=version-undo]')).click()
    await eventually(() => matches(all(library, '.details [part=error]')[0]?.textContent, /Somebody has changed/))
    equal((await stored()).width, 96)
    equal(all(library, '[part=version-restored]').length, 0)
  })

  it('downloads a version under the name of the asset', async () => {
    await twoVersions()
    const library = await preview('manager')
    const clicked: HTMLAnchorElement[] = []
    const { click } = HTMLAnchorElement.prototype
    HTMLAnchorElement.prototype.click = function record() {
      clicked.push(this)
    }
    try {
      ;(await find(library, '[part~=version-download]')).click()
      await eventually(() => equal(clicked.length, 1))
    } finally {
      HTMLAnchorElement.prototype.click = click
    }
    equal(clicked[0]?.download, 'red.png')
    matches(clicked[0]?.href, /^blob:/)
  })

  it('offers nothing of it to who may not, and tells what the server refuses', async () => {
    await twoVersions()
    const library = await preview('editor')
    await find(library, '[part=versions]')
    equal(all(library, '[part~=version-look], [part~=version-download], [part~=version-restore]').length, 0)
    library.hide()

    const other = await preview('manager')
    await page.backend.rules({ path: '/download_backup', status: 403, message: 'Not you', times: 1 })
    ;(await find(other, '[part~=version-look]')).click()
    matches((await find(other, '.details [part=error]')).textContent, /does not allow/)
    equal(page.heardOf('error').at(-1)?.http_code, 403)
    equal(all(other, '[part=version-banner]').length, 0)
  })

  it('lists what was made from the asset, copies addresses, and deletes what may be deleted', async () => {
    await page.store('red')
    const made = [10, 20].map(
      (width) => `${page.backend.base}/${settings.cloudName}/image/upload/c_scale,w_${width}/${page.folder}/red.png`,
    )
    for (const address of made) equal((await fetch(address)).status, 200)
    const library = await preview('manager')
    // Pictures of the library's own tiles are among them.
    await eventually(() => same(made10and20(library), [10, 20]))
    await executeServerCommand('page:grant', ['clipboard-read', 'clipboard-write'])
    all(library, '[part~=derived-copy][title*="c_scale,w_10"]')[0]?.click()
    await eventually(async () => matches(await navigator.clipboard.readText(), /c_scale,w_10\/.*red/))
    all(library, '[part~=derived-delete][title*="c_scale,w_10"]')[0]?.click()

    await eventually(() => same(made10and20(library), [20]))
    const { derived } = await page.backend.admin<{ derived: readonly { transformation: string }[] }>(
      'GET',
      `/resources/image/upload/${page.folder}/red`,
    )
    same(
      derived.map(({ transformation }) => transformation).filter((chain) => chain.startsWith('c_scale')),
      ['c_scale,w_20/png'],
    )
  })

  it('shows the first ten, and the rest on demand, however many there are', async () => {
    await page.store('red')
    const widths = Array.from({ length: 12 }, (_, index) => index + 5)
    await Promise.all(
      widths.map((width) =>
        fetch(`${page.backend.base}/${settings.cloudName}/image/upload/c_scale,w_${width}/${page.folder}/red.png`),
      ),
    )
    const library = await preview('editor')
    await eventually(() => equal(all(library, '[part=derived] li').length, 10))
    same(all(library, '[part~=derived-delete]'), [])
    ;(await find(library, '[part~=derived-all]')).click()
    await eventually(() => ok(all(library, '[part=derived] li').length >= 12, 'all of them'))
    equal(all(library, '[part~=derived-all]').length, 0)
  })

  async function restore(library: MediaLibrary): Promise<void> {
    ;(await find(library, '[part~=version-restore]')).click()
    ;(await find(library, '[part~=version-confirm]')).click()
    await find(library, '[part=version-restored]')
  }

  /** Version number of the second, which is shown. */
  async function twoVersions(): Promise<number> {
    await page.store({ publicId: 'red', width: 64, height: 48, parameters: { backup: 'true' } })
    await page.store({ publicId: 'red', width: 80, height: 48, parameters: { backup: 'true' } })
    return (await stored()).version
  }

  function stored(): Promise<{ readonly width: number; readonly version: number }> {
    return page.backend.admin('GET', `/resources/image/upload/${page.folder}/red`)
  }

  async function preview(name: 'manager' | 'editor'): Promise<MediaLibrary> {
    const library = await page.openAs(name)
    ;(await tile(library, 'red')).querySelector<HTMLElement>('[data-preview]')?.click()
    await find(library, '.details')
    return library
  }
})

/** Widths of those that the test has asked for. */
function made10and20(library: MediaLibrary): number[] {
  return all(library, '[part=derived] code')
    .flatMap(({ textContent }) => /^c_scale,w_(\d+)/.exec(textContent ?? '')?.[1] ?? [])
    .map(Number)
    .sort()
}
