/**
 * `window.cloudinary` for pages in TypeScript that load the widgets by script tags. Where the reference's own package of
 * global types is installed as well, import `CloudinaryNamespace` from `./namespace` instead: both declare one variable.
 */
import type { CloudinaryNamespace, MediaLibrary, UploadWidget } from './namespace.d.ts'

export type { CloudinaryNamespace, TintypeBases } from './namespace.d.ts'
export type CloudinaryUploadWidget = UploadWidget
export type CloudinaryMediaLibrary = MediaLibrary

declare global {
  interface Window {
    cloudinary: CloudinaryNamespace
    /** Functions that run as soon as a bundle is there. */
    cloudinaryQueue?: { push(run: () => void): unknown }
  }
  var cloudinary: CloudinaryNamespace
}
