/** Pictures that are made here: of texts, and of several others. */
import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { explode } from '../../contract/explode.ts'
import { downloadMulti, downloadSprite, makeMulti, makeSprite } from '../../contract/pictures-of-many.ts'
import { readInput } from '../../contract/read-input.ts'
import { createText } from '../../contract/text-pictures.ts'
import { contentTypeOf } from '../../domain/content-type.ts'
import { presentMany } from '../../present/picture-of-many.ts'
import { explodeJobs } from '../../services/pictures/explode.ts'
import { type ManyWish, makeMany, withManyPicture } from '../../services/pictures/make-many.ts'
import { makeText } from '../../services/pictures/make-text.ts'
import { manyJobs } from '../../services/pictures/many-job.ts'
import type { PictureDependencies, PictureRequest } from '../../services/pictures/picture-types.ts'
import { type ApiRequest, receiveApiRequest } from '../api-request.ts'
import { contentDisposition } from '../delivery/header-text.ts'
import { folderOf } from '../middleware/principal.ts'
import { type ApiRoutes, bind, route, sendAnswer } from '../route.ts'
import { presentOutcome } from './upload.ts'

export function pictureRoutes(routes: ApiRoutes, pictures: PictureDependencies): void {
  const explosions = explodeJobs(pictures)
  const many = manyJobs(pictures)
  explosions.start()
  many.start()
  route(routes, createText, async (wish, request) =>
    presentOutcome(await makeText(wish, pictureRequest(request), pictures), request.present),
  )
  route(routes, explode, async ({ publicId, type, transformation, format }, { environment, telling }) => {
    const name = { environmentId: environment.id, resourceType: 'image', type, publicId } as const
    const batchId = await explosions.enqueue({ environment, name, transformation, format, telling })
    return { status: 'processing' as const, batch_id: batchId }
  })
  bindMany('sprite', makeSprite, downloadSprite)
  bindMany('multi', makeMulti, downloadMulti)

  function bindMany(
    type: ManyWish['type'],
    making: typeof makeSprite | typeof makeMulti,
    downloading: typeof downloadSprite,
  ): void {
    bind(routes, making, async (request, response) => {
      const received = await receiveApiRequest<never>(request, making, null, routes.dependencies)
      const { mode, async: isAsync, tag, urls, transformation } = readInput(making.input, received.parameters)
      const wish = { type, tag, urls, transformation }
      if (mode === 'download') return sendMany(response, wish, received, pictures)
      const asked = pictureRequest(received)
      sendAnswer(response, making, isAsync ? await postponed(wish, asked) : await made(wish, asked), routes)
    })
    bind(routes, downloading, async (request, response) => {
      const received = await receiveApiRequest<never>(request, downloading, null, routes.dependencies)
      const { tag, urls, transformation } = readInput(downloading.input, received.parameters)
      return sendMany(response, { type, tag, urls, transformation }, received, pictures)
    })
  }

  async function made(wish: ManyWish, request: PictureRequest) {
    const { environment, telling } = request
    const { present } = telling
    const stored = await makeMany(wish, request, pictures, (tables, many) =>
      telling.notify(tables, { environmentId: environment.id, type: wish.type, body: presentMany(many, present) }),
    )
    return presentMany(stored, present)
  }

  async function postponed(wish: ManyWish, request: PictureRequest) {
    return { status: 'processing', batch_id: await many.enqueue(wish, request) }
  }
}

async function sendMany(
  response: ServerResponse,
  wish: ManyWish,
  request: Pick<ApiRequest, 'environment' | 'signal'>,
  pictures: PictureDependencies,
): Promise<void> {
  await withManyPicture(wish, request, pictures, async ({ file, format }) => {
    response.setHeader('Content-Type', contentTypeOf(format))
    response.setHeader('Content-Length', file.bytes)
    response.setHeader('Content-Disposition', contentDisposition('attachment', `${wish.tag ?? wish.type}.${format}`))
    await pipeline(createReadStream(file.path), response, { signal: request.signal }).catch((error: unknown) => {
      if (!response.headersSent) throw error
      // Half an answer cannot be taken back: the broken connection tells the client.
      response.destroy()
    })
  })
}

function pictureRequest({ environment, telling, principal, signal }: ApiRequest): PictureRequest {
  const key = principal.kind === 'key' ? principal.key : null
  return {
    environment,
    telling,
    actor: key === null ? null : { accessKey: key.apiKey },
    within: folderOf(principal),
    signal,
  }
}
