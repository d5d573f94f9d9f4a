/**
 * Where a picture or film was taken is removed from the original, if the upload or its environment says so. It is the only
 * change that an original sees without a transformation; raw files stay as they are.
 */
import { copyFile, open, readFile, writeFile } from 'node:fs/promises'
import { asStorageFull } from '../../errors/want-of-space.ts'
import { eraseImageLocation } from './location/image-location.ts'
import { eraseVideoLocation } from './location/video-location.ts'
import type { PreparedUpload, UploadDependencies } from './upload-types.ts'

export async function stripLocation<T extends PreparedUpload>(
  upload: T,
  { spool }: Pick<UploadDependencies, 'spool'>,
): Promise<T> {
  const { parameters, environment, kind, file, signal } = upload
  if (kind === 'raw' || !(parameters.stripLocation ?? environment.settings.stripLocation)) return upload
  // In a file of its own: the parts of a chunked upload stay as they were received.
  const path = spool.newPath()
  try {
    const isChanged =
      kind === 'image' ? await eraseFromImage(file.path, path, signal) : await eraseFromVideo(file.path, path)
    if (isChanged) return { ...upload, file: await spool.measure(path, signal) }
  } catch (error) {
    await spool.discard(path)
    throw asStorageFull(error)
  }
  await spool.discard(path)
  return upload
}

/** Images are small enough to be held in memory: their limit is one of the settings. */
async function eraseFromImage(source: string, target: string, signal: AbortSignal): Promise<boolean> {
  const bytes = await readFile(source, { signal })
  if (!eraseImageLocation(bytes)) return false
  await writeFile(target, bytes, { flag: 'wx', flush: true, signal })
  return true
}

async function eraseFromVideo(source: string, target: string): Promise<boolean> {
  await copyFile(source, target)
  const file = await open(target, 'r+')
  try {
    const isChanged = await eraseVideoLocation(file)
    await file.sync()
    return isChanged
  } finally {
    await file.close()
  }
}
