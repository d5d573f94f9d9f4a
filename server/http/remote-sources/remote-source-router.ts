/**
 * `/companion`: what the upload widget may ask of remote sources (`contract/remote-sources.ts`), and the steps of signing in
 * between. The paths are Companion's own; only these exist. An upload is also followed at `/companion/api/:token`, by a
 * WebSocket (`progress-sockets.ts`).
 */
import express, { type Router } from 'express'
import {
  beginRemoteUpload,
  cancelRemoteUpload,
  connectRemote,
  endRemoteSignIn,
  followRemoteUpload,
  listRemote,
  listRemoteFolder,
  refreshRemoteSignIn,
  remoteBase,
  remoteThumbnail,
  searchPictures,
  searchRemote,
  signedThumbnail,
} from '../../contract/remote-sources.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { apiErrors } from '../middleware/api-errors.ts'
import { forAllowedOrigins } from './allowed-origins.ts'
import { companionBase } from './ask-companion.ts'
import { remoteBinder } from './bind-remote.ts'
import type { FrontDependencies } from './front-types.ts'
import { imageSearch } from './image-search-route.ts'
import { list, providerThumbnail } from './listing-routes.ts'
import { beginUpload, cancelUpload, followProgress } from './remote-upload-routes.ts'
import { callback, connect, logOut, passStep, refreshToken } from './sign-in-routes.ts'
import { sendThumbnail } from './signed-thumbnails.ts'
import { stockRoutes } from './stock-routes.ts'

export function remoteSourceRouter(dependencies: FrontDependencies): Router {
  const { sources, companion } = dependencies
  const router = express.Router({ caseSensitive: true })
  const bind = remoteBinder(router, dependencies.onAnswer)
  router.use(forAllowedOrigins(dependencies))
  bind.answers(remoteBase, async (_input, request) => ({
    base: companion.base ?? companionBase(request, dependencies),
  }))
  bind.sends(signedThumbnail, (input, request, response) => sendThumbnail(input, request, response, dependencies))
  bind.sends(followRemoteUpload, followProgress(dependencies))
  bind.answers(cancelRemoteUpload, cancelUpload(dependencies))
  router.get(['/connect/:name', '/connect/:name/callback'], passStep(dependencies))
  bind.answers(searchPictures, imageSearch(dependencies))
  stockRoutes(bind, dependencies)
  router.param('provider', (_request, _response, next, provider: string) => {
    sources.provider(provider)
    next()
  })
  bind.sends(connectRemote, connect(dependencies))
  router.get('/:provider/redirect', passStep(dependencies))
  router.get('/:provider/callback', callback(dependencies))
  bind.answers(listRemote, list(dependencies))
  bind.answers(listRemoteFolder, list(dependencies))
  bind.answers(searchRemote, list(dependencies))
  bind.sends(remoteThumbnail, providerThumbnail(dependencies))
  bind.answers(beginRemoteUpload, beginUpload(dependencies))
  bind.answers(refreshRemoteSignIn, refreshToken(dependencies))
  bind.answers(endRemoteSignIn, logOut(dependencies))
  router.use(() => {
    throw new NotFoundError('There is nothing at this address')
  })
  router.use(apiErrors(dependencies.log, dependencies.baseUrlOf))
  return router
}
