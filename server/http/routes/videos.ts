/** Videos that the queue makes. Which parameters are those of the upload is decided with its preset. */
import { readInput } from '../../contract/read-input.ts'
import { concatenateVideos, concatenationInput, createSlideshow, slideshowInput } from '../../contract/videos.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { PictureDependencies } from '../../services/pictures/picture-types.ts'
import { type EnqueuedFilm, filmJobs } from '../../services/videos/film-jobs.ts'
import type { Film } from '../../services/videos/video-types.ts'
import type { ApiRequest } from '../api-request.ts'
import { type ApiRoutes, route } from '../route.ts'
import { actorOf, mergedParameters } from './upload.ts'

type Parameters = ApiRequest['parameters']

export function videoRoutes(routes: ApiRoutes, dependencies: PictureDependencies): void {
  const films = filmJobs(dependencies)
  films.start()
  route(routes, createSlideshow, async (_input, request) => {
    const { manifest_json: _json, manifest_transformation: _transformation, ...others } = request.parameters
    const { publicId, batchId } = await enqueue(readSlideshow(request.parameters), others, request)
    return { status: 'processing' as const, public_id: publicId, batch_id: batchId }
  })
  route(routes, concatenateVideos, async (_input, request) => {
    const { urls: _urls, ...others } = request.parameters
    const { urls } = readInput(concatenationInput, request.parameters)
    const { publicId, batchId } = await enqueue({ kind: 'concatenation', urls }, others, request)
    return {
      status: 'processing' as const,
      public_id: publicId,
      unique_upload_id: batchId,
      resource_type: 'video' as const,
    }
  })

  async function enqueue(film: Film, others: Parameters, request: ApiRequest): Promise<EnqueuedFilm> {
    const parameters = await mergedParameters({ ...request, parameters: others }, dependencies.database)
    const { environment, principal } = request
    const telling = request.tellingAt(parameters)
    return films.enqueue({ film, environment, parameters, actor: actorOf(principal), telling })
  }
}

function readSlideshow(parameters: Parameters): Film {
  const { manifest_json: json, manifest_transformation: transformation } = readInput(slideshowInput, parameters)
  const manifest = json ?? transformation
  if (manifest === undefined || (json !== undefined && transformation !== undefined)) {
    throw new InvalidParameterError(
      'Missing required parameter - manifest_json or manifest_transformation: give one of them',
    )
  }
  return { kind: 'slideshow', manifest }
}
