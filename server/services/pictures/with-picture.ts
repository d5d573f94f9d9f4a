/** A picture made of pieces, as a file that lives as long as it is used. */
import type { AssemblyRequest } from '../../ports/renderer.ts'
import type { Rgba } from '../../transformation/ast.ts'
import type { SpooledFile } from '../upload/spool.ts'
import type { PictureDependencies } from './picture-types.ts'

export const TRANSPARENT: Rgba = { red: 0, green: 0, blue: 0, alpha: 0 }

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
