/** A film as a file that lives as long as it is used. */
import type { FilmSettings } from '../../ports/film-maker.ts'
import type { SpooledFile } from '../upload/spool.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

/** Runs `use` with the film; the file is gone afterwards, unless `use` has moved it. */
export async function withFilm<T>(
  settings: Omit<FilmSettings, 'target'>,
  signal: AbortSignal,
  { spool }: Pick<UploadDependencies, 'spool'>,
  make: (settings: FilmSettings) => Promise<void>,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const target = spool.newPath()
  try {
    await make({ ...settings, target })
    return await use(await spool.measure(target, signal))
  } finally {
    await spool.discard(target)
  }
}
