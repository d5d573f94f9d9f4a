/** Generated from the option tables of the widgets by "npm run references". */
import type { HTMLAttributes } from 'vue'
import type {
  Given,
  TintypeMediaLibraryAttributes,
  TintypeMediaLibraryHandlers,
  TintypeMediaLibraryProperties,
  TintypeUploadWidgetAttributes,
  TintypeUploadWidgetHandlers,
  TintypeUploadWidgetProperties,
} from './elements.d.ts'

type Camel<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Text
type InVue<Handlers> = {
  [Name in keyof Handlers as Name extends `on${infer Event}` ? `on${Capitalize<Camel<Event>>}` : never]: Handlers[Name]
}
type Component<Own> = new () => { $props: Omit<HTMLAttributes, keyof Own> & Own }

declare module 'vue' {
  interface GlobalComponents {
    'tintype-media-library': Component<
      Given<TintypeMediaLibraryAttributes, TintypeMediaLibraryProperties> & InVue<TintypeMediaLibraryHandlers>
    >
    'tintype-upload-widget': Component<
      Given<TintypeUploadWidgetAttributes, TintypeUploadWidgetProperties> & InVue<TintypeUploadWidgetHandlers>
    >
  }
}
