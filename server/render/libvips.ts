/**
 * Settles what libvips may do in this process. Every loader is blocked first and those of well tested formats are
 * allowed by name: libvips picks loaders by content, so a list of extensions would protect nobody.
 */
import sharp from 'sharp'
import type { Role } from './pool/protocol.ts'

const RASTER_LOADERS = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif', 'Tiff']

/** @throws Error when libvips was built without vector instructions: everything would be two to three times slower. */
export function prepareLibvips(role: Role): void {
  if (!sharp.simd(true)) throw new Error('libvips does not use SIMD instructions on this machine')
  sharp.cache(false)
  sharp.concurrency(1)
  const allowed = role === 'vector' ? [...RASTER_LOADERS, 'Svg'] : RASTER_LOADERS
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: allowed.flatMap((name) => [`VipsForeignLoad${name}File`, `VipsForeignLoad${name}Buffer`]),
  })
}
