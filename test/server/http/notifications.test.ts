/** Webhooks end to end: a real receiver on loopback, the real queue, a clock that the test moves. */
import { createHash } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import { callOperation } from '../../support/operation-client.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

interface Received {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

const MINUTE_MS = 60_000
let receiver: Server
let hooks: string
let emulator: Emulator
let received: Received[] = []
let answers: number[] = []

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    received.push({ path: request.url ?? '', headers: request.headers, body: await text(request) })
    response.writeHead(answers.shift() ?? 200, { location: '/elsewhere' }).end('thanks')
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  const { port } = receiver.address() as AddressInfo
  hooks = `http://127.0.0.1:${port}`
  emulator = await startEmulator({ settings: { fetchAllowPrivate: [`127.0.0.1:${port}`] } })
})
beforeEach(async () => {
  await emulator.reset()
  received = []
  answers = []
})
afterAll(async () => {
  await emulator?.close()
  receiver?.close()
})

async function call(id: string, parameters: Record<string, unknown> = {}, file?: Buffer) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  const made = { parameters, ...(file !== undefined && { file }) }
  return callOperation({ url, cloudName }, operationNamed(id), made, { apiKey, apiSecret })
}
const upload = (parameters = {}) =>
  call('assets.upload', { resource_type: 'image', public_id: 'one', ...parameters }, picture)
const destroy = (parameters = {}) => call('assets.destroy', { resource_type: 'image', public_id: 'one', ...parameters })
const trigger = async (parameters = {}) =>
  (await call('triggers.create', { uri: `${hooks}/trigger`, event_type: 'delete', ...parameters })).body.id
const paths = () => received.map(({ path }) => path)

describe('a notification', () => {
  it('says what happened, when, and who did it', async () => {
    await trigger()
    const { body: asset } = await upload()
    await destroy()

    await expect.poll(() => received.length).toBe(1)
    const time = new Date(emulator.clock.now()).toISOString().replace('.000Z', '+00:00')
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      notification_type: 'delete',
      timestamp: time,
      request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      resources: [
        { resource_type: 'image', type: 'upload', asset_id: asset.asset_id, public_id: 'one', version: asset.version },
      ],
      notification_context: { triggered_at: time, triggered_by: { source: 'api', id: emulator.apiKey } },
      signature_key: emulator.apiKey,
    })
  })

  it('is signed as the SDK and Standard Webhooks check it', async () => {
    await trigger()
    await upload()
    await destroy()
    await expect.poll(() => received.length).toBe(1)
    const { headers, body } = received[0] as Received
    const timestamp = headers['x-cld-timestamp']

    const expected = createHash('sha1').update(`${body}${timestamp}${emulator.apiSecret}`).digest('hex')
    expect(headers['x-cld-signature']).toBe(expected)
    const { v2: cloudinary } = await import('cloudinary')
    cloudinary.config({ api_secret: emulator.apiSecret })
    const isValid = cloudinary.utils.verifyNotificationSignature(body, Number(timestamp), expected)
    expect(isValid).toBe(true)
    const standard = new Webhook(Buffer.from(emulator.apiSecret).toString('base64'))
    expect(() => standard.verify(body, headers as Record<string, string>)).not.toThrow()
    expect(() => standard.verify(`${body} `, headers as Record<string, string>)).toThrow()
  })

  it('goes to the address that the call named, and then only to triggers that are additive', async () => {
    await trigger({ uri: `${hooks}/plain` })
    await trigger({ uri: `${hooks}/additive`, additive: true })
    await upload()
    await destroy({ notification_url: `${hooks}/named\n${hooks}/second` })

    await expect.poll(() => paths().toSorted()).toEqual(['/additive', '/named', '/second'])
  })

  it('goes only where the filter lets it', async () => {
    await trigger({ uri: `${hooks}/yes`, filter: '{"==":[{"var":"notification_type"},"delete"]}' })
    await trigger({ uri: `${hooks}/no`, filter: '{">":[{"var":"resources.0.version"},9999999999]}' })
    await upload()
    await destroy()

    await expect.poll(paths).toEqual(['/yes'])
  })

  it('is not sent for what did not happen', async () => {
    await trigger()
    await destroy()
    await upload()
    await destroy()

    await expect.poll(() => received.length).toBe(1)
  })

  it('is sent again after 3, 6 and 9 minutes under the same id, until it is received', async () => {
    answers = [500, 302, 404]
    await trigger()
    await upload()
    await destroy()
    await expect.poll(() => received.length).toBe(1)

    for (const [tries, minutes] of [3, 6, 9].entries()) {
      emulator.clock.advance((minutes - 1) * MINUTE_MS)
      await new Promise((resolve) => setTimeout(resolve, 60))
      expect(received).toHaveLength(tries + 1)
      emulator.clock.advance(MINUTE_MS)
      await expect.poll(() => received.length).toBe(tries + 2)
    }
    expect(new Set(received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(4)
    expect(paths()).not.toContain('/elsewhere')
  })

  it('is given up after the last try, listed, and sent again when asked', async () => {
    answers = [410]
    await trigger()
    await upload()
    await destroy()
    const dead = async () => (await call('notifications.list_dead')).body.notifications
    await expect.poll(async () => (await dead()).length).toBe(1)
    const [{ id, error, attempts, uri }] = await dead()
    expect({ error, attempts, uri }).toEqual({
      error: 'the receiver answered 410',
      attempts: 1,
      uri: `${hooks}/trigger`,
    })

    expect((await call('notifications.replay', { id })).body).toEqual({ message: 'sent again' })

    await expect.poll(() => received.length).toBe(2)
    await expect.poll(dead).toEqual([])
    expect((await call('notifications.replay', { id })).status).toBe(404)
  })

  it('never reaches an address of the inner network', async () => {
    await trigger({ uri: 'http://127.0.0.1:1/private' })
    await trigger({ uri: 'http://169.254.169.254/latest/meta-data' })
    await upload()
    await destroy()

    await expect.poll(async () => (await call('notifications.list_dead')).body.notifications.length).toBe(2)
  })
})

