/** What the makers of pictures need: pictures of texts, and pictures made of several others. */
import type { Actor } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { FilmMaker } from '../../ports/film-maker.ts'
import type { Renderer } from '../../ports/renderer.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

export interface PictureDependencies extends UploadDependencies {
  readonly renderer: Renderer
  readonly films: FilmMaker
}

/** Of every request for a picture. */
export interface PictureRequest {
  readonly environment: ProductEnvironment
  readonly telling: Telling
  readonly actor: Actor | null
  /** As in `UploadRequest`. */
  readonly within: string | null
  readonly signal: AbortSignal
}
