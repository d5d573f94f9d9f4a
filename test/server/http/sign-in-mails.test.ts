/** Invitations and new passwords by mail: what arrives at a real mail server, and what its links are good for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { browser, newEmail, PASSWORD } from '../../support/console-client.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { callOperation, provisioningCredential } from '../../support/operation-client.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { operationNamed } from '../contract/examples/world.ts'

const CHOSEN = 'chosen by myself'
let mailServer: MailServer
let server: TestServer
let addresses = 0

beforeAll(async () => {
  mailServer = await startMailServer()
  const settings = { smtpUrl: mailServer.url, mailFrom: 'Media <media@example.com>', trustProxy: true }
  server = await startServer({ settings: { ...settings, publicUrl: 'https://media.example.com/files' } })
})
afterAll(async () => {
  await server.close()
  await mailServer.close()
})

describe('an invitation', () => {
  it('is sent to a new user, whose link sets a password and signs in, once', async () => {
    const { id, email } = await newUser('Ada')
    const mail = await mailTo(email)
    const page = newBrowser()
    const accept = () => page.call('POST', '/invitation', { token: mail.token, password: CHOSEN, name: 'Ada L.' })

    const accepted = await accept()
    const again = await accept()

    expect(mail).toMatchObject({ from: 'media@example.com', to: [email] })
    expect(mail.text).toContain('From: Media <media@example.com>')
    expect(mail.text).toContain(`https://media.example.com/files/console/invitation#token=${mail.token}`)
    expect(accepted.body).toMatchObject({ status: 'signed_in', user: { id, name: 'Ada L.', pending: false } })
    expect((await page.call('GET', '/session')).status).toBe(200)
    expect(again).toMatchObject({
      status: 400,
      body: { error: { message: 'This link was used already, has expired or is incomplete: ask for another' } },
    })
    expect((await newBrowser().call('POST', '/session', { email, password: CHOSEN })).status).toBe(200)
  })

  it('is sent again while the user is pending, and then only the last link works', async () => {
    const { id, email } = await newUser()
    const first = await mailTo(email)

    await provision('provisioning.users.invite', { id })
    const second = await mailTo(email, 2)
    const old = await newBrowser().call('POST', '/invitation', { token: first.token, password: CHOSEN })
    const accepted = await newBrowser().call('POST', '/invitation', { token: second.token, password: CHOSEN })
    const late = await provision('provisioning.users.invite', { id })

    expect(old.status).toBe(400)
    expect(accepted.status).toBe(200)
    expect(late.status).toBe(409)
  })

  it('reaches its receiver although the mail server refuses it at first', async () => {
    mailServer.refuse(1)

    const { email } = await newUser()

    expect((await mailTo(email)).to).toEqual([email])
  })

  it('does not work for a user who was disabled meanwhile', async () => {
    const { id, email } = await newUser()
    const { token } = await mailTo(email)
    await provision('provisioning.users.update', { id, enabled: false })

    const { status } = await newBrowser().call('POST', '/invitation', { token, password: CHOSEN })

    expect(status).toBe(400)
  })

  it('cannot smuggle headers or receivers in by the name of a user', async () => {
    const { email } = await newUser('Eve\r\nBcc: other@example.com')

    const mail = await mailTo(email)

    expect(mail.to).toEqual([email])
    expect(mail.text.split('\r\n\r\n')[0]).not.toContain('Bcc')
  })
})

describe('a new password', () => {
  it('is set by the link of a mail, which ends all sessions and works once', async () => {
    const { email } = await userWithPassword()
    const before = newBrowser()
    await before.call('POST', '/session', { email, password: PASSWORD })

    const asked = await newBrowser().call('POST', '/password_reset', { email: ` ${email.toUpperCase()}` })
    const { token, text } = await mailTo(email, 2)
    const finish = () => newBrowser().call('POST', '/password_reset/finish', { token, password: CHOSEN })
    const finished = await finish()

    expect(asked.body).toEqual({ message: 'ok' })
    expect(text).toContain('/console/password_reset#token=')
    expect(finished.body.status).toBe('signed_in')
    expect((await finish()).status).toBe(400)
    expect((await before.call('GET', '/session')).status).toBe(401)
    expect((await newBrowser().call('POST', '/session', { email, password: CHOSEN })).status).toBe(200)
  })

  it('is not set when it is too short, and the link works on', async () => {
    const { email } = await userWithPassword()
    await newBrowser().call('POST', '/password_reset', { email })
    const { token } = await mailTo(email, 2)

    const short = await newBrowser().call('POST', '/password_reset/finish', { token, password: 'short' })
    const good = await newBrowser().call('POST', '/password_reset/finish', { token, password: CHOSEN })

    expect(short.status).toBe(400)
    expect(good.status).toBe(200)
  })

  it('is not set by the link of an invitation, nor the reverse', async () => {
    const { email } = await newUser()
    const { token } = await mailTo(email)

    const { status } = await newBrowser().call('POST', '/password_reset/finish', { token, password: CHOSEN })

    expect(status).toBe(400)
  })

  it('leads where the operator says, whatever host a request names', async () => {
    const { email } = await userWithPassword()
    await fetch(`${server.url}/console/api/v1/password_reset`, {
      method: 'POST',
      headers: { 'x-tintype-console': '1', 'x-forwarded-host': 'evil.example', 'content-type': 'application/json' },
      body: JSON.stringify({ email }),
    })

    const { text } = await mailTo(email, 2)

    expect(text).not.toContain('evil.example')
    expect(text).toContain('https://media.example.com/files/console/')
  })

  it('can be asked for by anybody, who learns nothing and sends nobody many mails', async () => {
    const { email } = await userWithPassword()
    const page = newBrowser()
    const unknown = await page.call('POST', '/password_reset', { email: 'nobody@example.com' })
    const statuses: number[] = []
    for (let number = 0; number < 6; number += 1) {
      statuses.push((await newBrowser().call('POST', '/password_reset', { email })).status)
    }

    expect({ status: unknown.status, body: unknown.body }).toEqual({ status: 200, body: { message: 'ok' } })
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
    expect(mailServer.mails.filter(({ to }) => to.includes('nobody@example.com'))).toEqual([])
  })
})

it('without a mail server the log has the mail, so that an operator can pass its link on', async () => {
  const lines: { fields: object; message: string }[] = []
  const keep = (fields: object, message: string) => void lines.push({ fields, message })
  const log = { debug: () => {}, info: keep, warn: keep, error: keep }
  const silent = await startServer({ log })

  await provision('provisioning.users.create', { name: 'Ada', email: 'ada@example.com', role: 'admin' }, silent)

  await expect
    .poll(() => lines.find(({ message }) => message.includes('TINTYPE_SMTP_URL')))
    .toMatchObject({
      fields: { mail: { to: 'ada@example.com', text: expect.stringContaining('#token=') } },
    })
  await silent.close()
})

function newBrowser() {
  addresses += 1
  return browser(server.url, `198.51.100.${addresses}`)
}

function provision(id: string, parameters: Readonly<Record<string, unknown>>, on = server) {
  return callOperation(on, operationNamed(id), { parameters, json: true }, provisioningCredential(on.account))
}

async function newUser(name = 'Ada') {
  const { body } = await provision('provisioning.users.create', { name, email: newEmail(), role: 'admin' })
  return body as { readonly id: string; readonly email: string }
}

/** Whose invitation has arrived: one mail. */
async function userWithPassword() {
  const user = await newUser()
  await mailTo(user.email)
  await provision('provisioning.users.set_password', { id: user.id, password: PASSWORD })
  return user
}

/** The mail with that number to that receiver, with the token of its link. */
async function mailTo(email: string, number = 1) {
  const received = () => mailServer.mails.filter(({ to }) => to.includes(email))[number - 1]
  await expect.poll(received, { timeout: 15_000 }).toBeDefined()
  const mail = received()
  const token = /#token=([\w-]{43})/.exec(mail?.text ?? '')?.[1]
  if (mail === undefined || token === undefined) throw new Error('The mail has no link')
  return { ...mail, token }
}
