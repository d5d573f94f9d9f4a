/**
 * A start in two steps. A child that renders takes a tenth of a second to start, and loading the rest of the server
 * takes longer still: so the data folder is locked and the first child started before the rest is loaded.
 */
import { resolve } from 'node:path'
import { pinoLog } from './adapters/log/pino.ts'
import type { Composition, Ground } from './compose.ts'
import { composeEngines, type Engines } from './compose-engines.ts'
import type { Config } from './config/settings.ts'
import { openDataFolder } from './data-folder/data-folder.ts'
import type { Replacements } from './replacements.ts'

/** @throws DataFolderError | ConfigError */
export async function begin(config: Config, replacements: Replacements): Promise<Composition> {
  const { databaseUrl, reserveBytes, backupDir } = config
  const backupFolder = backupDir === undefined ? null : resolve(backupDir)
  const log = replacements.log ?? pinoLog(config.logLevel)
  const dataFolder = openDataFolder(config.data)
  let engines: Engines | null = null
  try {
    engines = composeEngines(config, { folder: dataFolder.path, log })
    const [{ compose }, { composeStorage }] = await Promise.all([
      import('./compose.ts'),
      import('./compose-storage.ts'),
    ])
    const keep: Ground['keep'] = (clock) =>
      composeStorage(dataFolder, { databaseUrl, reserveBytes, backupFolder, clock, log })
    return await compose(config, { keep, engines, log }, replacements)
  } catch (error) {
    await engines?.close()
    dataFolder.close()
    throw error
  }
}
