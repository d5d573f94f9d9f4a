import { createRequire } from 'node:module'
import { type Check, ok, warning } from './check.ts'

const PACKAGES = {
  '@imagemagick/magick-wasm': 'HEIC, JPEG XL, JPEG 2000, PSD, BMP, ICO and camera RAW',
  '@hyzyla/pdfium': 'PDF',
} as const

/** The decoders for what the image engine does not read. They are WebAssembly: being installed is all they need. */
export const checkForeignFormats: Check = {
  name: 'More formats',
  run() {
    const { resolve } = createRequire(import.meta.url)
    const missing = Object.entries(PACKAGES).filter(([name]) => {
      try {
        resolve(name)
        return false
      } catch {
        return true
      }
    })
    if (missing.length === 0) return ok(Object.values(PACKAGES).join(', '))
    return warning(
      `Not read: ${missing.map(([, formats]) => formats).join(', ')}`,
      `npm install ${missing.map(([name]) => name).join(' ')}`,
    )
  },
}
