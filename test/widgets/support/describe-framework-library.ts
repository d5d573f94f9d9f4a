/** The Media Library in a page of a framework; as `describe-framework.ts`, of whose bundle it is a part. */
import type { TintypeMediaLibrary } from '../../../widgets/media-library/element.ts'
import { Backend, settings } from './backend-client.ts'
import { equal, eventually, ok, same } from './expect.ts'
import { storeFile } from './store-file.ts'

type Mount = (target: Element, settings: object) => (() => void) | Promise<() => void>

export function describeFrameworkLibrary(framework: string): void {
  describe(`the Media Library in ${framework}`, () => {
    const backend = new Backend()
    const folder = `frames-${backend.id}`
    let page: HTMLElement
    let unmount: () => void
    const library = (): TintypeMediaLibrary => present(page.querySelector<TintypeMediaLibrary>('tintype-media-library'))
    const all = (selector: string): HTMLElement[] => [
      ...(library().shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? []),
    ]
    const output = (): string => page.querySelector('output')?.textContent?.trim() ?? ''

    before(async function (this: { timeout(ms: number): void }) {
      this.timeout(60_000)
      for (const name of ['dunes', 'harbour', 'meadow']) {
        const file = new File([name], `${name}.txt`, { type: 'text/plain' })
        await storeFile(backend, 'raw', file, {
          public_id: `${folder}/${name}`,
          asset_folder: folder,
          display_name: name,
        })
      }
      const { api_key: apiKey, ...visitor } = await backend.visitor('guest@example.com')
      const { mountLibrary } = (await import(`/__framework__/${framework}.js`)) as { mountLibrary: Mount }
      page = document.body.appendChild(document.createElement('div'))
      const { cloudName } = settings
      unmount = await mountLibrary(page, { cloudName, apiBase: backend.base, apiKey, visitor, folder })
    })
    after(() => page.remove())

    it('opens from the button of the page, in the folder and with the filters that the page gives', async () => {
      await eventually(() => ok(library(), 'a library'))
      equal(all('dialog:modal').length, 0)
      page.querySelector('button')?.click()

      await eventually(() => equal(all('.tile[data-public-id]').length, 3))
      equal(all('dialog:modal').length, 1)
      same(library().option('filters'), ['type', 'format'])
      ok(library().classList.contains('library'), library().className)
    })

    it('hands over what is picked, once, and shows what the page then says', async () => {
      for (const name of ['meadow', 'dunes']) {
        all(`.tile[data-public-id="${folder}/${name}"]`)[0]?.click()
      }
      const button = present(all('[part~=insert-button]')[0])
      await eventually(() => equal(button.textContent?.trim().startsWith('Take 0'), true))
      button.click()

      await eventually(() => equal(output(), 'meadow dunes'))
      equal(all('dialog:modal').length, 0)
      await eventually(() => equal(library().option('insertCaption'), 'Take 2'))
      if (framework === 'angular') equal(page.querySelector('.control')?.textContent, '2')
    })

    it('leaves nothing behind', async () => {
      unmount()
      await eventually(() => equal(document.querySelectorAll('tintype-media-library').length, 0))
    })
  })
}

function present<Node>(node: Node | null | undefined): Node {
  ok(node, 'an element')
  return node
}
