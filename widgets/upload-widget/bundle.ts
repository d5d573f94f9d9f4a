/**
 * The script that pages load: registers the element and adds the vendor-shaped functions to `window.cloudinary`, beside
 * whatever is already there. Loading it twice changes nothing.
 */
import { basesOfScript, configureBases, scriptOf } from '../kit/api/base.ts'
import { installGlobals } from '../kit/globals.ts'
import {
  applyUploadWidget,
  createUploadWidget,
  openUploadWidget,
  setAPIKey,
  setCloudName,
  WIDGET_SOURCES,
  WIDGET_VERSION,
} from './compat.ts'
import { registerSource } from './page-sources.ts'
import './define.ts'
import { offerToJQuery } from './page/jquery.ts'

if (typeof document !== 'undefined') {
  const script = scriptOf('upload-widget', import.meta.url)
  configureBases(basesOfScript(script))
  // Lit needs it where it has to write `<style>`, in browsers without constructable sheets. The page's own wins.
  const page = globalThis as { litNonce?: string | undefined }
  page.litNonce ??= script?.dataset.nonce
  installGlobals(
    {
      applyUploadWidget,
      createUploadWidget,
      openUploadWidget,
      setAPIKey,
      setCloudName,
      WIDGET_SOURCES,
      WIDGET_VERSION,
    },
    { registerSource },
  )
  offerToJQuery(applyUploadWidget)
}

export {
  applyUploadWidget,
  createUploadWidget,
  openUploadWidget,
  registerSource,
  setAPIKey,
  setCloudName,
  WIDGET_SOURCES,
  WIDGET_VERSION,
}
