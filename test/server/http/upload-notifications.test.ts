/** What uploads and their eager files tell other systems: a real receiver on loopback, the real queue. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import { callOperation } from '../../support/operation-client.ts'
import { SOON, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

let receiver: WebhookReceiver
let emulator: Emulator
let originUrl: string
const origin = createServer((_, response) => response.end(picture))

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  const originHost = `127.0.0.1:${(origin.address() as AddressInfo).port}`
  originUrl = `http://${originHost}`
  emulator = await startEmulator({ settings: { fetchAllowPrivate: [receiver.authority, originHost] } })
})
beforeEach(async () => {
  await emulator.reset()
  receiver.clear()
})
afterAll(async () => {
  await emulator?.close()
  receiver?.close()
  origin.closeAllConnections()
  origin.close()
})

async function call(id: string, parameters: Record<string, unknown> = {}, file?: Buffer, isSigned = true) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  const made = { parameters, ...(file !== undefined && { file }) }
  const credential = isSigned ? { apiKey, apiSecret } : null
  const answer = await callOperation({ url, cloudName }, operationNamed(id), made, credential)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
const hook = () => `${receiver.url}/named`
const upload = (parameters = {}) =>
  call('assets.upload', { resource_type: 'image', public_id: 'one', notification_url: hook(), ...parameters }, picture)
const types = () => receiver.received.map(({ body }) => body.notification_type).toSorted()

async function told(type: string) {
  await expect.poll(() => receiver.ofType(type).length, SOON).toBe(1)
  const { notification_type, timestamp, request_id, notification_context, signature_key, ...body } =
    receiver.ofType(type)[0]?.body ?? {}
  return body
}

describe('the upload event', () => {
  it('is the answer without its signature, and with the extension of the file', async () => {
    const { signature, ...shown } = await upload({ tags: 'a,b', colors: true, context: 'alt=text' })

    expect(signature).toMatch(/^[0-9a-f]{40}$/)
    expect(await told('upload')).toEqual({ ...shown, original_extension: expect.any(String) })
    expect(receiver.received[0]?.path).toBe('/named')
  })

  it('says that an asset was overwritten', async () => {
    await upload({ notification_url: 'false' })
    await upload()

    expect(await told('upload')).toMatchObject({ overwritten: true })
  })

  it('is not sent when nothing is stored', async () => {
    await upload({ notification_url: '' })
    await upload({ overwrite: false })
    await upload({ public_id: 'two' })

    expect(await told('upload')).toMatchObject({ public_id: 'two' })
  })

  it('waits for eager files and tells what became of each', async () => {
    const { signature, ...shown } = await upload({ eager: 'w_10|fn_remote:unknown' })

    expect(shown.eager.map(({ status }: { status?: string }) => status)).toEqual([undefined, 'failed'])
    expect(await told('upload')).toEqual({ ...shown, original_extension: expect.any(String) })
    expect(types()).toEqual(['upload'])
  })

  it('waits for breakpoints, too', async () => {
    const wish = { create_derived: true, min_width: 4, max_width: 8, max_images: 2 }
    const { signature, ...shown } = await upload({ responsive_breakpoints: JSON.stringify([wish]) })

    expect(shown.responsive_breakpoints[0].breakpoints.length).toBeGreaterThan(0)
    expect(await told('upload')).toEqual({ ...shown, original_extension: expect.any(String) })
    expect(types()).toEqual(['upload'])
  })

  it('goes where the preset of an unsigned upload says, in the name of that preset', async () => {
    await call('upload_presets.create', { name: 'open', unsigned: true, notification_url: `${receiver.url}/preset` })
    await call('assets.upload', { resource_type: 'image', public_id: 'free', upload_preset: 'open' }, picture, false)

    const body = await told('upload')
    expect(body.public_id).toBe('free')
    expect(body).not.toHaveProperty('api_key')
    const [sent] = receiver.received
    expect(sent?.path).toBe('/preset')
    expect(sent?.body.notification_context.triggered_by).toEqual({ source: 'unsigned_upload', id: 'open' })
  })

  it('tells of what a mapping brings in', async () => {
    await call('upload_mappings.create', { folder: 'mapped', template: `${originUrl}/` })
    await call('triggers.create', { uri: `${receiver.url}/trigger`, event_type: 'upload' })
    const delivered = await fetch(`${emulator.url}/${emulator.cloudName}/image/upload/mapped/one.png`)

    expect(delivered.status).toBe(200)
    const body = await told('upload')
    expect(body.public_id).toBe('mapped/one')
    expect(receiver.received[0]?.body.notification_context.triggered_by).toEqual({
      source: 'auto_upload',
      id: 'mapped',
    })
  })

  it('is refused beforehand when a preset could not tell', async () => {
    const { apiKey, apiSecret, url, cloudName } = emulator
    const operation = operationNamed('upload_presets.create')
    const parameters = { name: 'wrong', notification_url: 'nowhere' }
    const { status, body } = await callOperation({ url, cloudName }, operation, { parameters }, { apiKey, apiSecret })

    expect([status, body.error.message]).toEqual([
      400,
      'Invalid value nowhere for parameter notification_url: expected an http or https URL',
    ])
  })

  it('is sent once for a file that comes in parts', async () => {
    const { url, cloudName } = emulator
    await call('upload_presets.create', { name: 'open', unsigned: true, notification_url: hook() })
    const send = async () => {
      const form = new FormData()
      form.set('upload_preset', 'open')
      form.set('file', new Blob([picture]), 'part.jpg')
      const headers = {
        'x-unique-upload-id': 'parts',
        'content-range': `bytes 0-${picture.length - 1}/${picture.length}`,
      }
      return (await fetch(`${url}/v1_1/${cloudName}/image/upload`, { method: 'POST', headers, body: form })).json()
    }
    const first = await send()
    const second = await send()

    expect(second.asset_id).toBe(first.asset_id)
    await upload({ public_id: 'after' })
    await expect.poll(() => types(), SOON).toEqual(['upload', 'upload'])
  })
})

describe('the eager event', () => {
  it('comes when files that nobody waits for are made, with what became of each', async () => {
    const answer = await upload({ eager: 'w_10|fn_remote:unknown', eager_async: true })

    const { batch_id, asset_id, public_id, api_key, eager } = answer
    expect(eager.map(({ status }: { status: string }) => status)).toEqual(['processing', 'processing'])
    expect(await told('upload')).toMatchObject({ batch_id, eager })
    const { url, secure_url } = eager[0]
    const body = await told('eager')
    expect(body).toEqual({
      eager: [
        {
          transformation: 'w_10',
          width: 10,
          height: expect.any(Number),
          bytes: expect.any(Number),
          format: 'png',
          url,
          secure_url,
        },
        expect.objectContaining({ transformation: 'fn_remote:unknown', status: 'failed', reason: expect.any(String) }),
      ],
      batch_id,
      asset_id,
      resource_type: 'image',
      type: 'upload',
      public_id,
      api_key,
    })
    expect(types()).toEqual(['eager', 'upload'])
  })

  it('goes to eager_notification_url, the upload event does not', async () => {
    await upload({ eager: 'w_10', eager_async: true, eager_notification_url: `${receiver.url}/eager` })

    await told('eager')
    await told('upload')
    expect(receiver.ofType('eager')[0]?.path).toBe('/eager')
    expect(receiver.ofType('upload')[0]?.path).toBe('/named')
  })

  it('comes for a client that waits, when it names an address for it', async () => {
    await upload({ eager: 'w_10', eager_notification_url: `${receiver.url}/eager`, notification_url: '' })

    expect(await told('eager')).toMatchObject({ public_id: 'one', eager: [{ transformation: 'w_10', width: 10 }] })
    expect(types()).toEqual(['eager'])
  })

  it('comes after explicit, too', async () => {
    await upload({ notification_url: 'false' })
    const parameters = { resource_type: 'image', type: 'upload', public_id: 'one', eager: 'w_12', eager_async: true }
    const { batch_id } = await call('assets.explicit', { ...parameters, notification_url: hook() })

    const body = await told('eager')
    expect(body.batch_id).toBe(batch_id)
    expect(body.eager).toMatchObject([{ transformation: 'w_12', width: 12 }])
  })
})
