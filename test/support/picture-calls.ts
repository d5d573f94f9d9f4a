/** Calls of operations that make pictures, with the key of a server, and the pictures that they start from. */
import sharp from 'sharp'
import { signParameters } from '../../server/security/api-signature.ts'
import { operationNamed } from '../server/contract/examples/world.ts'
import { callOperation, type OperationCall } from './operation-client.ts'
import type { TestServer } from './server.ts'

export interface PictureAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
  readonly body: any
}

export interface PictureCalls {
  call(operationId: string, parameters: object, signal?: AbortSignal): Promise<PictureAnswer>
  /** Changes settings of the environment. */
  change(settings: object): Promise<PictureAnswer>
  /** The same, for operations that answer a file. */
  file(operationId: string, parameters: Readonly<Record<string, string>>): Promise<FileAnswer>
  store(publicId: string, file: Buffer, parameters?: object): Promise<PictureAnswer>
  /** Stores a picture of one colour. */
  plain(publicId: string, wish?: PlainWish): Promise<PictureAnswer>
}

export interface FileAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
}

export interface PlainWish {
  readonly width?: number
  readonly height?: number
  readonly colour?: string
  readonly parameters?: object
}

export function pictureCalls(server: Pick<TestServer, 'url' | 'cloudName' | 'apiKey' | 'apiSecret'>): PictureCalls {
  const send = async (operationId: string, call: OperationCall): Promise<PictureAnswer> =>
    callOperation(server, operationNamed(operationId), call, server)
  const store: PictureCalls['store'] = (publicId, file, parameters = {}) =>
    send('assets.upload', { parameters: { resource_type: 'image', public_id: publicId, ...parameters }, file })
  return {
    call: (operationId, parameters, signal) =>
      send(operationId, { parameters: { ...parameters }, ...(signal === undefined ? {} : { signal }) }),
    change: (settings) => send('settings.update', { parameters: { ...settings }, json: true }),
    store,
    async file(operationId, parameters) {
      const { method, path } = operationNamed(operationId)
      const all = { timestamp: String(Math.floor(Date.now() / 1000)), ...parameters }
      const signature = signParameters(all, server.apiSecret, { algorithm: 'sha1', version: 2 })
      const signed = new URLSearchParams({ ...all, api_key: server.apiKey, signature })
      const target = `${server.url}/v1_1/${server.cloudName}${path}`
      const response =
        method === 'GET' ? await fetch(`${target}?${signed}`) : await fetch(target, { method, body: signed })
      return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
    },
    plain: async (publicId, { width = 4, height = 3, colour = 'red', parameters = {} } = {}) =>
      store(publicId, await plainPng(width, height, colour), parameters),
  }
}

export function plainPng(width: number, height: number, colour: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}
