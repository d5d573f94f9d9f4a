/**
 * Originals as files on this machine, which is what the engines read: the stored file itself where the storage has it
 * here, else a copy in the spool folder that lives as long as it is used.
 */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Asset } from '../../domain/asset.ts'
import { UnsupportedFormatError } from '../../errors/media-errors.ts'
import type { Random } from '../../ports/random.ts'
import type { SourceFile } from '../../ports/renderer.ts'
import type { Storage } from '../../ports/storage.ts'

export interface LocalSourceDependencies {
  readonly storage: Storage
  readonly random: Random
  /** Folder for copies; on the volume of the storage, if that is a disk. */
  readonly spoolFolder: string
}

/** Runs `use` with the asset's original as a local file. @throws UnsupportedFormatError for raw files. */
export async function withLocalSource<T>(
  asset: Asset,
  { storage, random, spoolFolder }: LocalSourceDependencies,
  use: (file: SourceFile) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const { facts } = asset
  if (facts === null) throw new UnsupportedFormatError(`A raw file cannot be transformed: ${asset.publicId}`)
  if (storage.localPath !== undefined) return use({ path: storage.localPath(asset.storageKey), facts })
  const path = join(spoolFolder, `source-${random.hex(32)}`)
  try {
    const { body } = await storage.get(asset.storageKey, signal === undefined ? {} : { signal })
    await pipeline(body, createWriteStream(path, { flags: 'wx' }))
    return await use({ path, facts })
  } finally {
    await rm(path, { force: true })
  }
}
