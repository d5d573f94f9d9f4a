import { collageInput, createCollage } from '../../contract/collages.ts'
import { readInput } from '../../contract/read-input.ts'
import { withCollage } from '../../services/pictures/collage.ts'
import type { PictureDependencies } from '../../services/pictures/picture-types.ts'
import type { Uploads } from '../../services/upload/uploads.ts'
import { type ApiRoutes, route } from '../route.ts'
import { actorOf, mergedParameters, presentOutcome, presentPending } from './upload.ts'

export interface CollageDependencies extends PictureDependencies {
  readonly uploads: Uploads
}

export function collageRoutes(routes: ApiRoutes, dependencies: CollageDependencies): void {
  const { uploads, database } = dependencies
  route(routes, createCollage, async (_input, request) => {
    const { manifest_json: manifest } = readInput(collageInput, request.parameters)
    const { manifest_json: _read, ...others } = request.parameters
    const parameters = await mergedParameters({ ...request, parameters: others }, database)
    const { environment, principal, signal } = request
    const telling = request.tellingAt(parameters)
    return withCollage({ environment, manifest, signal }, dependencies, async (file) => {
      const outcome = await uploads.upload({
        environment,
        resourceType: 'image',
        parameters,
        actor: actorOf(principal),
        unsigned: false,
        within: null,
        source: { kind: 'file', file, filename: null },
        telling,
        signal,
      })
      return 'pendingId' in outcome
        ? presentPending(outcome, 'image', parameters.type)
        : presentOutcome(outcome, telling.present)
    })
  })
}
