/**
 * Where a picture or film was made is removed from the original, if the upload or its environment says so. It is the only
 * change that an original sees without a transformation; raw files stay as they are.
 */
import { constants, copyFile, open } from 'node:fs/promises'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { Patch } from '../location/byte-source.ts'
import { locationPatches } from '../location/location-patches.ts'
import { withRoom } from '../room/with-room.ts'
import type { PreparedUpload, UploadDependencies } from './upload-types.ts'

/**
 * The same upload, or one of a changed copy of its file: parts of an upload that fails are kept as they came.
 * @throws InvalidParameterError when it cannot be removed
 */
export async function stripLocation(
  upload: PreparedUpload,
  { spool, room }: Pick<UploadDependencies, 'spool' | 'room'>,
): Promise<PreparedUpload> {
  const { parameters, environment, kind, format, file, signal } = upload
  const isAsked = parameters.stripLocation ?? environment.settings.stripLocation
  if (!isAsked || kind === 'raw' || format === null) return upload
  const patches = await locationPatches(file.path, format)
  if (patches.length === 0) return upload
  const path = spool.newPath()
  try {
    await withRoom(room, () => copyChanged(file.path, path, patches))
    return { ...upload, file: await spool.measure(path, signal) }
  } catch (error) {
    await spool.discard(path)
    throw asStorageFull(error)
  }
}

async function copyChanged(from: string, to: string, patches: readonly Patch[]): Promise<void> {
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const copy = await open(to, 'r+')
  try {
    for (const { position, bytes } of patches) await copy.write(bytes, 0, bytes.length, position)
  } finally {
    await copy.close()
  }
}