describe('a trigger', () => {
  it.each([
    [{ uri: 'ftp://hooks.example' }, 'uri'],
    [{ event_type: 'nothing' }, 'event_type'],
    [{ filter: '{"method":["", "repeat", [1e9]]}' }, 'filter'],
    [{ filter: '{"log":"x"}' }, 'filter'],
    [{ filter: `${'{"!":['.repeat(30)}1${']}'.repeat(30)}` }, 'filter'],
    [{ uri_type: 'flow' }, 'uri_type'],
    [{ auth_scheme: 'eddsa_v2' }, 'auth_scheme'],
  ])('is refused with %j', async (parameters, name) => {
    const { status, body } = await call('triggers.create', {
      uri: `${hooks}/trigger`,
      event_type: 'delete',
      ...parameters,
    })

    expect(status).toBe(400)
    expect(body.error.message).toContain(name)
  })

  it('exists once for an address and an event, 30 times for an event', async () => {
    await trigger()
    const again = await call('triggers.create', { uri: `${hooks}/trigger`, event_type: 'delete' })
    expect(again.status).toBe(409)

    for (let number = 0; number < 29; number += 1) await trigger({ uri: `${hooks}/${number}` })
    const tooMany = await call('triggers.create', { uri: `${hooks}/30`, event_type: 'delete' })
    expect(tooMany).toMatchObject({ status: 400, body: { error: { message: expect.stringContaining('30') } } })
  })

  it('can be tried with a sample, which sends nothing', async () => {
    const id = await trigger({ filter: '{">":[{"var":"bytes"},10]}' })

    const { body } = await call('triggers.test', { id, sample_data: '{"bytes":11}' })

    expect(body).toEqual({ trigger_id: id, filter_present: true, filter_result: true })
    expect(received).toEqual([])
  })

  it('refuses a wrong notification_url before anything is done', async () => {
    const { status, body } = await destroy({ notification_url: 'nowhere' })

    expect(status).toBe(400)
    expect(body.error.message).toContain('notification_url')
  })
})
