/** Sources that a page brings along: `cloudinary.tintype.registerSource`. */
import { registerSource } from '../../../widgets/upload-widget/bundle.ts'
import type { UploadWidget } from '../../../widgets/upload-widget/compat.ts'
import type { PageSource, PageSourceHost } from '../../../widgets/upload-widget/page-sources.ts'
import { assertAccessible } from '../support/accessible.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import { all, find, picture, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: sources of a page', () => {
  let page: WidgetPage
  let hosts: PageSourceHost[]
  let cleanedUp: number
  const registered: (() => void)[] = []
  beforeEach(() => {
    page = new WidgetPage()
    hosts = []
    cleanedUp = 0
  })
  afterEach(async () => {
    for (const unregister of registered.splice(0)) unregister()
    await page.close()
  })

  /** A panel with a button; the test has its host. */
  function register(changes: Partial<PageSource> = {}): () => void {
    const unregister = registerSource({
      name: 'archive',
      label: 'Our archive',
      icon: 'M4 6h16v12H4z',
      mount(panel, host) {
        hosts.push(host)
        const button = document.createElement('button')
        button.textContent = 'Take the picture'
        panel.append(button)
        return () => {
          cleanedUp += 1
        }
      },
      ...changes,
    })
    registered.push(unregister)
    return unregister
  }
  const open = (options: object = {}) => page.open({ sources: ['local', 'archive'], ...options })
  async function opened(options: object = {}): Promise<{ widget: UploadWidget; host: PageSourceHost }> {
    const widget = open({ defaultSource: 'archive', ...options })
    const host = await eventually(() => {
      ok(hosts[0], 'mounted')
      return hosts[0]
    })
    return { widget, host }
  }

  it('have a tab with their label and icon, and a panel in the page, mounted when it is first shown', async () => {
    register()
    const widget = open()
    const tab = await find(widget, '[data-source=archive]')
    equal(tab.textContent?.trim(), 'Our archive')
    equal(tab.querySelector('path')?.getAttribute('d'), 'M4 6h16v12H4z')
    equal(hosts.length, 0)
    tab.click()

    const panel = await eventually(() => {
      const found = widget.element.querySelector<HTMLElement>('[slot=panel-archive]')
      ok(found?.textContent === 'Take the picture', 'the panel')
      return found
    })
    ok(panel.getBoundingClientRect().width > 100, 'it is seen')
    same(page.infos('source-changed'), [{ source: 'archive' }])
    await assertAccessible(widget.element)
  })

  it('hand files and addresses to the queue, under the rules of the page', async () => {
    register()
    const { host } = await opened({ clientAllowedFormats: ['png'] })
    const address = `${new URL(settings.providers).origin}/files/harbour.jpg`
    await host.addFiles([await picture('one.png'), await picture('two.jpg', 20, 20, 'image/jpeg'), new URL(address)])

    await page.until('queues-end')
    await page.until('success')
    equal(page.infos('error').length, 1)
    const names = page.infos<{ original_filename: string }>('success').map((info) => info.original_filename)
    ok(names.includes('one'), `${names}`)
  })

  it('are refused what is neither a file nor an address', async () => {
    register()
    const { host } = await opened()
    for (const wrong of ['ftp://example.com/a', 'nothing', 7, {}]) {
      const problem = await host.addFiles([wrong as string]).then(
        () => undefined,
        (error: unknown) => error,
      )
      ok(problem instanceof TypeError, String(wrong))
    }

    equal((await page.backend.requests()).length, 0)
  })

  it('know what the widget takes, its language, and can close it', async () => {
    register({ label: (language) => `Archive (${language})` })
    const { widget, host } = await opened({
      maxFiles: 2,
      clientAllowedFormats: ['png'],
      maxFileSize: 9e6,
      language: 'ar',
    })
    same(host.limits(), { multiple: true, remaining: 2, allowedFormats: ['png'], maxFileSize: 9e6 })
    same([host.language, host.direction], ['ar', 'rtl'])
    equal((await find(widget, '[data-source=archive]')).textContent?.trim(), 'Archive (ar)')
    await host.addFiles([await picture('one.png')])
    await page.until('success')
    equal(host.limits().remaining, 1)
    host.close()

    equal(widget.isShowing(), false)
  })

  it('keep their panel while people look at other sources, and lose it when the widget closes', async () => {
    register()
    const { widget, host } = await opened()
    ;(await find(widget, '[data-source=local]')).click()
    await find(widget, '[part~=dropzone]')
    ;(await find(widget, '[data-source=archive]')).click()
    await find(widget, '[part~=page-source]')
    equal(hosts.length, 1)
    widget.close()

    await eventually(() => equal(host.signal.aborted, true))
    equal(cleanedUp, 1)
    equal(widget.element.querySelectorAll('[slot]').length, 0)
    await host.addFiles([await picture('late.png')])
    equal((await page.backend.requests()).length, 0)
    widget.open('archive')
    await eventually(() => equal(hosts.length, 2))
  })

  it('come and go while widgets are open, each widget with a panel of its own', async () => {
    const first = open()
    const second = open()
    await find(first, '[data-source=local]')
    equal(all(first, '[data-source=archive]').length, 0)
    const unregister = register()
    for (const widget of [first, second]) (await find(widget, '[data-source=archive]')).click()
    await eventually(() => equal(hosts.length, 2))
    unregister()

    for (const widget of [first, second]) {
      await eventually(() => equal(all(widget, '[data-source=archive]').length, 0))
      await find(widget, '[part~=dropzone]')
    }
    equal(cleanedUp, 2)
    ok(
      hosts.every(({ signal }) => signal.aborted),
      'both have ended',
    )
  })

  for (const [how, mount] of [
    [
      'throws',
      () => {
        throw new Error('broken on purpose')
      },
    ],
    ['rejects', () => Promise.reject(new Error('broken on purpose'))],
  ] as const) {
    it(`that ${how} does not break the widget: it is told, and can be tried again`, async () => {
      let isBroken = true
      register({ mount: (panel) => (isBroken ? mount() : panel.append('Here now')) })
      const widget = open({ defaultSource: 'archive' })
      const alert = await find(widget, '[part~=error]')
      ok(/Our archive could not be shown/.test(alert.textContent ?? ''), alert.textContent ?? '')
      await assertAccessible(widget.element)
      isBroken = false
      ;(await find(widget, '[part~=error] button')).click()

      await eventually(() => equal(widget.element.textContent, 'Here now'))
      ;(await find(widget, '[data-source=local]')).click()
      await find(widget, '[part~=dropzone]')
    })
  }

  it('have names of their own, a label and a mount', () => {
    register()
    const wrong: readonly [object | undefined, RegExp][] = [
      [undefined, /name has to be/],
      [{ name: 'a b', label: 'x', mount() {} }, /name has to be/],
      [{ name: 'dropbox', label: 'x', mount() {} }, /there is a source dropbox already/],
      [{ name: 'queue', label: 'x', mount() {} }, /there is a source queue already/],
      [{ name: 'archive', label: 'x', mount() {} }, /there is a source archive already/],
      [{ name: 'other', label: 'x' }, /needs a label and a function mount/],
      [{ name: 'other', mount() {} }, /needs a label and a function mount/],
    ]
    for (const [source, expected] of wrong) {
      let message = ''
      try {
        registerSource(source as PageSource)
      } catch (error) {
        message = error instanceof TypeError ? error.message : ''
      }
      ok(expected.test(message), `${expected}: ${message}`)
    }
  })
})
