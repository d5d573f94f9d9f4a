import type { SlideshowManifest } from '../../contract/slideshow-manifest.ts'
import type { UploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { FilmFormat } from '../../ports/film-maker.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { PictureDependencies } from '../pictures/picture-types.ts'
import type { SpooledFile } from '../upload/spool.ts'

/** What a video is made of. */
export type Film =
  | { readonly kind: 'slideshow'; readonly manifest: SlideshowManifest }
  /** Addresses of videos, in their order. */
  | { readonly kind: 'concatenation'; readonly urls: readonly string[] }

export interface FilmRequest {
  readonly film: Film
  readonly environment: ProductEnvironment
  /** Of the upload that it becomes. */
  readonly parameters: UploadParameters
  readonly actor: Actor | null
  readonly telling: Telling
}

/** Carries a part of that out, and runs `use` with the video, which is gone afterwards unless it was stored. */
export interface FilmWork {
  readonly environment: ProductEnvironment
  readonly format: FilmFormat
  readonly signal: AbortSignal
  readonly dependencies: PictureDependencies
  use(file: SpooledFile): Promise<void>
}
