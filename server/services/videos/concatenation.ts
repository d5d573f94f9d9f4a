/** Videos joined to one: of the size and the frame rate of the first, the others fitted into it. */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { LimitExceededError } from '../../errors/media-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Description } from '../../ports/describer.ts'
import type { Clip } from '../../ports/film-maker.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { PictureDependencies } from '../pictures/picture-types.ts'
import { describeFile } from '../upload/describe.ts'
import { receiveText } from '../upload/receive.ts'
import { filmSize } from './film-size.ts'
import type { FilmWork } from './video-types.ts'
import { withFilm } from './with-film.ts'

type DescribedClip = Clip & { readonly frameRate: number | null }

const USUAL_RATE = 25
const MOST_RATE = 60

export async function joinVideos(urls: readonly string[], work: FilmWork): Promise<void> {
  const { environment, format, signal, dependencies, use } = work
  const mostBytes = environment.settings.limits.videoBytes
  await withClips(urls, { environment, signal, dependencies }, (clips) => {
    const [first] = clips
    if (first === undefined) throw new Error('Videos are joined, and there is none')
    const { width, height, orientation } = first.file.facts
    const settings = {
      ...filmSize(orientation >= 5 ? { width: height, height: width } : { width, height }),
      ...{ format, mostBytes },
      rate: { frames: Math.round(1000 * Math.min(MOST_RATE, first.frameRate ?? USUAL_RATE)), milliseconds: 1_000_000 },
      quality: null,
    }
    const make = (whole: Parameters<typeof dependencies.films.ofClips>[0]) =>
      dependencies.films.ofClips(whole, clips, { signal })
    return withFilm(settings, signal, dependencies, make, use)
  })
}

interface Fetching {
  readonly environment: ProductEnvironment
  readonly signal: AbortSignal
  readonly dependencies: PictureDependencies
}

/** Runs `use` with the videos as local files, which are gone afterwards. */
async function withClips<T>(
  urls: readonly string[],
  { environment, signal, dependencies }: Fetching,
  use: (clips: readonly DescribedClip[]) => Promise<T>,
): Promise<T> {
  const mostBytes = environment.settings.limits.videoBytes
  const paths: string[] = []
  const clips: DescribedClip[] = []
  let bytes = 0
  try {
    for (const url of urls) {
      const { file } = await receiveText(url, { environment, resourceType: 'video', signal }, dependencies)
      paths.push(file.path)
      bytes += file.bytes
      if (bytes > mostBytes) {
        throw new LimitExceededError(`The videos have more than the limit of ${mostBytes} bytes together`)
      }
      clips.push(await described(file.path, url, { environment, signal, dependencies }))
    }
    return await use(clips)
  } finally {
    for (const path of paths) await dependencies.spool.discard(path)
  }
}

async function described(
  path: string,
  url: string,
  { environment, signal, dependencies: { describer } }: Fetching,
): Promise<DescribedClip> {
  const { resourceType } = await describer.identify(path)
  const description: Description | null =
    resourceType === 'video' ? await describeFile(describer, path, {}, signal, 'video') : null
  const video = description?.video
  if (description === null || video === undefined || video.isAudio) {
    throw new InvalidParameterError(`Invalid video file: ${url.slice(0, 500)} leads to no video`)
  }
  const { facts } = description
  const { imagePixels } = environment.settings.limits
  if (facts.width * facts.height > imagePixels) {
    throw new LimitExceededError(
      `Image size too large. Got ${facts.width * facts.height} pixels. Maximum is ${imagePixels}.`,
    )
  }
  const file: SourceFile = { path, facts }
  return { file, hasSound: video.audio !== null, frameRate: video.frameRate }
}
