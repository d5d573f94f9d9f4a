/** Every widget for React: `import { UploadWidget } from '@tintype/widgets/react'`. */
export { MediaLibrary } from './media-library.ts'
export { UploadWidget } from './upload-widget.ts'
