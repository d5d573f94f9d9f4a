/** Signatures and tokens that the SDK makes, checked by the server; and those of the server, checked by the SDK. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { answerOf } from '../support/api-client.ts'
import { describeMethod, type Sdk, startSdk } from './sdk.ts'

const TOKEN_KEY = '00112233ff99'
const sdk = startSdk({ settings: { authTokenKey: TOKEN_KEY, fetchAllowPrivate: ['127.0.0.1:*'] } })
const dataUri = `data:image/png;base64,${picture.toString('base64')}`

const now = () => Math.floor(Date.now() / 1000)

/** What the package's types leave out. */
// biome-ignore lint/suspicious/noExplicitAny: they leave out what it takes and gives, too
const untyped = (group: object) => group as Record<string, any>

async function put({ cloudinary }: Sdk, options: Record<string, unknown>) {
  return cloudinary.uploader.upload(dataUri, options)
}

async function send({ server }: Sdk, fields: Record<string, unknown>) {
  const body = new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)]))
  const target = `${server.url}/v1_1/${server.cloudName}/image/upload`
  return answerOf(await fetch(target, { method: 'POST', body }))
}

/** Options with which the SDK builds URLs of this server. */
const here = ({ server }: Sdk) => ({ secure: false, cname: `127.0.0.1:${server.port}` })

async function statusOf(url: string): Promise<number> {
  const response = await fetch(url)
  await response.arrayBuffer()
  return response.status
}

describeMethod('utils.api_sign_request', sdk, {
  async succeeds(own) {
    const { cloudinary, server } = own
    const parameters = { public_id: 'signed', context: 'title=salt & pepper', timestamp: now() }

    for (const [algorithm, version] of [
      ['sha1', 2],
      ['sha256', 2],
      ['sha1', 1],
    ]) {
      const signature = untyped(cloudinary.utils).api_sign_request(parameters, server.apiSecret, algorithm, version)
      const answer = await send(own, { ...parameters, signature, api_key: server.apiKey, file: dataUri })
      expect(answer).toMatchObject({ status: 200, body: { context: { custom: { title: 'salt & pepper' } } } })
    }
  },
  async fails(own) {
    const { cloudinary, server } = own
    const parameters = { public_id: 'signed', timestamp: now() }
    const signature = cloudinary.utils.api_sign_request(parameters, 'another secret')

    const { status, body } = await send(own, { ...parameters, signature, api_key: server.apiKey, file: dataUri })

    expect(status).toBe(401)
    expect(body.error.message).toBe(
      `Invalid Signature ${signature}. String to sign - 'public_id=signed&timestamp=${parameters.timestamp}'.`,
    )
  },
})

describeMethod('utils.sign_request', sdk, {
  async succeeds(own) {
    const signed = own.cloudinary.utils.sign_request({ public_id: 'by-sign-request', timestamp: now() } as never)

    const { status, body } = await send(own, { ...signed, file: dataUri })

    expect(status).toBe(200)
    expect(body.public_id).toBe('by-sign-request')
  },
  async fails(own) {
    const signed = own.cloudinary.utils.sign_request({ public_id: 'late', timestamp: now() - 4_000 } as never)

    const { status, body } = await send(own, { ...signed, file: dataUri })

    expect(status).toBe(400)
    expect(body.error.message).toMatch(/^Stale request - reported time is .* \+0000 which is more than 1 hour ago$/)
  },
})

describeMethod('utils.verify_api_response_signature', sdk, {
  async succeeds(own) {
    const { public_id, version, signature } = await put(own, { public_id: 'folder/verified' })

    expect(untyped(own.cloudinary.utils).verify_api_response_signature(public_id, String(version), signature)).toBe(
      true,
    )
  },
  async fails(own) {
    const { version, signature } = await put(own, { public_id: 'folder/verified' })

    expect(untyped(own.cloudinary.utils).verify_api_response_signature('other', String(version), signature)).toBe(false)
  },
})

