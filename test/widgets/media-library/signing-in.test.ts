/** Statements 4 to 6, 27, 28, 35 and 40: who is here, and for how long. */
import type { MediaLibrary } from '../../../widgets/media-library/compat.ts'
import { settings } from '../support/backend-client.ts'
import { equal, eventually, matches, ok, same } from '../support/expect.ts'
import { all, choose, find, LibraryPage, names, settled } from '../support/library-page.ts'

const HOUR_MS = 3_600_000

describe('media library: signing in', () => {
  let page: LibraryPage
  beforeEach(() => {
    page = new LibraryPage()
  })
  afterEach(() => page.close())

  it('4: a valid signature asks nobody; identity says who it is', async () => {
    const library = await page.open()

    equal(all(library, '[part~=login-form]').length, 0)
    const [identity] = page.heardOf('identity')
    same(identity, {
      username: 'guest@example.com',
      role: 'media_library_user',
      cloud_name: settings.cloudName,
      authorized: true,
    })
  })

  it('4: a tampered signature shows the form, and is an error', async () => {
    const options = { ...(await page.options()), signature: 'f'.repeat(64) }
    const library = page.create(options).show()

    await find(library, '[part~=login-form]')
    const [error] = page.heardOf('error')
    equal(error?.http_code, 401)
    equal(error?.code, 'unauthorized')
    matches((await find(library, '[part~=login-error]')).textContent, /sign-in of this page was refused/)
  })

  it('5: a signature of more than an hour ago is refused', async () => {
    const old = await page.backend.visitor('guest@example.com', { at: Date.now() - HOUR_MS - 60_000 })
    const library = page.create(page.anonymous(old)).show()

    await find(library, '[part~=login-form]')
    matches(String(page.heardOf('error')[0]?.message), /1 hour/)
  })

  it('6: without credentials the form asks, with the name filled in; a wrong password is told; a right one shows the assets', async () => {
    await page.store('one')
    const { email, password } = settings.people.editor
    const library = page.create(page.anonymous({ username: email })).show()
    const user = await find<HTMLInputElement>(library, '[part~=login-user]')
    equal(user.value, email)

    await signIn(library, email, 'not this')
    matches((await find(library, '[part~=login-error]')).textContent, /E-mail or password are not right/)
    equal(page.heardOf('error').length, 1)
    equal(page.heardOf('identity').length, 0)
    await signIn(library, email, password)

    await settled(library)
    same(names(library), ['one'])
    const [identity] = page.heardOf('identity')
    equal(identity?.email, email)
    equal(identity?.authorized, true)
  })

  it('7: use_saml starts single sign-on in a window of the server, whose message alone signs in', async () => {
    const asked: string[] = []
    const window_ = document.createElement('iframe')
    window_.dataset.fixture = ''
    document.body.append(window_)
    const { open } = window
    window.open = (address) => {
      asked.push(String(address))
      return window_.contentWindow
    }
    const library = page.create(page.anonymous({ use_saml: true })).show()
    await eventually(() => equal(asked.length, 1))
    window.open = open
    const address = new URL(asked[0] ?? '')
    matches((await find(library, '[part~=login-sso]')).textContent, /Go on in the window/)

    ok(address.href.startsWith(`${page.backend.base}/widgets/v1/${settings.cloudName}/ml/sign_in?`), address.href)
    equal(address.searchParams.get('origin'), location.origin)
    const session = await sessionOf(page)
    const data = { type: 'tintype-library-session', nonce: address.searchParams.get('nonce'), session }
    const source = window_.contentWindow
    const tell = (message: MessageEventInit): boolean => dispatchEvent(new MessageEvent('message', message))
    tell({ data, source, origin: 'https://elsewhere.example' })
    tell({ data, source: window, origin: address.origin })
    tell({ data: { ...data, nonce: 'another' }, source, origin: address.origin })
    equal(page.heardOf('identity').length, 0)
    tell({ data, source, origin: address.origin })

    await settled(library)
    equal(page.heardOf('identity')[0]?.authorized, true)
  })

  it('7: a blocked window is explained, and can be tried again', async () => {
    const { open } = window
    window.open = () => null
    const library = page.create(page.anonymous({ use_saml: true })).show()
    matches((await find(library, '[part~=login-form] [data-say=assertive]')).textContent, /blocked the window/)
    window.open = open

    equal((await find<HTMLButtonElement>(library, '[part~=login-sso]')).disabled, false)
  })

  it('27: a session that ends is renewed in silence with a token of getToken', async () => {
    await page.store('one', 'two')
    const library = await page.open()
    await choose(library, 'one')
    const token = await tokenOf(page)
    library.element.getToken = () => Promise.resolve(token)
    await page.backend.rules({ path: 'resources/search', times: 1, status: 401, message: 'The session has ended' })

    library.element.refresh()
    await eventually(async () => {
      const calls = (await page.backend.calls()).filter(({ path }) => path.includes('resources/search'))
      same(
        calls.slice(-2).map(({ status }) => status),
        [401, 200],
      )
    })

    equal(all(library, '[part~=login-form]').length, 0)
    equal(page.heardOf('error').length, 0)
    equal(library.element.selection.length, 1)
  })

  it('27: where it cannot be renewed a form lies over the library, which keeps the selection', async () => {
    await page.store('one', 'two')
    const { email, password } = settings.people.editor
    const library = await page.open()
    await choose(library, 'two', 'one')
    await page.backend.rules({ path: 'resources/search', times: 1, status: 401, message: 'The session has ended' })

    library.element.refresh()
    await find(library, '.veil [part~=login-form]')
    matches((await find(library, '.veil')).textContent, /session has ended/)
    equal(all(library, '.tile').length, 2)
    ok((await find(library, '.body')).inert, 'an inert library below')
    await signIn(library, email, password)

    await eventually(() => equal(all(library, '[part~=login-form]').length, 0))
    same(
      library.element.selection.map(({ display_name: name }) => name),
      ['two', 'one'],
    )
    ;(await find(library, '[part~=insert-button]')).click()
    equal(page.heardOf<{ assets: unknown[] }>('insert')[0]?.assets.length, 2)
  })

  it('28: no request carries or needs a cookie', async () => {
    await page.store('one')
    const before = document.cookie
    const sent: RequestInit[] = []
    const { fetch } = globalThis
    globalThis.fetch = (input, init) => {
      if (String(input).includes('/v1')) sent.push(init ?? {})
      return fetch(input, init)
    }

    await page.open()

    globalThis.fetch = fetch
    ok(sent.length >= 3, `requests of the library (saw ${sent.length})`)
    ok(
      sent.every(({ credentials }) => credentials === 'omit' || credentials === undefined),
      'no credentials',
    )
    const own = sent.filter(({ headers }) => (headers as Record<string, string>)?.Authorization?.startsWith('Bearer '))
    ok(own.length >= 2, 'tokens in the header')
    equal(document.cookie, before)
  })

  it('35: two libraries of different clouds do not share a session', async () => {
    const many = await page.backend.seed(12)
    await page.store('one')
    const [first, second] = [await page.open(), page.create(page.anonymous({ cloud_name: many })).show()]

    await find(second, '[part~=login-form]')
    equal(second.element.library.session.token, undefined)
    const visitor = await page.backend.visitor('other', { isOfMany: true })
    second.element.options = { ...visitor, cloud_name: many }
    second.hide().show({ folder: { path: '' } })
    await eventually(() => ok(second.element.library.session.token, 'a session of its own'))

    ok(first.element.library.session.token !== second.element.library.session.token, 'different tokens')
    same(names(first), ['one'])
    equal(first.element.store.getState().identity?.cloud_name, settings.cloudName)
    equal(second.element.store.getState().identity?.cloud_name, many)
  })

  it('40: after logging out identity reports authorized: false, and the form is back', async () => {
    const library = await page.open()
    ;(await find(library, '[part~=account]')).click()
    ;(await find(library, '.menu-item')).click()

    await find(library, '[part~=login-form]')
    const last = page.heardOf('identity').at(-1)
    equal(last?.authorized, false)
    equal(last?.cloud_name, settings.cloudName)
    equal(library.element.library.session.token, undefined)
  })

  it('a cloud that is not there is explained, with its name', async () => {
    const library = page.create({ ...(await page.options()), cloud_name: 'nowhere' }).show()

    await find(library, '[part~=error]')
    matches((await find(library, '[part~=error]')).textContent, /no cloud “nowhere”/)
  })

  it('a missing cloud name is explained to the owner of the site', async () => {
    const library = page.create({ api_base: page.backend.base }).show()

    matches((await find(library, '[part~=error]')).textContent, /cloud_name/)
    equal(page.heardOf('error').length, 1)
  })

  it('a server that cannot be reached is explained, and asked again on demand', async () => {
    await page.backend.rules({ path: 'ml/session', times: 1, drop: true })
    const library = page.create(await page.options()).show()

    const retry = await find(library, '[part~=error] [part~=button-primary]')
    matches((await find(library, '[part~=error]')).textContent, /cannot be reached/)
    retry.click()
    await settled(library)
  })
})

async function tokenOf(page: LibraryPage): Promise<string> {
  return (await sessionOf(page)).token
}

/** A session as the server gives it. */
async function sessionOf(page: LibraryPage): Promise<{ readonly token: string }> {
  const visitor = await page.backend.visitor('guest@example.com')
  const response = await fetch(`${page.backend.base}/widgets/v1/${settings.cloudName}/ml/session`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(visitor),
  })
  return response.json()
}

async function signIn(library: MediaLibrary, email: string, password: string): Promise<void> {
  const form = await find<HTMLFormElement>(library, '[part~=login-form]')
  ;(await find<HTMLInputElement>(library, '[part~=login-user]')).value = email
  ;(await find<HTMLInputElement>(library, '[part~=login-password]')).value = password
  form.requestSubmit()
  await eventually(() => ok(!library.element.store.getState().isSigningIn, 'an answer'))
  await library.element.updateComplete
}
