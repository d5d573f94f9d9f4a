/** The search for pictures that whoever embeds the server brought along. */
import type { Request } from 'express'
import type { z } from 'zod'
import type { searchPictures } from '../../contract/remote-sources.ts'
import { RemoteSourceFailedError, RemoteSourceOffError } from '../../errors/remote-errors.ts'
import type { FoundPicture } from '../../ports/image-search.ts'
import { requestContext } from '../request-context.ts'
import { companionBase } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import { thumbnailSigner } from './signed-thumbnails.ts'

type Query = z.output<typeof searchPictures.input>
type Found = z.input<typeof searchPictures.output>

const MOST_PICTURES = 200
const TIMEOUT_MS = 20_000

export function imageSearch(dependencies: FrontDependencies) {
  return async ({ q: words, page, site, rights }: Query, request: Request): Promise<Found> => {
    const { imageSearch, log } = dependencies
    if (imageSearch === undefined) throw new RemoteSourceOffError('This server has no search for pictures')
    const signal = AbortSignal.any([requestContext(request).signal, AbortSignal.timeout(TIMEOUT_MS)])
    const { items, nextPage } = await imageSearch
      .search({ words, page, site: site ?? null, rights, signal })
      .catch((error: unknown) => {
        log.warn({ error }, 'the search for pictures failed')
        throw new RemoteSourceFailedError('The search for pictures did not answer as expected')
      })
    const signed = thumbnailSigner(dependencies, companionBase(request, dependencies))
    return {
      username: null,
      items: items.slice(0, MOST_PICTURES).map((picture) => listed(picture, signed)),
      nextPagePath: null,
      nextPageQuery: nextPage === null ? null : `page=${nextPage}`,
    }
  }
}

function listed(picture: FoundPicture, signed: (url: string) => string): Found['items'][number] {
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
