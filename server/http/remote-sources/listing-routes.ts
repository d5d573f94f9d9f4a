/** Folders and searches of providers, and the thumbnails of what is in them. */
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { Listing } from '../../contract/remote-answers.ts'
import { PROVIDER_FACTS, type Provider } from '../../domain/remote-providers.ts'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { askCompanion, companionBase, textOfSuccess, tokenHeader } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import { knownListing } from './known-listing.ts'
import { thumbnailSigner } from './signed-thumbnails.ts'

interface Asked {
  readonly provider: Provider
}

export function list(dependencies: FrontDependencies) {
  return async ({ provider }: Asked, request: Request): Promise<Listing> => {
    const { title, kind, searches } = PROVIDER_FACTS[provider]
    const { pathname } = new URL(request.url, 'http://localhost')
    if (pathname.endsWith('/search') && !(searches && kind === 'account')) {
      const elsewhere = searches ? `: use /${provider}/list?q=` : ''
      throw new NotFoundError(`${title} cannot be searched here${elsewhere}`)
    }
    const base = companionBase(request, dependencies)
    const answer = await askCompanion(request, dependencies, {
      method: 'GET',
      path: request.url,
      headers: tokenHeader(request),
    })
    const text = await textOfSuccess(answer, provider)
    const { path: folder } = request.params
    const listing = knownListing(text, {
      own: `${dependencies.companion.base}/${provider}`,
      folder: typeof folder === 'string' ? folder : undefined,
      signed: thumbnailSigner(dependencies, base),
    })
    if (listing === null) throw new RemoteSourceFailedError(`${title} did not answer as expected`)
    return listing
  }
}

export function providerThumbnail(dependencies: FrontDependencies) {
  return async ({ provider }: Asked, request: Request, response: Response) => {
    const { 'uppy-auth-token': token = '' } = tokenHeader(request)
    // For thumbnails Companion looks for the token in a cookie, which pages of other origins would not send.
    const headers = { cookie: `uppyAuthToken--${PROVIDER_FACTS[provider].signIn}=${token}` }
    const { pathname } = new URL(request.url, 'http://localhost')
    const answer = await askCompanion(request, dependencies, { method: 'GET', path: pathname, headers })
    if (answer.status !== 200) {
      await textOfSuccess(answer, provider)
      throw new RemoteSourceFailedError('The provider has no thumbnail of this file')
    }
    const type = String(answer.headers['content-type'] ?? '')
    response.setHeader('Content-Type', /^image\/(jpeg|png|gif|webp)\b/.test(type) ? type : 'image/jpeg')
    response.setHeader('Cache-Control', 'private, max-age=3600')
    await pipeline(answer.body, response).catch(() => response.destroy())
  }
}
