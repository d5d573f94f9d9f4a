/** `GET /companion/image_search/list?q=&page=&site=&rights=`: the search that whoever embeds the server brought along. */
import type { Request, RequestHandler } from 'express'
import { RemoteSourceFailedError, RemoteSourceOffError } from '../../errors/remote-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { type FoundPicture, PICTURE_RIGHTS, type PictureQuery } from '../../ports/image-search.ts'
import { requestContext } from '../request-context.ts'
import { companionBase } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import type { ListedItem } from './known-listing.ts'
import { readPage, readWords } from './search-query.ts'
import { thumbnailSigner } from './signed-thumbnails.ts'

const MOST_PICTURES = 200
const TIMEOUT_MS = 20_000

export function imageSearchRoute(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const { imageSearch, log } = dependencies
    if (imageSearch === undefined) throw new RemoteSourceOffError('This server has no search for pictures')
    const query = readQuery(request)
    const signal = AbortSignal.any([requestContext(request).signal, AbortSignal.timeout(TIMEOUT_MS)])
    const { items, nextPage } = await imageSearch.search({ ...query, signal }).catch((error: unknown) => {
      log.warn({ error }, 'the search for pictures failed')
      throw new RemoteSourceFailedError('The search for pictures did not answer as expected')
    })
    const signed = thumbnailSigner(dependencies, companionBase(request, dependencies))
    response.json({
      username: null,
      items: items.slice(0, MOST_PICTURES).map((picture) => listed(picture, signed)),
      nextPagePath: null,
      nextPageQuery: nextPage === null ? null : `page=${nextPage}`,
    })
  }
}

function readQuery({ url }: Request): Omit<PictureQuery, 'signal'> {
  const { searchParams } = new URL(url, 'http://localhost')
  const words = readWords(searchParams)
  const page = readPage(searchParams)
  const site = searchParams.get('site')
  if (site !== null && !/^[a-z0-9.-]{1,253}$/i.test(site)) {
    throw new InvalidParameterError('Invalid site: expected a host name')
  }
  const asked = searchParams.get('rights') ?? 'not_filtered'
  const rights = PICTURE_RIGHTS.find((known) => known === asked)
  if (rights === undefined) throw new InvalidParameterError(`Invalid rights: expected ${PICTURE_RIGHTS.join(', ')}`)
  return { words, page, site, rights }
}

function listed(picture: FoundPicture, signed: (url: string) => string): ListedItem & { readonly url: string } {
  const { id, title, thumbnail, url, mime, author, licence } = picture
  const credit = [author?.name, licence].filter(Boolean).join(', ')
  return {
    name: title,
    isFolder: false,
    mimeType: mime,
    requestPath: encodeURIComponent(id),
    size: null,
    modifiedDate: null,
    thumbnail: signed(thumbnail),
    author: credit === '' ? null : { name: credit, url: author?.url ?? null },
    url,
  }
}
