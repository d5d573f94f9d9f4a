/** Calls of operations that make pictures, with the key of a server, and the pictures that they start from. */
import sharp from 'sharp'
import { operationNamed } from '../server/contract/examples/world.ts'
import { callOperation } from './operation-client.ts'
import type { TestServer } from './server.ts'

export interface PictureAnswer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
  readonly body: any
}

export interface PictureCalls {
  call(operationId: string, parameters: object): Promise<PictureAnswer>
  /** Stores a picture of one colour. */
  plain(publicId: string, wish?: PlainWish): Promise<PictureAnswer>
}

export interface PlainWish {
  readonly width?: number
  readonly height?: number
  readonly colour?: string
  readonly parameters?: object
}

export function pictureCalls(server: TestServer): PictureCalls {
  const call = async (operationId: string, parameters: object, file?: Buffer): Promise<PictureAnswer> =>
    callOperation(
      server,
      operationNamed(operationId),
      { parameters: { ...parameters }, ...(file === undefined ? {} : { file }) },
      server,
    )
  return {
    call,
    plain: async (publicId, { width = 4, height = 3, colour = 'red', parameters = {} } = {}) =>
      call(
        'assets.upload',
        { resource_type: 'image', public_id: publicId, ...parameters },
        await plainPng(width, height, colour),
      ),
  }
}

export function plainPng(width: number, height: number, colour: string): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer()
}
