/** Uploads that are answered before they are carried out: the answer, the work, and what is told of it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from '../../../server/emulator/start-emulator.ts'
import { callOperation } from '../../support/operation-client.ts'
import { SOON, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts'
import { operationNamed, picture } from '../contract/examples/world.ts'

let receiver: WebhookReceiver
let emulator: Emulator
const origin = createServer((request, response) => {
  if (request.url === '/one.png') response.end(picture)
  else response.writeHead(404).end()
})
let originUrl: string

beforeAll(async () => {
  receiver = await startWebhookReceiver()
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  const { port } = origin.address() as AddressInfo
  originUrl = `http://127.0.0.1:${port}`
  emulator = await startEmulator({ settings: { fetchAllowPrivate: [receiver.authority, `127.0.0.1:${port}`] } })
})
beforeEach(async () => {
  await emulator.reset()
  receiver.clear()
})
afterAll(async () => {
  await emulator?.close()
  receiver?.close()
  origin.close()
})

async function ask(id: string, parameters: Record<string, unknown> = {}, file?: Buffer, isSigned = true) {
  const { apiKey, apiSecret, url, cloudName } = emulator
  const made = { parameters, ...(file !== undefined && { file }) }
  return callOperation({ url, cloudName }, operationNamed(id), made, isSigned ? { apiKey, apiSecret } : null)
}
async function call(...request: Parameters<typeof ask>) {
  const { status, body } = await ask(...request)
  expect(status, JSON.stringify(body)).toBe(200)
  return body
}
const hook = () => `${receiver.url}/hook`
const asked = (parameters = {}) => ({
  resource_type: 'image',
  async: true,
  notification_url: hook(),
  public_id: 'one',
  ...parameters,
})
const upload = (parameters = {}) => call('assets.upload', asked(parameters), picture)
const details = (public_id = 'one') => call('assets.get', { resource_type: 'image', type: 'upload', public_id })

async function told(type: string) {
  await expect.poll(() => receiver.ofType(type).length, SOON).toBe(1)
  const { notification_type, timestamp, request_id, notification_context, signature_key, ...body } =
    receiver.ofType(type)[0]?.body ?? {}
  return body
}

describe('an upload with async', () => {
  it('is answered with a batch id, and told when it is done', async () => {
    const answer = await upload({ tags: 'a', folder: 'in' })

    expect(answer).toEqual({
      status: 'pending',
      resource_type: 'image',
      type: 'upload',
      public_id: 'in/one',
      batch_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    const body = await told('upload')
    expect(body).toMatchObject({
      public_id: 'in/one',
      tags: ['a'],
      batch_id: answer.batch_id,
      api_key: emulator.apiKey,
    })
    expect(body.asset_id).toBe((await details('in/one')).asset_id)
  })

  it('names no public id that nobody chose', async () => {
    const answer = await upload({ public_id: '' })

    expect(answer).not.toHaveProperty('public_id')
    expect((await told('upload')).public_id).toMatch(/^[a-z0-9]{20}$/)
  })

  it.each([
    ['an address', () => `${originUrl}/one.png`],
    ['a data URI', () => `data:image/png;base64,${picture.toString('base64')}`],
  ])('takes the file from %s', async (_, file) => {
    const { batch_id } = await call('assets.upload', { ...asked(), file: file() })

    expect(await told('upload')).toMatchObject({ public_id: 'one', batch_id, bytes: picture.length })
  })

  it('tells of files that it makes eagerly, under the same batch id', async () => {
    const { batch_id } = await upload({ eager: 'w_10', eager_async: true })

    expect(await told('upload')).toMatchObject({ batch_id, eager: [{ status: 'processing', batch_id }] })
    expect(await told('eager')).toMatchObject({ batch_id, eager: [{ transformation: 'w_10', width: 10 }] })
  })

  it('tells what became of eager files in the upload event, when they are not asynchronous themselves', async () => {
    const { batch_id } = await upload({ eager: 'w_10' })

    expect(await told('upload')).toMatchObject({ batch_id, eager: [{ transformation: 'w_10', width: 10 }] })
  })

  it('is told of also when the name was taken and is not overwritten', async () => {
    await call('assets.upload', { ...asked(), async: false, notification_url: '' }, picture)
    const { batch_id } = await upload({ overwrite: false })

    expect(await told('upload')).toMatchObject({ batch_id, existing: true })
  })

  it('may be asked for by the preset of an unsigned upload', async () => {
    const preset = { name: 'open', unsigned: true, async: true, notification_url: hook() }
    await call('upload_presets.create', preset)
    const answer = await call(
      'assets.upload',
      { resource_type: 'image', public_id: 'free', upload_preset: 'open' },
      picture,
      false,
    )

    expect(answer).toMatchObject({ status: 'pending', public_id: 'free' })
    expect(await told('upload')).toMatchObject({ public_id: 'free', batch_id: answer.batch_id })
  })

  it('takes a file that came in parts, once', async () => {
    await call('upload_presets.create', { name: 'open', unsigned: true, async: true, notification_url: hook() })
    const send = async (): Promise<{ batch_id: string }> => {
      const form = new FormData()
      form.set('upload_preset', 'open')
      form.set('public_id', 'parts')
      form.set('file', new Blob([picture]), 'parts.png')
      const last = picture.length - 1
      const headers = { 'x-unique-upload-id': 'parts', 'content-range': `bytes 0-${last}/${picture.length}` }
      const target = `${emulator.url}/v1_1/${emulator.cloudName}/image/upload`
      return (await fetch(target, { method: 'POST', headers, body: form })).json()
    }
    const first = await send()
    const again = await send()

    expect(first).toMatchObject({ status: 'pending', public_id: 'parts' })
    expect(again).toEqual(first)
    expect(await told('upload')).toMatchObject({ public_id: 'parts', batch_id: first.batch_id, bytes: picture.length })
  })

  it.each<[string, object, string | null, string]>([
    ['a file that is no picture', {}, 'no picture', 'Invalid image file'],
    ['a file of another kind', { resource_type: 'video' }, 'no video', 'Invalid video file'],
    ['a format that is not allowed', { allowed_formats: 'jpg' }, 'GIF89a', 'Image file format gif not allowed'],
    ['an address that has nothing', {}, null, 'Error in loading'],
  ])('tells of an error: %s', async (_, parameters, content, message) => {
    const source = content === null ? { file: `${originUrl}/gone.png` } : {}
    const file = content === null ? undefined : Buffer.from(content)
    const { batch_id, resource_type } = await call('assets.upload', { ...asked(parameters), ...source }, file)

    expect(await told('error')).toEqual({
      error: { message: expect.stringContaining(message) },
      resource_type,
      type: 'upload',
      public_id: 'one',
      batch_id,
    })
    expect((await ask('assets.get', { resource_type: 'image', type: 'upload', public_id: 'one' })).status).toBe(404)
  })

  it.each([
    [{ file: 'ftp://a/b' }, 'Unsupported source URL: ftp://a/b'],
    [{ eager: 'w_abc' }, 'Invalid width in transformation: abc'],
    [{ public_id: 'bad?' }, 'public_id (bad?) is invalid'],
    [{ moderation: 'magic' }, 'Moderation magic moderation is not valid'],
    [{ tags: 'x'.repeat(256) }, 'for parameter tags'],
    [{ return_delete_token: true }, 'Parameter return_delete_token needs an answer'],
  ])('refuses at once what it can see at once: %j', async (parameters, message) => {
    const file = 'file' in parameters ? undefined : picture
    const { status, body } = await ask('assets.upload', asked(parameters), file)

    expect(status).toBe(400)
    expect(body.error.message).toContain(message)
  })

  it('refuses an empty file at once', async () => {
    const { status, body } = await ask('assets.upload', asked(), Buffer.alloc(0))

    expect([status, body.error.message]).toEqual([400, expect.stringContaining('Empty file')])
  })
})

describe('explicit with async', () => {
  it('is answered with a batch id, and told when it is done', async () => {
    await call('assets.upload', { ...asked(), async: false, notification_url: '' }, picture)
    const answer = await call('assets.explicit', { ...asked({ tags: 'b' }), type: 'upload' })

    expect(answer).toEqual({
      status: 'pending',
      resource_type: 'image',
      type: 'upload',
      public_id: 'one',
      batch_id: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
    expect(await told('upload')).toMatchObject({ public_id: 'one', tags: ['b'], batch_id: answer.batch_id })
    expect(await told('resource_tags_changed')).toMatchObject({ resources: [{ added: ['b'] }] })
    expect((await details()).tags).toEqual(['b'])
  })

  it.each([[false], [true]])('tells of its eager files (eager_async %s)', async (eager_async) => {
    await call('assets.upload', { ...asked(), async: false, notification_url: '' }, picture)
    const { batch_id } = await call('assets.explicit', { ...asked({ eager: 'w_9', eager_async }), type: 'upload' })

    const body = await told(eager_async ? 'eager' : 'upload')
    expect(body).toMatchObject({ batch_id, eager: [{ transformation: 'w_9', width: 9 }] })
    expect(receiver.ofType('eager')).toHaveLength(eager_async ? 1 : 0)
  })

  it.each([['upload'], ['twitter_name']])('is answered also for what is not stored, of type %s', async (type) => {
    const answer = await call('assets.explicit', { ...asked(), type })

    expect(answer).toMatchObject({ status: 'pending', type, public_id: 'one' })
    const { error, ...named } = await told('error')
    expect(error).toEqual({ message: 'Resource not found - one' })
    expect(named).toEqual({ resource_type: 'image', type, public_id: 'one', batch_id: answer.batch_id })
  })
})
