/** What a remote source looks like in each of its states, on small screens and for people without a mouse. */
import { emulateMedia, sendKeys, setViewport } from '@web/test-runner-commands'
import { assertAccessible } from '../support/accessible.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { assertReachable } from '../support/reachable.ts'
import { connect, file, folder, logOut, phase, providers, search } from '../support/remote-page.ts'
import { all, find, WidgetPage } from '../support/widget-page.ts'

const WIDE = { width: 1280, height: 800 }
const ONEDRIVE_TOP = '/v1.0/me/drive/root/children'

describe('upload widget: states of remote sources', () => {
  let page: WidgetPage
  const open = window.open
  beforeEach(() => {
    page = new WidgetPage()
  })
  afterEach(async () => {
    window.open = open
    await logOut()
    await page.close()
    await emulateMedia({ forcedColors: 'none', reducedMotion: 'no-preference' })
    await setViewport(WIDE)
  })

  const at = (source: string, options: object = {}) =>
    page.open({ sources: ['local', source], defaultSource: source, ...options })

  for (const { source, into, name } of [
    { source: 'google_drive', into: 'Holidays', name: 'tower.jpg' },
    { source: 'facebook', into: 'Holidays', name: 'tower' },
    { source: 'onedrive', into: 'Holidays', name: 'tower.jpg' },
    { source: 'instagram', into: null, name: 'Instagram 2026-01-02T03:04:05+00007.jpeg' },
  ]) {
    it(`50: ${source} is connected, listed and picked from like any other`, async () => {
      const widget = at(source)
      await connect(widget)
      if (into !== null) (await folder(widget, into)).click()
      ;(await file(widget, name)).click()
      ;(await find(widget, '[part~=remote-upload]')).click()

      await page.until('success')
      equal(page.infos('success')[0]?.original_filename, name.replace(/\.jpe?g$/, ''))
      equal(page.infos('success')[0]?.width, 640)
    })
  }

  it('says that a listing failed, in words of the server, and shows it when people try again', async () => {
    const widget = at('onedrive')
    await providers(`fail=${ONEDRIVE_TOP}`, 'onedrive')
    await connect(widget)
    const error = await find(widget, '.remote-body [part~=error]')
    matches(error.textContent, /OneDrive could not be shown[\s\S]*OneDrive did not answer as expected/)
    await assertAccessible(widget.element)
    await providers(`mend=${ONEDRIVE_TOP}`, 'onedrive')
    error.querySelector('button')?.click()

    await file(widget, 'harbour.jpg')
  })

  it('keeps a sign-in that could not be made fresh because nobody answered', async () => {
    const widget = at('onedrive')
    await connect(widget)
    await file(widget, 'harbour.jpg')
    await providers('end&fail=/oauth20_token.srf', 'onedrive')
    ;(await folder(widget, 'Holidays')).click()
    const error = await find(widget, '.remote-body [part~=error]')
    await providers('mend=/oauth20_token.srf', 'onedrive')
    error.querySelector('button')?.click()

    await file(widget, 'river.jpg')
  })

  it('asks to sign in again after an upload has found out that the sign-in is over', async () => {
    const widget = at('instagram')
    await connect(widget)
    const picture = await file(widget, 'Instagram 2026-01-02T03:04:05+00000.jpeg')
    await providers('end', 'instagram')
    picture.click()
    ;(await find(widget, '[part~=remote-upload]')).click()
    await page.until('queues-end')
    matches((await find(widget, '.row-error')).textContent, /does not accept this sign-in any more/)
    widget.open('instagram')

    await phase(widget, 'expired')
    await connect(widget)
    await file(widget, 'Instagram 2026-01-02T03:04:05+00000.jpeg')
  })

  it('says where people take the permission back, when a provider leaves that to them', async () => {
    const widget = at('instagram')
    await connect(widget)
    ;(await find(widget, '[part~=remote-log-out]')).click()
    await phase(widget, 'loggedOut')

    matches((await find(widget, '[part~=remote] a')).getAttribute('href'), /^https:\/\/www\.instagram\.com\//)
  })

  it('shows an icon where a thumbnail cannot be shown', async () => {
    const widget = at('dropbox')
    await connect(widget)
    const notes = await file(widget, 'notes.txt')
    await find(widget, '[aria-label="harbour.jpg"] img')

    await eventually(() => {
      ok(!notes.querySelector('img'), 'no broken picture')
      ok(notes.querySelector('.remote-symbol'), 'an icon')
    })
  })

  it('an upload that the server makes is shown as it goes, and ends when people take it back', async () => {
    const widget = at('onedrive')
    await connect(widget)
    await providers('hold=/files/harbour.jpg', 'onedrive')
    ;(await file(widget, 'harbour.jpg')).click()
    ;(await file(widget, 'market.jpg')).click()
    ;(await find(widget, '[part~=remote-upload]')).click()
    await page.until('success')
    const row = await find(widget, '[part~=row][data-state=uploading]')
    matches(row.textContent, /harbour\.jpg/)
    row.querySelector<HTMLElement>('[part~=row-abort]')?.click()

    await page.until('abort')
    await page.until('queues-end')
    await providers('mend=/files/harbour.jpg', 'onedrive')
    same(
      page.infos('success').map(({ original_filename: name }) => name),
      ['market'],
    )
  })

  it('keeps who made a picture with it, as a list and when it is picked', async () => {
    const widget = at('unsplash')
    await search(widget, 'tower')
    ;(await file(widget, 'tower.jpg')).click()
    ;(await find(widget, '[title="Show as a list"]')).click()

    const credit = await find<HTMLAnchorElement>(widget, '.list .remote-credit a')
    equal(credit.textContent, 'by A Photographer')
    equal(credit.rel, 'noreferrer')
    ok(!credit.closest('button'), 'a link of its own')
  })

  for (const [who, opened] of [
    ['another origin in the right window', (address: URL) => strangersPage(address.searchParams.get('nonce'))],
    ['the right window and origin with another nonce', (address: URL) => withNonce(address, 'x'.repeat(24))],
  ] as const) {
    it(`believes no message of ${who}`, async () => {
      const heard: MessageEvent[] = []
      const listen = (event: MessageEvent): void => {
        if (event.data?.type === 'tintype-remote-source') heard.push(event)
      }
      addEventListener('message', listen)
      window.open = (address) => open.call(window, opened(new URL(String(address))), '_blank', 'popup')
      const widget = at('dropbox')
      await connect(widget)
      await eventually(() => equal(heard.length, 1, 'messages that came'))
      removeEventListener('message', listen)

      ok(typeof heard[0]?.data.token === 'string' && heard[0].origin !== location.origin, 'a token was told')
      await eventually(() => ok(/connecting|disconnected/.test(shownPhase(widget)), shownPhase(widget)))
      equal(all(widget, '[part~=remote-file]').length, 0)
      await eventually(() => (heard[0]?.source as Window | null)?.close())
      await phase(widget, 'disconnected')
    })
  }

  it('believes no message of the right origin and nonce that comes from another window', async () => {
    const heard: MessageEvent[] = []
    const listen = (event: MessageEvent): void => {
      if (event.data?.type === 'tintype-remote-source') heard.push(event)
    }
    addEventListener('message', listen)
    window.open = (address) => {
      open.call(window, String(address), '_blank', 'popup')
      return open.call(window, 'about:blank', '_blank', 'popup')
    }
    const widget = at('dropbox')
    await connect(widget)
    await eventually(() => equal(heard.length, 1, 'messages that came'))
    removeEventListener('message', listen)
    await new Promise((resolve) => setTimeout(resolve, 50))

    equal(shownPhase(widget), 'connecting')
    ;(await find(widget, '[data-phase=connecting] button')).click()
    await phase(widget, 'disconnected')
  })

  for (const [name, viewport] of [
    ['a small phone', { width: 320, height: 568 }],
    ['1280 × 1024 at 400 % zoom', { width: 320, height: 256 }],
  ] as const) {
    for (const language of ['en', 'ar']) {
      it(`49: on ${name} every state of a remote source can be used, ${language}`, async () => {
        await setViewport(viewport)
        await emulateMedia({ reducedMotion: 'reduce' })
        const widget = at('onedrive', { language })
        await find(widget, '[part~=remote-connect]:not([disabled])')
        assertReachable(widget, 'disconnected')
        await connect(widget)
        await file(widget, 'harbour.jpg')
        assertReachable(widget, 'files')
        for (const picked of ['harbour.jpg', 'market.jpg']) (await file(widget, picked)).click()
        await find(widget, '.remote-footer')
        assertReachable(widget, 'picked')
        all(widget, '.remote-tools button')[1]?.click()
        await find(widget, '.remote-items.list')
        assertReachable(widget, 'list')
        all(widget, '[part~=remote-folder]')[1]?.click()
        await find(widget, '.remote-body .sheet')
        assertReachable(widget, 'empty')
        ;(await find(widget, '[part~=remote-log-out]')).click()
        await phase(widget, 'loggedOut')
        assertReachable(widget, 'logged out')
        equal((await find(widget, '.frame')).dir, language === 'ar' ? 'rtl' : 'ltr')
      })
    }
  }

  it('brings the tab of what is shown into sight, however many sources there are', async () => {
    await emulateMedia({ reducedMotion: 'reduce' })
    const sources = [
      'local',
      'url',
      'camera',
      'google_drive',
      'dropbox',
      'facebook',
      'instagram',
      'onedrive',
      'unsplash',
    ]
    for (const [width, height] of [
      [1280, 500],
      [375, 667],
    ] as const) {
      await setViewport({ width, height })
      const widget = page.open({ sources, defaultSource: 'unsplash' })
      await find(widget, '[part~=remote-search]')
      const [rail, tab] = [await find(widget, '.rail'), await find(widget, '[data-source=unsplash]')]
      // The window is still arriving: both are measured at once.
      await eventually(() => {
        const [seen, { left, right, top, bottom }] = [rail.getBoundingClientRect(), tab.getBoundingClientRect()]
        ok(left >= seen.left && right <= seen.right, `from ${left} to ${right} in ${seen.left} to ${seen.right}`)
        ok(top >= seen.top && bottom <= seen.bottom, `from ${top} to ${bottom} in ${seen.top} to ${seen.bottom}`)
      })
      await widget.destroy()
    }
  })

  it('shows in forced colours what is picked, what can be pressed, and where the focus is', async () => {
    await emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' })
    const widget = at('onedrive')
    const button = await find(widget, '[part~=remote-connect]')
    ok(Number.parseFloat(getComputedStyle(button).borderTopWidth) > 0, 'a border of the button')
    await connect(widget)
    const [picked, other] = [await file(widget, 'harbour.jpg'), await file(widget, 'market.jpg')]
    picked.click()
    await find(widget, '.remote-choice.picked')
    const outlineOf = (node: Element): string => getComputedStyle(node).outlineStyle
    const borderOf = (node: Element): string => getComputedStyle(node).borderTopColor
    ok(borderOf(picked) !== borderOf(other), 'what is picked')
    const markOf = (node: Element): string => getComputedStyle(node.querySelector('.remote-mark') as Element).color
    ok(markOf(picked) !== markOf(other), 'a mark that can be told apart')
    const pressed = await find(widget, '.remote-tools [aria-pressed=true]')
    const idle = await find(widget, '.remote-tools [aria-pressed=false]')
    ok(borderOf(pressed) !== borderOf(idle), 'which way of showing is on')
    other.focus()
    await sendKeys({ press: 'ArrowLeft' })
    await sendKeys({ press: 'ArrowRight' })
    equal(outlineOf(other), 'solid', 'the focus')
  })

  it('47: people connect, look into a folder, pick and upload by keyboard alone', async () => {
    const widget = at('onedrive')
    await find(widget, '[part~=remote-connect]:not([disabled])')
    await eventually(() =>
      ok(
        focused(widget)?.part.contains('remote-connect'),
        `focus on the way in, not ${focused(widget)?.outerHTML.slice(0, 100)} ${document.activeElement?.localName}`,
      ),
    )
    await sendKeys({ press: 'Enter' })
    await file(widget, 'harbour.jpg')
    await tabTo(widget, (node) => node.part.contains('remote-folder'))
    await sendKeys({ press: 'Enter' })
    await file(widget, 'mountain.jpg')
    await tabTo(widget, (node) => node.part.contains('remote-file'))
    await sendKeys({ press: 'End' })
    await sendKeys({ press: 'Space' })
    await find(widget, '.remote-footer')
    await tabTo(widget, (node) => node.part.contains('remote-upload'))
    await sendKeys({ press: 'Enter' })

    await page.until('success')
    equal(page.infos('success')[0]?.original_filename, 'village')
  })
})

function shownPhase({ element }: { readonly element: HTMLElement }): string {
  return element.shadowRoot?.querySelector<HTMLElement>('[part~=remote]')?.dataset.phase ?? ''
}

/** A page of the origin of the stand-ins, which tells the window that opened it what the server's would. */
function strangersPage(nonce: string | null): string {
  const message = { type: 'tintype-remote-source', provider: 'dropbox', nonce, token: 'of-a-stranger' }
  const address = new URL('/__stranger', settings.providers)
  address.searchParams.set('message', JSON.stringify(message))
  return address.href
}

function withNonce(address: URL, nonce: string): string {
  address.searchParams.set('nonce', nonce)
  return address.href
}

function focused({ element }: { readonly element: HTMLElement }): HTMLElement | null {
  return (element.shadowRoot?.activeElement as HTMLElement | null) ?? null
}

async function tabTo(
  widget: { readonly element: HTMLElement },
  isTarget: (node: HTMLElement) => boolean,
): Promise<void> {
  for (let presses = 0; presses < 30; presses += 1) {
    await sendKeys({ press: 'Tab' })
    const node = focused(widget)
    if (node && isTarget(node)) return
  }
  throw new Error('The control cannot be reached by Tab')
}
