/** Real files and folders of a disk: dropped by the browser's own drag, and picked in its chooser. */
import { executeServerCommand, sendMouse } from '@web/test-runner-commands'
import { MAX_DROPPED_FILES } from '../../../widgets/kit/drop/dropped-files.ts'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, find, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: files and folders of a disk', () => {
  let page: WidgetPage
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    await page.close()
  })

  it('shows that files may be let go while they hover, and uploads them when they are dropped', async () => {
    const widget = page.open()
    const files = { 'a.png': await encoded(), 'b.png': await encoded() }

    await drag(widget, ['a.png', 'b.png'], files, ['dragEnter', 'dragOver'])
    await find(widget, '.frame.dragging')
    matches((await find(widget, '.dropzone-title')).textContent, /Drop the files to upload them/)
    await drag(widget, ['a.png', 'b.png'], files, ['dragOver', 'drop'])
    await page.until('queues-end')

    same((await names(page)).sort(), ['a.png', 'b.png'])
    equal(all(widget, '.frame.dragging').length, 0)
  })

  it('uploads what is in a dropped folder, folders in it included, without the files of the system', async () => {
    const widget = page.open()
    const files = {
      'album/b.png': await encoded(),
      'album/a.png': await encoded(),
      'album/.DS_Store': btoa('x'),
      'album/deep/er/c.png': await encoded(),
      'album/deep/Thumbs.db': btoa('x'),
      'single.png': await encoded(),
    }

    await drag(widget, ['album', 'single.png'], files, ['dragEnter', 'dragOver', 'drop'])
    await page.until('queues-end')

    same((await names(page)).sort(), ['a.png', 'b.png', 'c.png', 'single.png'])
    same(
      page.infos<{ file: { name: string } }>('upload-added').map(({ file }) => file.name),
      ['a.png', 'b.png', 'c.png', 'single.png'],
    )
  })

  it('says that there is nothing in an empty folder', async () => {
    const widget = page.open()

    await drag(widget, ['album'], { 'album/.DS_Store': btoa('x') }, ['dragEnter', 'dragOver', 'drop'])

    matches((await find(widget, '[part~=notice]')).textContent, /no files in what was dropped/)
    equal((await page.backend.requests()).length, 0)
  })

  it('uploads the folder that is picked in the chooser, without the files of the system', async () => {
    const widget = page.open()
    const files = { 'album/a.png': await encoded(), 'album/deep/b.png': await encoded(), 'album/.DS_Store': btoa('x') }
    await executeServerCommand('page:choose', { root: 'album', files })

    const button = await find(widget, '[part~=dropzone] .button.quiet')
    await eventually(() => equal(widget.element.shadowRoot?.getAnimations().length, 0))
    const { x, y, width, height } = button.getBoundingClientRect()
    await sendMouse({ type: 'click', position: [Math.round(x + width / 2), Math.round(y + height / 2)] })
    await page.until('queues-end')

    same((await names(page)).sort(), ['a.png', 'b.png'])
  })

  it('stops walking folders at the limit', async () => {
    const folder = folderEntry('many', MAX_DROPPED_FILES + 250)
    const { filesOfTransfer } = await import('../../../widgets/kit/drop/dropped-files.ts')
    const item = { kind: 'file', webkitGetAsEntry: () => folder, getAsFile: () => null }

    const files = await filesOfTransfer({ items: [item], files: [] } as unknown as DataTransfer)

    equal(files.length, MAX_DROPPED_FILES)
  })
})

async function drag(
  widget: UploadWidget,
  roots: readonly string[],
  files: object,
  steps: readonly string[],
): Promise<void> {
  const { x, y, width, height } = (await find(widget, '[part~=dropzone]')).getBoundingClientRect()
  const at = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }
  ok(width > 0, 'a place to drop')
  await executeServerCommand('page:drop', { roots, files, steps, ...at })
}

async function names(page: WidgetPage): Promise<string[]> {
  return (await page.backend.requests()).map(({ file }) => file?.name ?? '')
}

/** A picture, as base64. */
async function encoded(): Promise<string> {
  const bytes = new Uint8Array(await (await picture('x.png')).arrayBuffer())
  return btoa(String.fromCharCode(...bytes))
}

/** A folder that answers in portions of 100, as Chromium's does; no disk has to hold so many files. */
function folderEntry(name: string, count: number): object {
  let given = 0
  const file = (index: number): object => ({
    name: `${index}`,
    isDirectory: false,
    file: (resolve: (file: File) => void) => resolve(new File(['x'], `${index}`)),
  })
  const readEntries = (resolve: (entries: readonly object[]) => void): void => {
    const portion = Array.from({ length: Math.min(100, count - given) }, (_, index) => file(given + index))
    given += portion.length
    resolve(portion)
  }
  return { name, isDirectory: true, createReader: () => ({ readEntries }) }
}
