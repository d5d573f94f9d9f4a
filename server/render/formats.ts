/** Our names of stored picture formats, by who reads them. */
import type { Role } from './pool/protocol.ts'

/** libvips' own loaders that are allowed. */
export const RASTER_FORMATS: ReadonlySet<string> = new Set(['jpg', 'png', 'gif', 'webp', 'avif', 'tiff'])
/** Read by ImageMagick's WebAssembly build. */
export const FOREIGN_FORMATS: ReadonlySet<string> = new Set(['heic', 'jxl', 'jp2', 'psd', 'bmp', 'ico', 'tga'])
/** Written by it. */
export const FOREIGN_OUTPUTS: ReadonlySet<string> = new Set(['jxl', 'jp2', 'psd', 'bmp', 'ico', 'tga'])

/** The child that may open files of these formats and write the output. */
export function roleFor(formats: readonly string[], output?: string): Role {
  if (formats.includes('svg')) return 'vector'
  const needsWasm = formats.some((format) => format === 'pdf' || FOREIGN_FORMATS.has(format))
  return needsWasm || (output !== undefined && FOREIGN_OUTPUTS.has(output)) ? 'foreign' : 'raster'
}
