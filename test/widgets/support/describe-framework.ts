/**
 * The widgets in a page of a framework, as its compiler makes it, against the real server. A file per framework, because
 * an element can be registered once in a page, and this one is to be the framework's own copy; so nothing of the widgets is
 * imported here.
 */
import type { TintypeUploadWidget } from '../../../widgets/upload-widget/element.ts'
import { Backend, settings } from './backend-client.ts'
import { equal, eventually, matches, ok, same } from './expect.ts'

type Mount = (target: Element, settings: object) => (() => void) | Promise<() => void>

export function describeFramework(framework: 'react-18' | 'react-19' | 'vue' | 'svelte' | 'angular'): void {
  describe(`a page in ${framework}`, () => {
    const backend = new Backend()
    let page: HTMLElement
    let unmount: () => void
    const shown = (selector: string): string => page.querySelector(selector)?.textContent?.trim() ?? ''

    before(async function (this: { timeout(ms: number): void }) {
      this.timeout(60_000)
      const { mount } = (await import(`/__framework__/${framework}.js`)) as { mount: Mount }
      page = document.body.appendChild(document.createElement('div'))
      unmount = await mount(page, {
        cloudName: settings.cloudName,
        uploadPreset: settings.presets.unsigned,
        apiBase: backend.base,
      })
    })
    after(() => page.remove())

    it('uploads with the options of the page, and tells it once', async () => {
      const widget = await eventually(() => present(page.querySelector<TintypeUploadWidget>('tintype-upload-widget')))
      await pick(widget, await picture('first.png'))
      await eventually(() => matches(shown('output'), /^\S+$/))

      const [request] = await backend.requests()
      const word = framework.replace(/-\d+$/, '')
      equal(request?.fields.tags, `of ${word},two`)
      equal(request?.status, 200)
      equal(widget.value.length, 1)
      equal(shown('output'), widget.value[0]?.public_id)
      ok(!widget.hasAttribute('error'), 'no set-up problem on the way')

      await pick(widget, await picture('second.png'))
      await eventually(() => matches(shown('output'), /^\S+ \S+$/))
      equal((await backend.requests()).length, 2)
    })

    if (framework === 'vue') {
      it('empties the widget with v-model', async () => {
        page.querySelector('button')?.click()
        await eventually(() => same(page.querySelector<TintypeUploadWidget>('tintype-upload-widget')?.value, []))
      })
    }

    if (framework.startsWith('react')) {
      it('passes objects as properties, classes, and every event', async () => {
        const widget = present(page.querySelector<TintypeUploadWidget>('tintype-upload-widget'))
        equal(widget.className, 'inline-widget')
        same(widget.option('context'), { caption: 'from a property' })
        await eventually(() => equal(shown('.ended'), '2'))
      })

      it('opens CldUploadWidget from the button of the page, on the configured host', async () => {
        const button = present(page.querySelector('button'))
        await eventually(() => ok(!button.disabled, 'a button that can be pressed'))
        button.click()
        const widget = await eventually(() =>
          present(document.body.querySelector<TintypeUploadWidget>(':scope > tintype-upload-widget')),
        )
        await pick(widget, await picture('third.png'))
        await eventually(() => matches(shown('output'), /^\S+ \S+ \S+$/))

        const [, , request] = await backend.requests()
        equal(request?.fields.folder, 'next')
        await eventually(() => equal(widget.isShowing(), false))
      })
    }

    it('leaves nothing behind', async () => {
      unmount()
      await eventually(() => equal(document.querySelectorAll('tintype-upload-widget').length, 0))
    })
  })
}

async function pick(widget: TintypeUploadWidget, file: File): Promise<void> {
  const input = await eventually(() => present(widget.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]')))
  const transfer = new DataTransfer()
  transfer.items.add(file)
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

function present<Node>(node: Node | null | undefined): Node {
  ok(node, 'an element')
  return node
}

async function picture(name: string): Promise<File> {
  const canvas = new OffscreenCanvas(32, 24)
  const context = canvas.getContext('2d')
  if (context) context.fillStyle = `hsl(${Math.floor(Math.random() * 360)} 70% 60%)`
  context?.fillRect(0, 0, 32, 24)
  return new File([await canvas.convertToBlob()], name, { type: 'image/png' })
}
