/** Statement 50 of the acceptance list, and what else people meet with files that lie elsewhere. */
import { sendKeys } from '@web/test-runner-commands'
import { assertAccessible } from '../support/accessible.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, ok, same } from '../support/expect.ts'
import {
  connect,
  connected,
  counter,
  file,
  folder,
  logOut,
  names,
  phase,
  providers,
  search,
  text,
} from '../support/remote-page.ts'
import { all, find, WidgetPage } from '../support/widget-page.ts'

describe('upload widget: remote sources', () => {
  let page: WidgetPage
  const open = window.open
  beforeEach(async () => {
    page = new WidgetPage()
    await providers('refuse=no&refresh=yes')
  })
  afterEach(async () => {
    window.open = open
    await logOut()
    await page.close()
  })

  it('50: a source that the server does not offer has a tab that is off, and says why', async () => {
    const widget = page.open({ sources: ['local', 'box'] })

    const tab = await find(widget, '[data-source=box]')
    await eventually(() => equal(tab.getAttribute('aria-disabled'), 'true'))
    equal(tab.title, 'Not set up on this server')
    tab.click()
    ok(/not set up/.test((await find(widget, '[part~=source-off]')).textContent ?? ''), 'the reason')
  })

  it('50: people connect an account, list it, pick files, and each upload answers like any other', async () => {
    const widget = await connected(page, { tags: ['remote'] })
    ;(await folder(widget, 'Holidays')).click()
    ;(await file(widget, 'river.jpg')).click()
    ;(await file(widget, 'street.jpg')).click()
    equal((await find(widget, '.remote-counter')).textContent, '2 files selected')
    ;(await find(widget, '[part~=remote-upload]')).click()

    await page.until('queues-end')
    const infos = page.infos('success')
    equal(infos.length, 2)
    for (const info of infos) {
      same(
        Object.keys(info)
          .filter((key) => EXPECTED.includes(key))
          .sort(),
        [...EXPECTED].sort(),
      )
      same(info.tags, ['remote'])
    }
    same(infos.map(({ original_filename: name }) => name).sort(), ['river', 'street'])
    const sources = page.infos<{ files: { size: number; progress: number }[] }>('queues-end')[0]?.files ?? []
    ok(
      sources.every(({ size, progress }) => size > 0 && progress === 100),
      'sizes and progress',
    )
  })

  it('shows how an upload goes by a WebSocket where there is one', async () => {
    const sockets: string[] = []
    const Socket = window.WebSocket
    window.WebSocket = class extends Socket {
      constructor(address: string | URL) {
        super(address)
        this.addEventListener('message', ({ data }) => sockets.push(JSON.parse(data).action))
      }
    }
    try {
      const widget = await connected(page, { apiBase: settings.direct })
      ;(await file(widget, 'harbour.jpg')).click()
      ;(await find(widget, '[part~=remote-upload]')).click()
      await page.until('success')
    } finally {
      window.WebSocket = Socket
    }

    ok(sockets.includes('success'), `the socket said ${sockets}`)
  })

  it('finds its way back from a folder, and shows pictures or a list', async () => {
    const widget = await connected(page)
    ;(await folder(widget, 'Nothing yet')).click()
    await eventually(() => ok(/empty/.test(text(widget)), 'an empty folder'))
    ;(await find(widget, '.crumbs button')).click()
    await file(widget, 'harbour.jpg')
    ;(await find(widget, '[title="Show as a list"]')).click()

    await find(widget, '.remote-items.list')
  })

  it('searches at the provider, and says when nothing was found', async () => {
    const widget = await connected(page)
    await search(widget, 'sun')
    await file(widget, 'sunset.jpg')
    equal(all(widget, '[part~=remote-file]').length, 1)
    await search(widget, 'nothing like it')

    await eventually(() => ok(/Nothing found for/.test(text(widget)), 'nothing found'))
  })

  it('narrows the folder that is shown, where a provider cannot search', async () => {
    const widget = await connected(page, {}, 'google_drive')
    const input = await find<HTMLInputElement>(widget, '[part~=remote-search]')
    input.value = 'MARK'
    input.dispatchEvent(new InputEvent('input', { bubbles: true }))

    await eventually(() => same(names(widget), ['market.jpg']))
  })

  it('lets people pick no more files than the page allows', async () => {
    const widget = await connected(page, { maxFiles: 2 })
    ;(await file(widget, 'harbour.jpg')).click()
    ;(await file(widget, 'market.jpg')).click()
    await eventually(() => equal(counter(widget), '2 of 2 selected'))
    ;(await file(widget, 'notes.txt')).click()

    equal((await file(widget, 'notes.txt')).getAttribute('aria-checked'), 'false')
    equal((await file(widget, 'notes.txt')).getAttribute('aria-disabled'), 'true')
  })

  it('changes the choice when one file is allowed', async () => {
    const widget = await connected(page, { multiple: false })
    ;(await file(widget, 'harbour.jpg')).click()
    ;(await file(widget, 'market.jpg')).click()

    await eventually(() => equal(counter(widget), '1 file selected'))
    equal((await file(widget, 'market.jpg')).getAttribute('aria-checked'), 'true')
  })

  it('refuses files of other formats before anything is sent', async () => {
    const widget = await connected(page, { clientAllowedFormats: ['jpg'] })
    ;(await file(widget, 'notes.txt')).click()
    ;(await find(widget, '[part~=remote-upload]')).click()

    await page.until('error')
    ok(/not accepted here/.test((await find(widget, '.row-error')).textContent ?? ''), 'the reason')
  })

  it('says that access was not granted, and lets people try again', async () => {
    await providers('refuse=yes')
    const widget = page.open({ sources: ['dropbox'] })
    await connect(widget)
    await phase(widget, 'refused')
    await providers('refuse=no')
    ;(await find(widget, '[part~=remote-connect]')).click()

    await file(widget, 'harbour.jpg')
  })

  it('says that the window was blocked', async () => {
    window.open = () => null
    const widget = page.open({ sources: ['dropbox'] })
    await connect(widget)

    ok(/blocked/.test((await phase(widget, 'blocked')).textContent ?? ''), 'the reason')
  })

  it('goes back when the window is closed, and when people cancel', async () => {
    let closed = false
    const opened = {
      get closed() {
        return closed
      },
      close() {
        closed = true
      },
    } as unknown as Window
    window.open = () => opened
    const widget = page.open({ sources: ['dropbox'] })
    await connect(widget)
    await phase(widget, 'connecting')
    closed = true
    await phase(widget, 'disconnected')
    closed = false
    await connect(widget)
    ;(await find(widget, '[data-phase=connecting] button')).click()

    await phase(widget, 'disconnected')
    equal(closed, true)
  })

  it('believes no message that is not from its own window, origin and nonce', async () => {
    const forged = document.createElement('iframe')
    forged.dataset.fixture = ''
    document.body.append(forged)
    window.open = () => forged.contentWindow
    const widget = page.open({ sources: ['dropbox'] })
    await connect(widget)
    await phase(widget, 'connecting')
    const message = { type: 'tintype-remote-source', provider: 'dropbox', nonce: 'guessed', token: 'forged' }
    window.postMessage(message, '*')
    const { origin } = new URL(settings.direct)
    dispatchEvent(new MessageEvent('message', { data: message, origin, source: forged.contentWindow }))
    dispatchEvent(
      new MessageEvent('message', { data: message, origin: 'https://evil.example', source: forged.contentWindow }),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))

    await phase(widget, 'connecting')
  })

  it('asks to sign in again when the provider accepts it no longer, and makes it fresh before that', async () => {
    const widget = await connected(page)
    await providers('end')
    ;(await folder(widget, 'Holidays')).click()
    await file(widget, 'river.jpg')
    await providers('end&refresh=no')
    ;(await find(widget, '.crumbs button')).click()

    await phase(widget, 'expired')
  })

  it('logs out', async () => {
    const widget = await connected(page)
    ;(await find(widget, '[part~=remote-log-out]')).click()
    await phase(widget, 'loggedOut')

    await connect(widget)
    await file(widget, 'harbour.jpg')
  })

  it('shows pictures of a search with who made them, and uploads them', async () => {
    const widget = page.open({ sources: ['unsplash'] })
    await search(widget, 'tower')
    const picture = await file(widget, 'tower.jpg')
    const credit = await find<HTMLAnchorElement>(widget, '.remote-credit a')
    equal(credit.textContent, 'by A Photographer')
    equal(credit.href, 'https://unsplash.com/@photographer')
    picture.click()
    ;(await find(widget, '[part~=remote-upload]')).click()

    await page.until('success')
  })

  it('searches for pictures on the sites and with the rights that people choose, and has the server fetch them', async () => {
    const sites = ['all', 'photos.example']
    const widget = page.open({ sources: ['image_search'], searchBySites: sites, searchByRights: true })
    await search(widget, 't')
    await find(widget, '[part~=remote-more]')
    const credit = await find(widget, '.remote-credit')
    equal(credit.textContent?.trim(), 'by A Painter')
    const rights = await find<HTMLSelectElement>(widget, '[part~=remote-rights]')
    same(
      [...(await find<HTMLSelectElement>(widget, '[part~=remote-site]')).options].map(({ value }) => value),
      sites,
    )
    rights.value = 'free_mod'
    rights.dispatchEvent(new Event('change'))
    await eventually(() => ok(/CC0/.test(text(widget)), 'what may be done with it'))
    await assertAccessible(widget.element)
    ;(await file(widget, 'market.jpg')).click()
    ;(await find(widget, '[part~=remote-upload]')).click()

    await page.until('success')
    equal(page.infos('success')[0]?.original_filename, 'market')
  })

  it('fetches thumbnails through the server only', async () => {
    const widget = await connected(page)

    const image = await find<HTMLImageElement>(widget, 'tintype-remote-thumbnail img')
    ok(image.src.startsWith('blob:'), image.src)
    const hosts = performance.getEntriesByType('resource').map(({ name }) => new URL(name).hostname)
    same(
      hosts.filter((host) => !['127.0.0.1', 'localhost', ''].includes(host)),
      [],
    )
  })

  it('is used with the keyboard alone', async () => {
    const widget = await connected(page)
    ;(await folder(widget, 'Holidays')).focus()
    await sendKeys({ press: 'Enter' })
    ;(await file(widget, 'mountain.jpg')).focus()
    await sendKeys({ press: 'ArrowRight' })
    await sendKeys({ press: 'Space' })

    equal((await file(widget, 'river.jpg')).getAttribute('aria-checked'), 'true')
  })

  for (const theme of ['light', 'dark']) {
    it(`is accessible before and after connecting, ${theme}`, async () => {
      const widget = page.open({ sources: ['dropbox'], theme })
      await phase(widget, 'disconnected')
      await assertAccessible(widget.element)
      await connect(widget)
      ;(await file(widget, 'harbour.jpg')).click()

      await assertAccessible(widget.element)
    })
  }
})

const EXPECTED = ['secure_url', 'public_id', 'asset_id', 'version', 'signature', 'batchId', 'id', 'thumbnail_url']
