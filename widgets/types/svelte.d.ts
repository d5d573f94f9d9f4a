/** Generated from the option tables of the widgets by "npm run references". */

import type { TintypeMediaLibrary } from '@tintype/widgets/media-library'
import type { TintypeUploadWidget } from '@tintype/widgets/upload-widget'
import type { HTMLAttributes } from 'svelte/elements'
import type {
  Given,
  TintypeMediaLibraryAttributes,
  TintypeMediaLibraryHandlers,
  TintypeMediaLibraryProperties,
  TintypeUploadWidgetAttributes,
  TintypeUploadWidgetHandlers,
  TintypeUploadWidgetProperties,
} from './elements.d.ts'

type Props<Element extends EventTarget, Own> = Omit<HTMLAttributes<Element>, keyof Own> & Own

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
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
