/** Signing in by password and second factor, sessions, and what keeps guessers away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manualClock } from '../../../server/adapters/clock/manual.ts'
import { totpCode } from '../../../server/security/totp.ts'
import { type Browser, browser, newEmail, PASSWORD } from '../../support/console-client.ts'
import { callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { withDatabaseOf } from '../../support/prepared-folder.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

const HOUR = 3_600_000
const clock = manualClock(Date.parse('2026-11-23T08:00:00Z'))
let server: TestServer
let addresses = 0

beforeAll(async () => {
  server = await startServer({ clock, settings: { trustProxy: true } })
})
afterAll(() => server.close())

describe('signing in by password', () => {
  it('gives a cookie that no script of a page can read, and that says who it is', async () => {
    const { email } = await newUser({ name: 'Ada' })
    const page = newBrowser()

    const { status, body, headers } = await signIn(page, email.toUpperCase())

    expect(status).toBe(200)
    expect(body).toMatchObject({ status: 'signed_in', user: { email, name: 'Ada', pending: false } })
    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^tintype_session=[\w-]{43}; Path=\/; Max-Age=1209600; HttpOnly; SameSite=Strict$/),
    ])
    expect((await page.call('GET', '/session')).body).toMatchObject({ user: { email }, second_factor: false })
  })

  it('gives a cookie for HTTPS only where HTTPS is spoken', async () => {
    const { email } = await newUser()
    const response = await fetch(`${server.url}/console/api/v1/session`, {
      method: 'POST',
      headers: { 'x-tintype-console': '1', 'x-forwarded-proto': 'https', 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: PASSWORD }),
    })

    expect(response.headers.getSetCookie()[0]).toMatch(/; Secure$/)
  })

  it('answers the same to a wrong password, an unknown e-mail, a disabled user and one without a password', async () => {
    const { email } = await newUser()
    const disabled = await newUser({ enabled: false })
    const pending = await newUser({ hasPassword: false })
    const tries = [
      await newBrowser().call('POST', '/session', { email, password: 'wrong' }),
      await signIn(newBrowser(), 'nobody@example.com'),
      await signIn(newBrowser(), disabled.email),
      await signIn(newBrowser(), pending.email),
    ]

    for (const { status, body, headers } of tries) {
      expect({ status, body }).toEqual({
        status: 401,
        body: { error: expect.objectContaining({ message: 'Wrong e-mail or password' }) },
      })
      expect(headers.getSetCookie()).toEqual([])
    }
  })

  it('is no way in for a page of another origin', async () => {
    const { email } = await newUser()
    const page = newBrowser()
    await signIn(page, email)

    const preflight = await fetch(`${server.url}/console/api/v1/session`, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-headers': 'x-tintype-console' },
    })
    const withoutHeader = await fetch(`${server.url}/console/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie: page.cookies() },
    })

    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
    expect(withoutHeader.status).toBe(403)
    expect((await page.call('GET', '/session')).status).toBe(200)
  })
})

describe('a stored password', () => {
  it('costs what protects people, where no test says otherwise', async () => {
    const other = await startServer({ passwordCost: undefined })
    const add = provisionerOf(other)
    const { body } = await add('provisioning.users.create', { name: 'Ada', email: newEmail(), role: 'admin' })
    await add('provisioning.users.set_password', { id: body.id, password: PASSWORD })

    const stored = await withDatabaseOf(other.folder, (database) => database.credentials.find(body.id))

    expect(stored?.passwordHash).toMatch(/^scrypt\$15\$8\$3\$/)
    await other.close()
  })
})

describe('guessing', () => {
  it('ends after five tries at one e-mail from one address, and goes on for others', async () => {
    const { email } = await newUser()
    const guesser = newBrowser()
    const guess = (number: number) => guesser.call('POST', '/session', { email, password: `guess ${number}` })
    for (let number = 0; number < 5; number += 1) expect((await guess(number)).status).toBe(401)

    const refused = await signIn(guesser, email)
    const elsewhere = await signIn(newBrowser(), email)

    expect(refused.status).toBe(429)
    expect(refused.body.error.message).toMatch(/^Too many attempts: try again in \d+ seconds$/)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(800)
    expect(elsewhere.status).toBe(200)
  })

  it('is counted before a password is looked at, so that many at once are many', async () => {
    const { email } = await newUser()
    const guesser = newBrowser()

    const tries = await Promise.all(
      Array.from({ length: 12 }, (_, number) =>
        guesser.call('POST', '/session', { email, password: `guess ${number}` }),
      ),
    )

    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(7)
  })

  it('is not forgotten by signing in as somebody else', async () => {
    const [own, other] = [await newUser(), await newUser()]
    const guesser = newBrowser()
    const statuses: number[] = []
    for (let number = 0; number < 45 && !statuses.includes(429); number += 1) {
      const email = number % 4 === 0 ? own.email : `victim-${number}@example.com`
      statuses.push((await guesser.call('POST', '/session', { email, password: PASSWORD })).status)
    }

    // The address, whomever it tries: 30 that were not right.
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(30)
    expect(statuses.at(-1)).toBe(429)
    expect((await signIn(newBrowser(), other.email)).status).toBe(200)
  })

  it('may go on after a quarter of an hour', async () => {
    const { email } = await newUser()
    const guesser = newBrowser()
    for (let number = 0; number < 5; number += 1) await guesser.call('POST', '/session', { email, password: 'no' })
    expect((await signIn(guesser, email)).status).toBe(429)

    clock.advance(HOUR / 4 + 1)

    expect((await signIn(guesser, email)).status).toBe(200)
  })
})

describe('a session', () => {
  it('ends when it was signed out', async () => {
    const page = await signedIn()
    const cookies = page.cookies()

    const { body } = await page.call('DELETE', '/session')

    expect(body).toEqual({ message: 'ok' })
    expect(page.cookies()).toBe('')
    const again = await fetch(`${server.url}/console/api/v1/session`, {
      headers: { cookie: cookies, 'x-tintype-console': '1' },
    })
    expect(again.status).toBe(401)
  })

  it('ends after twelve hours without a call, and after fourteen days anyway', async () => {
    const [idle, busy] = [await signedIn(), await signedIn()]
    clock.advance(11 * HOUR)
    expect((await busy.call('GET', '/session')).status).toBe(200)
    clock.advance(2 * HOUR)

    const statuses = {
      idle: (await idle.call('GET', '/session')).status,
      busy: (await busy.call('GET', '/session')).status,
    }
    for (let day = 0; day < 31; day += 1) {
      clock.advance(11 * HOUR)
      await busy.call('GET', '/session')
    }
    clock.advance(11 * HOUR)

    expect(statuses).toEqual({ idle: 401, busy: 200 })
    expect((await busy.call('GET', '/session')).status).toBe(401)
  })

  it('is listed, and ended from elsewhere', async () => {
    const { email } = await newUser()
    const [here, there] = [newBrowser(), newBrowser()]
    await signIn(there, email)
    clock.advance(1000)
    await signIn(here, email)

    const { body } = await here.call('GET', '/sessions')
    const other = body.sessions.find((one: { current: boolean }) => !one.current)
    const ended = await here.call('DELETE', `/sessions/${other.id}`)

    expect(body.sessions.map((one: { current: boolean }) => one.current)).toEqual([true, false])
    expect(ended.status).toBe(200)
    expect((await there.call('GET', '/session')).status).toBe(401)
    expect((await here.call('GET', '/session')).status).toBe(200)
  })

  it('of somebody else cannot be ended', async () => {
    const [mine, theirs] = [await signedIn(), await signedIn()]
    const { body } = await theirs.call('GET', '/sessions')

    const { status } = await mine.call('DELETE', `/sessions/${body.sessions[0].id}`)

    expect(status).toBe(404)
    expect((await theirs.call('GET', '/session')).status).toBe(200)
  })

  it('ends with its user: disabled, deleted, or given a new password', async () => {
    const users = [await newUser(), await newUser(), await newUser()]
    const pages = users.map(() => newBrowser())
    for (const [index, page] of pages.entries()) await signIn(page, users[index]?.email ?? '')

    await provision('provisioning.users.update', { id: users[0]?.id, enabled: false })
    await provision('provisioning.users.delete', { id: users[1]?.id })
    await provision('provisioning.users.set_password', { id: users[2]?.id, password: 'quite another one' })

    for (const page of pages) expect((await page.call('GET', '/session')).status).toBe(401)
  })

  it('stays here and ends elsewhere when its user changes the password', async () => {
    const { email } = await newUser()
    const [here, there] = [newBrowser(), newBrowser()]
    await signIn(here, email)
    await signIn(there, email)
    const change = (current_password: string, new_password: string) =>
      here.call('PUT', '/password', { current_password, new_password })

    const refused = await change('wrong', 'a new good one')
    const tooShort = await change(PASSWORD, 'short')
    const changed = await change(PASSWORD, 'a new good one')

    expect(refused.body.error.message).toBe('Wrong password')
    expect(tooShort.body.error.message).toBe('The password has 5 characters: expected 10 to 256')
    expect(changed.status).toBe(200)
    expect((await here.call('GET', '/session')).status).toBe(200)
    expect((await there.call('GET', '/session')).status).toBe(401)
    expect((await signIn(newBrowser(), email)).status).toBe(401)
  })

  it('cannot be made from what the database holds', async () => {
    const page = await signedIn()
    const token = page.cookies().split('=')[1] ?? ''

    const stored = await withDatabaseOf(server.folder, async (database) => {
      const users = await database.users.list()
      const sessions = await Promise.all(users.map(({ id }) => database.sessions.listByUser(id)))
      return JSON.stringify(sessions)
    })

    expect(token).toHaveLength(43)
    expect(stored).not.toContain(token)
  })
})

describe('the second factor', () => {
  it('is asked for after the password once it was confirmed, and takes each code once', async () => {
    const { email } = await newUser()
    const { secret, address, codes } = await switchOn(email)
    const page = newBrowser()

    const first = await signIn(page, email)
    const withoutCode = await page.call('GET', '/session')
    clock.advance(60_000)
    const code = presentCode(secret)
    const second = await page.call('POST', '/session/second_factor', { ticket: first.body.ticket, code })
    const other = newBrowser()
    const replayed = await other.call('POST', '/session/second_factor', {
      ticket: (await signIn(other, email)).body.ticket,
      code,
    })

    expect(address).toContain(`secret=${secret}`)
    expect(codes).toHaveLength(10)
    expect(first.body).toEqual({ status: 'second_factor_required', ticket: expect.any(String) })
    expect(withoutCode.status).toBe(401)
    expect(second.body.status).toBe('signed_in')
    expect(replayed).toMatchObject({ status: 401, body: { error: { message: 'Wrong code' } } })
  })

  it('lets a recovery code in, once, however it is written', async () => {
    const { email } = await newUser()
    const { codes } = await switchOn(email)
    const written = (codes[0] ?? '').toUpperCase().replace(/(.{4})(?=.)/g, '$1-')
    const enter = async () => {
      const page = newBrowser()
      const { ticket } = (await signIn(page, email)).body
      return { page, answer: await page.call('POST', '/session/second_factor', { ticket, code: written }) }
    }

    const { page, answer } = await enter()
    const again = await enter()

    expect(answer.body.status).toBe('signed_in')
    expect((await page.call('GET', '/session')).body).toMatchObject({ second_factor: true, recovery_codes_left: 9 })
    expect(again.answer.status).toBe(401)
  })

  it('cannot be guessed: ten tries in a quarter of an hour, from wherever', async () => {
    const { email } = await newUser()
    await switchOn(email)
    const statuses: number[] = []
    for (let number = 0; number < 11; number += 1) {
      const page = newBrowser()
      const { ticket } = (await signIn(page, email)).body
      statuses.push((await page.call('POST', '/session/second_factor', { ticket, code: '000000' })).status)
    }

    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401))
    expect(statuses[10]).toBe(429)
  })

  it('is worth a ticket that works once, and for five minutes', async () => {
    const { email } = await newUser()
    const { codes } = await switchOn(email)
    const page = newBrowser()
    const enter = (ticket: string, code: string | undefined) =>
      page.call('POST', '/session/second_factor', { ticket, code })
    const used = (await signIn(page, email)).body.ticket
    await enter(used, codes[0])
    const late = (await signIn(page, email)).body.ticket

    const again = await enter(used, codes[1])
    clock.advance(5 * 60_000)
    const tooLate = await enter(late, codes[1])

    for (const { status, body } of [again, tooLate]) {
      expect({ status, message: body.error.message }).toEqual({
        status: 401,
        message: 'This sign-in has taken too long: start again',
      })
    }
  })

  it('is switched off, and given new codes, by the password alone', async () => {
    const { email } = await newUser()
    const { page, codes } = await switchOn(email)

    const refused = await page.call('DELETE', '/second_factor', { password: 'wrong' })
    const renewed = await page.call('POST', '/second_factor/recovery_codes', { password: PASSWORD })
    const old = newBrowser()
    const ticket = (await signIn(old, email)).body.ticket
    const withOld = await old.call('POST', '/session/second_factor', { ticket, code: codes[0] })
    const removed = await page.call('DELETE', '/second_factor', { password: PASSWORD })

    expect(refused.status).toBe(401)
    expect(renewed.body.recovery_codes).toHaveLength(10)
    expect(withOld.status).toBe(401)
    expect(removed.status).toBe(200)
    expect((await signIn(newBrowser(), email)).body.status).toBe('signed_in')
  })

  it('does not count before a first code has shown that the app has it', async () => {
    const { email } = await newUser()
    const page = newBrowser()
    await signIn(page, email)
    await page.call('POST', '/second_factor', { password: PASSWORD })

    const wrong = await page.call('PUT', '/second_factor', { code: '000000' })

    expect(wrong.status).toBe(400)
    expect((await signIn(newBrowser(), email)).body.status).toBe('signed_in')
  })
})

function newBrowser(): Browser {
  addresses += 1
  return browser(server.url, `203.0.${Math.floor(addresses / 250)}.${addresses % 250}`)
}

function provision(id: string, parameters: Readonly<Record<string, unknown>>) {
  return provisionerOf(server)(id, parameters)
}

function provisionerOf(target: TestServer) {
  const credential = provisioningCredential(target.account)
  return (id: string, parameters: Readonly<Record<string, unknown>>) =>
    callOperation(target, operationNamed(id), { parameters, json: true }, credential)
}

async function newUser({ name = 'Ada', enabled = true, hasPassword = true } = {}) {
  const { body } = await provision('provisioning.users.create', { name, email: newEmail(), role: 'admin', enabled })
  const user = body as { readonly id: string; readonly email: string }
  if (hasPassword) await provision('provisioning.users.set_password', { id: user.id, password: PASSWORD })
  return user
}

function signIn(page: Browser, email: string) {
  return page.call('POST', '/session', { email, password: PASSWORD })
}

async function signedIn(): Promise<Browser> {
  const page = newBrowser()
  await signIn(page, (await newUser()).email)
  return page
}

async function switchOn(email: string) {
  const page = newBrowser()
  await signIn(page, email)
  const { body } = await page.call('POST', '/second_factor', { password: PASSWORD })
  const confirmed = await page.call('PUT', '/second_factor', { code: presentCode(body.secret) })
  return {
    page,
    secret: body.secret as string,
    address: body.address as string,
    codes: confirmed.body.recovery_codes as string[],
  }
}

function presentCode(secret: string): string {
  return totpCode(secret, Math.floor(clock.now() / 30_000))
}
