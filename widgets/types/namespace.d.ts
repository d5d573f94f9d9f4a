/** The type of `window.cloudinary`; `compat.d.ts` declares the variable itself. */
import type { createMediaLibrary, MediaLibrary, openMediaLibrary } from '@tintype/widgets/compat/media-library'
import type {
  applyUploadWidget,
  createUploadWidget,
  registerSource,
  setAPIKey,
  setCloudName,
  WIDGET_SOURCES,
  WIDGET_VERSION,
} from '@tintype/widgets/compat/upload-widget'

export type { MediaLibrary }
export type UploadWidget = ReturnType<typeof createUploadWidget>
type Callback = NonNullable<Parameters<typeof createUploadWidget>[1]>
/** A callback that is written against other types of the same functions. */
type AnyCallback = (error: never, result: never) => void

interface MakeUploadWidget {
  (options: object, callback?: Callback): UploadWidget
  (options: object, callback?: AnyCallback): UploadWidget
}

interface ApplyUploadWidget {
  (target: Parameters<typeof applyUploadWidget>[0], options: object, callback?: Callback): UploadWidget
  (target: Parameters<typeof applyUploadWidget>[0], options: object, callback?: AnyCallback): UploadWidget
}

export interface TintypeBases {
  readonly apiBase?: string
  readonly deliveryBase?: string
}

export interface CloudinaryNamespace {
  applyUploadWidget: ApplyUploadWidget
  createUploadWidget: MakeUploadWidget
  openUploadWidget: MakeUploadWidget
  setAPIKey: typeof setAPIKey
  setCloudName: typeof setCloudName
  readonly WIDGET_SOURCES: typeof WIDGET_SOURCES
  readonly WIDGET_VERSION: typeof WIDGET_VERSION
  createMediaLibrary: typeof createMediaLibrary
  openMediaLibrary: typeof openMediaLibrary
  readonly tintype: {
    readonly version: string
    readonly previous: Readonly<Record<string, unknown>>
    configure(bases: TintypeBases): void
    restore(key: string): void
    /** Adds a source of the page's own to the widgets that list it; gives the function that takes it away. */
    readonly registerSource: typeof registerSource
  }
}
