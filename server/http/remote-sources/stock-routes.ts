/**
 * What visitors ask of a paid library before anything is bought:
 *
 *   GET /companion/<library>/list?q=&page=&media_type=&orientation=&order=
 *   GET /companion/<library>/plans/<id>      what a licence of an item can be taken from
 *
 * Buying is an upload with `stock_license`, because it needs the rights of one.
 */
import type { Request, RequestHandler, Router } from 'express'
import type { KnownStockItem } from '../../contract/stock-answers.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import {
  STOCK_LIBRARIES,
  STOCK_MEDIA_TYPES,
  STOCK_ORDERS,
  STOCK_ORIENTATIONS,
  type StockQuery,
} from '../../ports/stock-library.ts'
import type { Stock } from '../../services/stock/stock-libraries.ts'
import { requestContext } from '../request-context.ts'
import { companionBase } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import type { ListedItem } from './known-listing.ts'
import { readPage, readWords } from './search-query.ts'
import { thumbnailSigner } from './signed-thumbnails.ts'

const MAX_ID = 200

export function stockRoutes(router: Router, dependencies: FrontDependencies): void {
  for (const name of STOCK_LIBRARIES) {
    router.get(`/${name}/list`, search(name, dependencies))
    router.get(`/${name}/plans/:id`, plans(name, dependencies.stock))
  }
}

function search(name: string, dependencies: FrontDependencies): RequestHandler {
  const { stock } = dependencies
  return async (request, response) => {
    const mediaTypes = stock.mediaTypes(name)
    const query = readQuery(request)
    const { items, nextPage } = await stock.search(name, { ...query, signal: requestContext(request).signal })
    const signed = thumbnailSigner(dependencies, companionBase(request, dependencies))
    response.json({
      username: null,
      items: items.map((item) => listed(item, signed)),
      nextPagePath: null,
      nextPageQuery: nextPage === null ? null : `page=${nextPage}`,
      mediaTypes,
    })
  }
}

function plans(name: string, stock: Stock): RequestHandler {
  return async (request, response) => {
    const { id } = request.params
    stock.library(name)
    if (typeof id !== 'string' || id.length > MAX_ID) {
      throw new InvalidParameterError(`Invalid id: expected at most ${MAX_ID} characters`)
    }
    response.json({ plans: await stock.plans(name, id, requestContext(request).signal) })
  }
}

function readQuery({ url }: Request): Omit<StockQuery, 'signal'> {
  const { searchParams } = new URL(url, 'http://localhost')
  return {
    words: readWords(searchParams),
    page: readPage(searchParams),
    mediaType: oneOf('media_type', STOCK_MEDIA_TYPES, searchParams) ?? null,
    orientation: oneOf('orientation', STOCK_ORIENTATIONS, searchParams) ?? null,
    order: oneOf('order', STOCK_ORDERS, searchParams) ?? 'relevant',
  }
}

function oneOf<Word extends string>(name: string, words: readonly Word[], query: URLSearchParams): Word | undefined {
  const asked = query.get(name)
  const known = words.find((word) => word === asked)
  if (asked === null || known !== undefined) return known
  throw new InvalidParameterError(`Invalid ${name}: expected ${words.join(', ')}`)
}

function listed({ id, title, thumbnail, mediaType, width, height, author, price }: KnownStockItem, signed: Sign) {
  const item: ListedItem = {
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
