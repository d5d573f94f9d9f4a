/** `tintype restore <folder>`: puts a backup into an empty data folder. */
import { resolve } from 'node:path'
import { markRestoring, RESTORE_MARK, unmarkRestoring } from '../data-folder/restore-mark.ts'
import { restoreBackup } from '../services/data-backup/restore-backup.ts'
import type { Command } from './command.ts'
import { openStorageBeside, refusePostgres } from './data-files.ts'
import { print } from './output.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { UsageError } from './usage-error.ts'

export const restore: Command = {
  summary: 'Puts a backup into an empty data folder',
  usage: 'restore <folder> [--data <data>]',
  takesArguments: true,
  flags: SETTING_FLAGS,
  examples: ['tintype restore /backups/monday --data ./restored'],
  async run({ flags, positionals: [source, excess] }) {
    if (source === undefined || excess !== undefined)
      throw new UsageError('Name the folder of the backup: tintype restore <folder>')
    const config = configFromFlags(flags)
    refusePostgres(config.databaseUrl)
    const target = resolve(config.data)
    const { files, bytes, begunAt } = await restoreBackup({
      source: resolve(source),
      target,
      markName: RESTORE_MARK,
      mark: markRestoring,
      unmark: unmarkRestoring,
      openStorage: () => openStorageBeside(config),
    })
    print(
      `${target}: ${files} files with ${bytes} bytes, as of ${begunAt}; start it with: tintype serve --data ${target}`,
    )
    return 0
  },
}
