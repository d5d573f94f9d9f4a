/**
 * `window.cloudinary` for pages in TypeScript that load the widgets by script tags. Leave out the reference's own type
 * packages when you use it: both declare the same name.
 */

import type * as libraries from '@tintype/widgets/compat/media-library'
import type * as uploads from '@tintype/widgets/compat/upload-widget'
import type { UploadWidget } from '@tintype/widgets/compat/upload-widget'

export interface TintypeBases {
  readonly apiBase?: string
  readonly deliveryBase?: string
}

export interface CloudinaryNamespace
  extends Pick<
      typeof uploads,
      | 'applyUploadWidget'
      | 'createUploadWidget'
      | 'openUploadWidget'
      | 'setAPIKey'
      | 'setCloudName'
      | 'WIDGET_SOURCES'
      | 'WIDGET_VERSION'
    >,
    Pick<typeof libraries, 'createMediaLibrary' | 'openMediaLibrary'> {
  readonly tintype: {
    readonly version: string
    readonly previous: Readonly<Record<string, unknown>>
    configure(bases: TintypeBases): void
    restore(key: string): void
  }
}

export type CloudinaryUploadWidget = UploadWidget

declare global {
  interface Window {
    cloudinary: CloudinaryNamespace
    /** Functions that run as soon as a bundle is there. */
    cloudinaryQueue?: { push(run: () => void): unknown }
  }
  var cloudinary: CloudinaryNamespace
}
