/** Pictures that are made here: of texts, and of several others. */
import { createText } from '../../contract/text-pictures.ts'
import { makeText } from '../../services/pictures/make-text.ts'
import type { PictureDependencies, PictureRequest } from '../../services/pictures/picture-types.ts'
import type { ApiRequest } from '../api-request.ts'
import { type ApiRoutes, route } from '../route.ts'
import { presentOutcome } from './upload.ts'

export function pictureRoutes(routes: ApiRoutes, pictures: PictureDependencies): void {
  route(routes, createText, async (wish, request) =>
    presentOutcome(await makeText(wish, pictureRequest(request), pictures), request.present),
  )
}

function pictureRequest({ environment, present, notify, principal, signal }: ApiRequest): PictureRequest {
  const key = principal.kind === 'key' ? principal.key : null
  return {
    environment,
    present,
    notify,
    actor: key === null ? null : { accessKey: key.apiKey },
    within: key?.folderPrefix ?? null,
    signal,
  }
}
