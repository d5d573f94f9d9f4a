/**
 * Takes over what a server rendered; what React finds different there it says in the console, and to `onRecoverableError`.
 * With `?early` the elements are registered and drawn before, as where another part of the page has them already.
 */
import { TintypeMediaLibrary } from '@tintype/widgets/media-library'
import { TintypeUploadWidget } from '@tintype/widgets/upload-widget'
import { hydrateRoot } from 'react-dom/client'
import { Both } from './rendered.tsx'

const recovered: string[] = []
if (location.search === '?early') {
  customElements.define('tintype-upload-widget', TintypeUploadWidget)
  customElements.define('tintype-media-library', TintypeMediaLibrary)
  const drawn = document.querySelectorAll<TintypeUploadWidget | TintypeMediaLibrary>(':defined[cloud-name]')
  await Promise.all([...drawn].map((element) => element.updateComplete))
}
hydrateRoot(document.querySelector('#root') as Element, <Both />, {
  onRecoverableError: (error) => recovered.push(String(error)),
})
Object.assign(window, { recovered })
