/**
 * The script that pages load: registers the element and adds the vendor-shaped functions to `window.cloudinary`, beside
 * whatever is already there. Loading it twice changes nothing.
 */
import { basesOfScript, configureBases, type ScriptTag } from '../kit/api/base.ts'
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
import './define.ts'

if (typeof document !== 'undefined') {
  const script = (document.currentScript ?? scriptOfModule()) as ScriptTag | null
  configureBases(basesOfScript(script))
  // Lit needs it where it has to write `<style>`, in browsers without constructable sheets. The page's own wins.
  const page = globalThis as { litNonce?: string | undefined }
  page.litNonce ??= script?.dataset.nonce
  installGlobals({
    applyUploadWidget,
    createUploadWidget,
    openUploadWidget,
    setAPIKey,
    setCloudName,
    WIDGET_SOURCES,
    WIDGET_VERSION,
  })
}

/** Modules have no current script: `all.mjs` knows its own address, and `all.js` looks for its tag. */
function scriptOfModule(): ScriptTag | null {
  const isOurs = (src: string): boolean => /\/widgets\/(?:.*\/)?global\/all\.m?js$/.test(src)
  const address = import.meta.url
  const tag = [...document.scripts].find(({ src }) => (address ? src === address : isOurs(src)))
  // From npm it is part of the page's own script, which says nothing about the server.
  return tag && isOurs(tag.src) ? tag : isOurs(address) ? { src: address, dataset: {} } : null
}

export {
  applyUploadWidget,
  createUploadWidget,
  openUploadWidget,
  setAPIKey,
  setCloudName,
  WIDGET_SOURCES,
  WIDGET_VERSION,
}
