/**
 * What visitors ask of a paid library before anything is bought. Buying is an upload with `stock_license`, because it needs
 * the rights of one.
 */
import type { Request } from 'express'
import type { z } from 'zod'
import { listStockPlans, searchStock } from '../../contract/remote-sources.ts'
import type { KnownStockItem } from '../../contract/stock-answers.ts'
import { requestContext } from '../request-context.ts'
import { companionBase } from './ask-companion.ts'
import type { RemoteBinder } from './bind-remote.ts'
import type { FrontDependencies } from './front-types.ts'
import { thumbnailSigner } from './signed-thumbnails.ts'

type Query = z.output<typeof searchStock.input>
type Found = z.input<typeof searchStock.output>

export function stockRoutes(bind: RemoteBinder, dependencies: FrontDependencies): void {
  const { stock } = dependencies
  bind.answers(searchStock, search(dependencies))
  bind.answers(listStockPlans, async ({ library, id }, request) => {
    stock.library(library)
    return { plans: [...(await stock.plans(library, id, requestContext(request).signal))] }
  })
}

function search(dependencies: FrontDependencies) {
  const { stock } = dependencies
  return async (input: Query, request: Request): Promise<Found> => {
    const { library, q: words, page, media_type: mediaType = null, orientation = null, order } = input
    const mediaTypes = stock.mediaTypes(library)
    const { signal } = requestContext(request)
    const { items, nextPage } = await stock.search(library, { words, page, mediaType, orientation, order, signal })
    const signed = thumbnailSigner(dependencies, companionBase(request, dependencies))
    return {
      username: null,
      items: items.map((item) => listed(item, signed)),
      nextPagePath: null,
      nextPageQuery: nextPage === null ? null : `page=${nextPage}`,
      mediaTypes: [...mediaTypes],
    }
  }
}

function listed(
  { id, title, thumbnail, mediaType, width, height, author, price }: KnownStockItem,
  signed: Sign,
): Found['items'][number] {
  const item = {
    name: title,
    isFolder: false,
    mimeType: mediaType === 'video' ? 'video/mp4' : 'image/jpeg',
    requestPath: encodeURIComponent(id),
    size: null,
    modifiedDate: null,
    thumbnail: signed(thumbnail),
    author,
  }
  return { ...item, stock: { id, mediaType, width, height, price } }
}

type Sign = (url: string) => string
