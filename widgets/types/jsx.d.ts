/** Generated from the option tables of the widgets by "npm run references". */

import type { TintypeMediaLibrary } from '@tintype/widgets/media-library'
import type { TintypeUploadWidget } from '@tintype/widgets/upload-widget'
import type { DetailedHTMLProps, HTMLAttributes } from 'react'
import type {
  Given,
  TintypeMediaLibraryAttributes,
  TintypeMediaLibraryHandlers,
  TintypeMediaLibraryProperties,
  TintypeUploadWidgetAttributes,
  TintypeUploadWidgetHandlers,
  TintypeUploadWidgetProperties,
} from './elements.d.ts'

type Props<Element, Own> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Own> & Own

declare module 'react' {
  // biome-ignore lint/style/noNamespace: where React looks for it
  namespace JSX {
    interface IntrinsicElements {
      'tintype-media-library': Props<
        TintypeMediaLibrary,
        Given<TintypeMediaLibraryAttributes, TintypeMediaLibraryProperties> & TintypeMediaLibraryHandlers
      >
      'tintype-upload-widget': Props<
        TintypeUploadWidget,
        Given<TintypeUploadWidgetAttributes, TintypeUploadWidgetProperties> & TintypeUploadWidgetHandlers
      >
    }
  }
}
