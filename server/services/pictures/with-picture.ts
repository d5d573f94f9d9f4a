/** A picture made of pieces, as a file that lives as long as it is used. */
import type { AssemblyRequest } from '../../ports/renderer.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { ImageEncoding } from '../../transformation/plan/plan-types.ts'
import type { SpooledFile } from '../upload/spool.ts'
import type { PictureDependencies } from './picture-types.ts'

export const TRANSPARENT: Rgba = { red: 0, green: 0, blue: 0, alpha: 0 }

/** Loses nothing: for what is worked on further, and for what is stored as an original. */
export const PLAIN_PNG: ImageEncoding = {
  format: 'png',
  quality: null,
  automatic: null,
  chroma: null,
  lossless: true,
  progressive: 'none',
  background: TRANSPARENT,
  palette: false,
  depth: null,
  lossy: false,
  keepMetadata: false,
  keepProfile: false,
  density: null,
  animated: false,
  delay: null,
  loop: null,
}

/** Runs `use` with the picture; the file is gone afterwards, unless `use` has moved it. */
export async function withPicture<T>(
  assembly: Omit<AssemblyRequest, 'target'>,
  signal: AbortSignal,
  { renderer, spool }: Pick<PictureDependencies, 'renderer' | 'spool'>,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const target = spool.newPath()
  try {
    await renderer.assemble({ ...assembly, target }, { signal })
    return await use(await spool.measure(target, signal))
  } finally {
    await spool.discard(target)
  }
}
