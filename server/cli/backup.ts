/** `tintype backup <folder>` and `tintype backup verify <folder>`, also beside a running server. */
import { relative, resolve, sep } from 'node:path'
import { systemClock } from '../adapters/clock/system.ts'
import { readOrCreateKey } from '../adapters/database/sealer.ts'
import { openSqlite } from '../adapters/database/sqlite/index.ts'
import { snapshotSqlite } from '../adapters/database/sqlite/snapshot.ts'
import { takeBackupHold } from '../data-folder/backup-hold.ts'
import { packageFiles } from '../package-files.ts'
import { makeBackup } from '../services/data-backup/make-backup.ts'
import { verifyBackup } from '../services/data-backup/verify-backup.ts'
import type { Command } from './command.ts'
import { dataFilesOf, openStorageBeside } from './data-files.ts'
import { print, printError } from './output.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { UsageError } from './usage-error.ts'

export const backup: Command = {
  summary: 'Copies database and files of a moment into a folder, or verifies such a copy',
  usage: 'backup <folder> [--copy] [--data <data>] | backup verify <folder>',
  takesArguments: true,
  flags: {
    ...SETTING_FLAGS,
    copy: { summary: 'Copy every file, where otherwise one on the same disk gets a second name (a hard link).' },
  },
  examples: ['tintype backup /backups/monday', 'tintype backup verify /backups/monday'],
  run({ flags: { copy, ...flags }, positionals }) {
    const [first, second] = positionals
    if (first === 'verify' && second !== undefined && positionals.length === 2) return verify(resolve(second))
    if (first === undefined || second !== undefined) {
      throw new UsageError('Name the folder of the backup: tintype backup <folder>, or tintype backup verify <folder>')
    }
    return make(resolve(first), flags, copy === true)
  },
}

async function make(
  target: string,
  flags: Readonly<Record<string, string | boolean>>,
  mustCopy: boolean,
): Promise<number> {
  const config = configFromFlags(flags)
  const { folder, databasePath, secretKeyPath } = dataFilesOf(config)
  if (isInside(target, folder)) throw new UsageError(`A backup belongs outside the data folder ${folder}`)
  const storage = await openStorageBeside(config)
  const secretKey = readOrCreateKey(secretKeyPath)
  const { manifest, linked } = await makeBackup({
    target,
    secretKeyPath,
    localPath: storage.localPath,
    hold: () => takeBackupHold(folder),
    snapshot: (path) => snapshotSqlite(databasePath, path),
    openSnapshot: (path) => openSqlite({ path, secretKey, readOnly: true }),
    mayLink: !mustCopy,
    version: packageFiles().version,
    clock: systemClock(),
  })
  const { files, bytes, missing } = manifest
  print(`${target}: ${files} files with ${bytes} bytes (${linked} by hard link), as of ${manifest.begunAt}`)
  if (missing.length === 0) return 0
  for (const key of missing) printError(`tintype: ${key} is missing, or not as long as its row says`)
  printError(`tintype: the backup lacks ${missing.length} files that the data folder lacks; see tintype check`)
  return 1
}

async function verify(folder: string): Promise<number> {
  const { manifest, problems } = await verifyBackup(folder)
  for (const problem of problems) printError(`tintype: ${problem}`)
  const { files, bytes, begunAt, missing } = manifest
  const lacks = missing.length === 0 ? '' : `; ${missing.length} files were missing when it was made`
  print(`${folder}: ${files} files with ${bytes} bytes, as of ${begunAt}: ${problems.length} problems${lacks}`)
  return problems.length === 0 ? 0 : 1
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`))
}
