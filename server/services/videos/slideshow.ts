/** Slideshows: every image is drawn to cover the video, and the slides are put together in their times. */
import type { SlideMedia, SlideshowManifest } from '../../contract/slideshow-manifest.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import type { Slide } from '../../ports/film-maker.ts'
import { type Member, remoteMember, storedMember } from '../pictures/members.ts'
import type { PictureDependencies } from '../pictures/picture-types.ts'
import { type Piece, withPieces } from '../pictures/pieces.ts'
import { filmSize } from './film-size.ts'
import { type PlannedSlide, planSlides } from './slides.ts'
import type { FilmWork } from './video-types.ts'
import { withFilm } from './with-film.ts'

export async function makeSlideshow(manifest: SlideshowManifest, work: FilmWork): Promise<void> {
  const { environment, format, signal, dependencies, use } = work
  const size = filmSize({ width: manifest.w, height: manifest.h })
  const planned = planSlides(manifest)
  const transformation = `c_fill,h_${size.height},w_${size.width}`
  const members = (await slideMembers(manifest, environment, dependencies)).map((member) => ({
    member,
    transformation,
  }))
  await withPieces({ environment, members, format: 'png', signal }, dependencies, ({ pieces }) => {
    const settings = {
      ...size,
      format,
      rate: { frames: manifest.fps, milliseconds: 1000 },
      quality: null,
      mostBytes: environment.settings.limits.videoBytes,
    }
    const slides = planned.map((slide) => withPictures(slide, pieces))
    const make = (whole: Parameters<typeof dependencies.films.ofSlides>[0]) =>
      dependencies.films.ofSlides(whole, slides, { signal })
    return withFilm(settings, signal, dependencies, make, use)
  })
}

/** @throws NotFoundError for an image that is not there */
export function slideMembers(
  { vars }: SlideshowManifest,
  environment: ProductEnvironment,
  dependencies: PictureDependencies,
): Promise<readonly Member[]> {
  return Promise.all(vars.slides.map(({ media }, index) => memberOf(media, index, environment, dependencies)))
}

async function memberOf(
  media: SlideMedia,
  index: number,
  environment: ProductEnvironment,
  dependencies: PictureDependencies,
): Promise<Member> {
  if (media.kind === 'remote') return remoteMember(`slide_${index + 1}`, media.url, environment, dependencies)
  const { publicId } = media
  const name = { environmentId: environment.id, resourceType: 'image', type: 'upload', publicId } as const
  const asset = await dependencies.database.assets.find(name)
  if (asset === null || asset.placeholder !== null) throw new NotFoundError(`Resource not found - ${publicId}`)
  return storedMember(asset, dependencies)
}

function withPictures({ picture, next, ...slide }: PlannedSlide, pieces: readonly Piece[]): Slide {
  const pathOf = (index: number) => (pieces[index] as Piece).file.path
  return {
    ...slide,
    picture: pathOf(picture),
    next: next === null ? null : { ...next, picture: pathOf(next.picture) },
  }
}
