/**
 * Videos that the queue makes: what can be refused is refused at once; then the video is made, and uploaded under the name
 * that was answered. A job that was cut off begins anew, and uploads once: its end is written with the asset.
 */
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { FilmFormat } from '../../ports/film-maker.ts'
import { type ToldTask, toldJobs } from '../jobs/told-jobs.ts'
import type { PictureDependencies } from '../pictures/picture-types.ts'
import { changedAttributes } from '../upload/asset-attributes.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { chooseName } from '../upload/name-upload.ts'
import { assertAddress } from '../upload/receive.ts'
import type { SpooledFile } from '../upload/spool.ts'
import { uploadBody } from '../upload/tell-upload.ts'
import { upload } from '../upload/upload.ts'
import { joinVideos } from './concatenation.ts'
import { filmSize } from './film-size.ts'
import { planSlides } from './slides.ts'
import { makeSlideshow, slideMembers } from './slideshow.ts'
import type { Film, FilmRequest, FilmWork } from './video-types.ts'

type FilmOrder = Pick<FilmRequest, 'film' | 'parameters' | 'actor'> & { readonly format: FilmFormat }

export interface EnqueuedFilm {
  readonly publicId: string
  readonly batchId: string
}

export interface FilmJobs {
  enqueue(request: FilmRequest): Promise<EnqueuedFilm>
  start(): void
}

const RANDOM_ID_LENGTH = 20
/** Of what may pass, such as a full disk. */
const ATTEMPTS = 5

export function filmJobs(dependencies: PictureDependencies): FilmJobs {
  const { database, random } = dependencies
  const jobs = toldJobs<FilmOrder>({ name: 'videos.make', attempts: ATTEMPTS, run, about }, dependencies)

  async function run(task: ToldTask<FilmOrder>): Promise<void> {
    const { wish, environment, signal } = task
    const work = {
      environment,
      format: wish.format,
      signal,
      dependencies,
      use: (file: SpooledFile) => store(file, task),
    }
    await make(wish.film, work)
  }

  async function store(file: SpooledFile, task: ToldTask<FilmOrder>): Promise<void> {
    const { wish, environment, telling, signal, batchId, end, finish } = task
    const { parameters, actor } = wish
    const outcome = await upload(
      {
        ...{ environment, parameters, actor, telling, signal, batchId },
        resourceType: 'video',
        unsigned: false,
        within: null,
        source: { kind: 'file', file, filename: null },
        alsoRecord: (tables) => end(tables),
      },
      dependencies,
    )
    if (!outcome.existing) return
    const body = uploadBody({ ...outcome, filename: null }, [], batchId, parameters, telling)
    await database.transaction((tables) => finish(tables, 'upload', body))
  }

  return {
    start: jobs.start,
    async enqueue({ film, environment, parameters: asked, actor, telling }) {
      const format = formatOf(asked.format)
      assertPossible(asked)
      await dependencies.usageGate.assertOpen(environment)
      if (film.kind === 'slideshow') {
        filmSize({ width: film.manifest.w, height: film.manifest.h })
        planSlides(film.manifest)
        await slideMembers(film.manifest, environment, dependencies)
      } else {
        film.urls.forEach(assertAddress)
      }
      // Chosen now, so that it can be told and stays the same in every attempt.
      const parameters = { ...asked, async: false, publicId: asked.publicId ?? random.alphanumeric(RANDOM_ID_LENGTH) }
      const { name } = chooseName({ environment, parameters, kind: 'video', filename: null }, random)
      const batchId = await jobs.enqueue({ film, format, parameters, actor }, { environment, telling })
      return { publicId: name.publicId, batchId }
    },
  }
}

function make(film: Film, work: FilmWork): Promise<void> {
  return film.kind === 'slideshow' ? makeSlideshow(film.manifest, work) : joinVideos(film.urls, work)
}

function about({ parameters: { publicId, type = 'upload' } }: FilmOrder) {
  return { resource_type: 'video', type, ...(publicId === undefined ? {} : { public_id: publicId }) }
}

function formatOf(format = 'mp4'): FilmFormat {
  const wanted = format.toLowerCase()
  if (wanted === 'mp4' || wanted === 'webm') return wanted
  throw new InvalidParameterError(`Invalid value ${format.slice(0, 50)} for parameter format: expected mp4 or webm`)
}

function assertPossible(parameters: FilmRequest['parameters']): void {
  if (parameters.transformation !== undefined) {
    throw new InvalidParameterError('Invalid parameter transformation: videos are not transformed when they are stored')
  }
  if (parameters.returnDeleteToken === true) {
    throw new InvalidParameterError('Parameter return_delete_token needs an answer: a video is made by the queue')
  }
  readEagerChains(parameters.eager)
  changedAttributes(parameters, null, 0)
}
