/** Statement 31 on the parts that come later: every panel of the large view, every window of the actions, the uploads. */
import { emulateMedia, setViewport } from '@web/test-runner-commands'
import axe from 'axe-core'
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { eventually, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, settled, tile } from '../support/library-page.ts'
import { picture } from '../support/widget-page.ts'

type Screen = readonly [name: string, prepare: (page: LibraryPage, library: MediaLibrary) => Promise<void>]

const SCREENS: readonly Screen[] = [
  [
    'M5, details',
    async (_page, library) => {
      await look(library)
      await eventually(() => ok(all(library, '.preview[aria-busy=false]').length === 1, 'everything has come'))
    },
  ],
  [
    'M5, editing, with areas and something wrong',
    async (_page, library) => {
      await look(library, 'edit')
      ;(await find(library, '[part~=edit-areas]')).click()
      await find(library, '[part=areas]')
      ;(await find(library, '.edit-areas .button')).click()
      await find(library, '[data-area=focus]')
      const field = await find<HTMLInputElement>(library, '#edit-public-id')
      field.value = 'a?'
      field.dispatchEvent(new Event('input', { bubbles: true }))
    },
  ],
  [
    'M5, leaving what is not saved',
    async (_page, library) => {
      await look(library, 'edit')
      const field = await find<HTMLInputElement>(library, '#edit-caption')
      field.value = 'Front'
      field.dispatchEvent(new Event('input', { bubbles: true }))
      ;(await find(library, '[part~=preview-close]')).click()
      await find(library, '[role=alertdialog]')
    },
  ],
  [
    'M6, transforming',
    async (_page, library) => {
      await look(library, 'transform')
      await find(library, '#transform-ratio')
    },
  ],
  [
    'M5, a former version, about to be restored',
    async (page, library) => {
      await page.store({ publicId: 'one', width: 320, height: 200, parameters: { backup: 'true' } })
      const { base } = page.backend
      await fetch(`${base}/${settings.cloudName}/image/upload/c_scale,w_20/${page.folder}/one.png`)
      await look(library)
      ;(await find(library, '[part~=version-look]')).click()
      await find(library, '.stage-picture[src^="blob:"]')
      ;(await find(library, '[part~=version-restore]')).click()
      await find(library, '[part=version-question]')
      await find(library, '[part=derived] [part~=derived-delete]')
    },
  ],
  ...(['tag', 'words', 'describe', 'rename', 'move', 'collect', 'delete'] as const).map(
    (task): Screen => [
      `M8, ${task}`,
      async (_page, library) => {
        await choose(library, 'one', 'two')
        ;(await find(library, `[part~=bulk-${task}]`)).click()
        await find(library, '.bulk-window')
        if (task === 'move') await find(library, '.folder-list, .folder-choice p.small')
      },
    ],
  ),
  [
    'M7, uploading, refused',
    async (page, library) => {
      await page.backend.rules({ name: 'bad.png', status: 400, message: 'No', times: 1 })
      library.element.upload([await picture('good.png'), await picture('bad.png')])
      await find(library, '[part=upload-row][data-state=failed]')
      await find(library, '[part=upload-row][data-state=done]')
    },
  ],
]

describe('media library: accessibility of later parts', () => {
  let page: LibraryPage
  beforeEach(async () => {
    page = new LibraryPage()
    await setViewport({ width: 1280, height: 800 })
    await emulateMedia({ reducedMotion: 'reduce' })
  })
  afterEach(async () => {
    await page.close()
    await emulateMedia({ reducedMotion: 'no-preference' })
  })

  for (const theme of ['light', 'dark'] as const) {
    for (const [name, prepare] of SCREENS) {
      it(`31: axe finds nothing on ${name} in ${theme}`, async () => {
        const library = await openAsManager({ theme })
        await prepare(page, library)
        await library.element.updateComplete

        const { violations } = await axe.run(library.element, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
          rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
        })

        same(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target} ${node.failureSummary}`)}`),
          [],
        )
      })
    }
  }

  it('32: the large view, its panels and the windows fit into 320 pixels', async () => {
    await setViewport({ width: 320, height: 640 })
    for (const [name, prepare] of SCREENS) {
      const library = await openAsManager({})
      await prepare(page, library)
      await library.element.updateComplete

      const wide = all(library, '.preview, .preview *, .bulk-window *, .transfers *').filter((element) => {
        const { left, right, width } = element.getBoundingClientRect()
        const isClipped = getComputedStyle(element).clipPath !== 'none' || element.closest('.stage, .copyable') !== null
        return width > 0 && !isClipped && (left < -1 || right > 321)
      })
      same(
        wide.map((element) => `${name}: ${element.className || element.localName}`),
        [],
      )
      library.destroy()
    }
  })

  async function openAsManager(options: object): Promise<MediaLibrary> {
    await page.store({ publicId: 'one', tags: 'shoe', width: 300, height: 200, parameters: { backup: 'true' } }, 'two')
    const visitor = await page.backend.visitor(settings.people.manager.email)
    const library = page.create({ ...page.anonymous(options), ...visitor }).show()
    await settled(library)
    return library
  }
})

async function look(library: MediaLibrary, panel?: string): Promise<void> {
  ;(await tile(library, 'one')).querySelector<HTMLElement>('[data-preview]')?.click()
  await find(library, '.preview')
  if (panel) (await find(library, `[data-panel=${panel}]`)).click()
  if (panel === 'edit') await find(library, '#edit-caption')
}
