/**
 * Puts a backup into an empty data folder. Every file is compared with its digest while it is written. The folder is
 * marked until all is there, so that no server starts on a part of it; a restore that was cut off can be run again.
 */
import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import type { Storage } from '../../ports/storage.ts'
import { BackupError } from './backup-error.ts'
import { flushed } from './local-files.ts'
import { type BackedUpFile, DATABASE, FILES, type Manifest, readManifest, SECRET_KEY } from './manifest.ts'
import { damagedParts, listedFiles } from './verify-backup.ts'

export interface RestoreOptions {
  /** Absolute; of the backup. */
  readonly source: string
  /** Absolute; the data folder. */
  readonly target: string
  /** Of the mark in it. */
  readonly markName: string
  mark(folder: string): void
  unmark(folder: string): void
  /** The storage of the data folder; opened when the folder is there. */
  openStorage(): Promise<Storage>
}

/** @throws BackupError */
export async function restoreBackup(options: RestoreOptions): Promise<Manifest> {
  const { source, target, markName } = options
  const manifest = await readManifest(source)
  const damaged = await damagedParts(source, manifest)
  if (damaged.length > 0) throw new BackupError(`The backup is damaged: ${damaged.join('; ')}`)
  await prepare(target, markName)
  options.mark(target)
  const storage = await options.openStorage()
  for await (const file of listedFiles(source)) await restoreFile(source, file, storage)
  for (const name of [SECRET_KEY, DATABASE]) {
    await copyFile(join(source, name), join(target, name), constants.COPYFILE_EXCL)
    await chmod(join(target, name), 0o600)
    await flushed(join(target, name))
  }
  await flushed(target)
  options.unmark(target)
  return manifest
}

async function prepare(target: string, markName: string): Promise<void> {
  await mkdir(target, { recursive: true, mode: 0o700 })
  const entries = await readdir(target)
  if (entries.length === 0) return
  if (!entries.includes(markName)) {
    throw new BackupError(`The data folder ${target} is not empty: restore into a new one, with --data`)
  }
  // What an earlier try left behind.
  for (const name of entries) if (name !== markName) await rm(join(target, name), { recursive: true })
}

async function restoreFile(source: string, { key, bytes, sha256 }: BackedUpFile, storage: Storage): Promise<void> {
  const hash = createHash('sha256')
  let received = 0
  const compare = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      received += chunk.length
      done(null, chunk)
    },
    flush(done) {
      const isSame = received === bytes && hash.digest('hex') === sha256
      done(isSame ? null : new BackupError(`The backup is damaged: ${FILES}/${key} is not what was backed up`))
    },
  })
  const file = createReadStream(join(source, FILES, key))
  file.once('error', (error) => compare.destroy(new BackupError(`The backup lacks ${FILES}/${key}`, { cause: error })))
  await storage.put(key, file.pipe(compare))
}