describeMethod('utils.signed_preloaded_image', sdk, {
  async succeeds(own) {
    const { cloudinary } = own
    const result = await put(own, { public_id: 'preloaded' })

    const preloaded = untyped(cloudinary.utils).signed_preloaded_image(result)

    expect(preloaded).toBe(`image/upload/v${result.version}/preloaded.png#${result.signature}`)
    expect(new (untyped(cloudinary).PreloadedFile)(preloaded).is_valid()).toBe(true)
  },
  async fails({ cloudinary }) {
    const forged = untyped(cloudinary.utils).signed_preloaded_image({
      resource_type: 'image',
      version: 1,
      public_id: 'forged',
      format: 'png',
      signature: '0'.repeat(40),
    } as never)

    expect(new (untyped(cloudinary).PreloadedFile)(forged).is_valid()).toBe(false)
  },
})

describeMethod('utils.private_download_url', sdk, {
  async succeeds(own) {
    await put(own, { public_id: 'to-download', type: 'private' })
    const url = own.cloudinary.utils.private_download_url('to-download', 'png', { type: 'private', attachment: true })

    const response = await fetch(url)

    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; filename="to-download\.png"/)
    expect(Buffer.from(await response.arrayBuffer())).toEqual(picture)
  },
  async fails(own) {
    const expired = own.cloudinary.utils.private_download_url('to-download', 'png', {
      type: 'private',
      expires_at: now() - 1,
    })

    expect(await answerOf(await fetch(expired))).toMatchObject({
      status: 401,
      body: { error: { message: 'This download URL has expired' } },
    })
  },
})

describeMethod('utils.generate_auth_token', sdk, {
  async succeeds(own) {
    const { cloudinary, server } = own
    await put(own, { public_id: 'guarded', type: 'authenticated' })
    const acl = `/${server.cloudName}/image/authenticated/*`
    const token = cloudinary.utils.generate_auth_token({ key: TOKEN_KEY, duration: 60, acl } as never)
    const url = `${server.url}/${server.cloudName}/image/authenticated/guarded`

    expect(await statusOf(`${url}?${token}`)).toBe(200)
    const byCookie = await fetch(url, { headers: { cookie: token } })
    expect(byCookie.status).toBe(200)
  },
  async fails(own) {
    const { cloudinary, server } = own
    const token = cloudinary.utils.generate_auth_token({ key: 'ffff', duration: 60, acl: '/*' } as never)
    const url = `${server.url}/${server.cloudName}/image/authenticated/guarded`

    expect(await statusOf(`${url}?${token}`)).toBe(401)
  },
})

/** A real receiver, and the notification that it gets. */
async function notification(own: Sdk) {
  const receiver = createServer()
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const { port } = receiver.address() as AddressInfo
  const asked = once(receiver, 'request')
  await put(own, { public_id: 'noticed' })
  await own.cloudinary.uploader.destroy('noticed', { notification_url: `http://127.0.0.1:${port}/hook` } as never)
  const [request, response] = await asked
  const body = await text(request)
  response.end()
  receiver.close()
  const { headers } = request
  return { body, timestamp: Number(headers['x-cld-timestamp']), signature: String(headers['x-cld-signature']) }
}

describeMethod('utils.verifyNotificationSignature', sdk, {
  async succeeds(own) {
    const { body, timestamp, signature } = await notification(own)

    expect(own.cloudinary.utils.verifyNotificationSignature(body, timestamp, signature)).toBe(true)
  },
  async fails(own) {
    const { body, timestamp, signature } = await notification(own)

    expect(own.cloudinary.utils.verifyNotificationSignature(`${body} `, timestamp, signature)).toBe(false)
  },
})

describeMethod('utils.webhook_signature', sdk, {
  async succeeds(own) {
    const { body, timestamp, signature } = await notification(own)

    expect(own.cloudinary.utils.webhook_signature(body, timestamp)).toBe(signature)
  },
  async fails(own) {
    const { body, timestamp, signature } = await notification(own)

    expect(own.cloudinary.utils.webhook_signature(body, timestamp + 1)).not.toBe(signature)
  },
})

describeMethod('utils.url', sdk, {
  async succeeds(own) {
    await put(own, { public_id: 'folder/shown', type: 'authenticated' })
    const url = own.cloudinary.utils.url('folder/shown', {
      ...here(own),
      type: 'authenticated',
      sign_url: true,
      width: 2,
      crop: 'scale',
    })

    expect(url).toContain('/s--')
    expect(await statusOf(url)).toBe(200)
  },
  async fails(own) {
    const url = own.cloudinary.utils.url('folder/shown', {
      ...here(own),
      type: 'authenticated',
      width: 3,
      crop: 'scale',
    })

    expect(await statusOf(url)).toBe(401)
  },
})
