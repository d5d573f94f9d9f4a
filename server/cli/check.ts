/**
 * `tintype check`: whether every row has its file and every file its row. Changes nothing. On PostgreSQL it takes the
 * place of the server, which has to be stopped.
 */
import { join, resolve } from 'node:path'
import { sqliteDamage } from '../adapters/database/sqlite/snapshot.ts'
import type { Database } from '../ports/database.ts'
import { checkData, type Discrepancy } from '../services/data-check/check-data.ts'
import { readIntents } from '../services/upload/intents.ts'
import type { Command } from './command.ts'
import { dataFilesOf, openStorageBeside, withDatabaseBeside } from './data-files.ts'
import { print } from './output.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { withStoredDatabase } from './stored-database.ts'

const MARKS = { error: 'ERROR  ', warning: 'warning', note: 'note   ' } as const

export const check: Command = {
  summary: 'Compares the database and the files of a data folder, also beside a running server',
  usage: 'check [--digests] [--json] [--data <data>]',
  flags: {
    ...SETTING_FLAGS,
    digests: { summary: 'Read every file whole and compare its digest; otherwise its size.' },
    json: { summary: 'Print each finding as a line of JSON.' },
  },
  async run({ flags: { digests, json, ...flags } }) {
    const config = configFromFlags(flags)
    const folder = resolve(config.data)
    const embedded = config.databaseUrl === undefined ? dataFilesOf(config) : null
    const counts = { error: 0, warning: 0, note: 0 }
    const report = (found: Discrepancy) => {
      counts[found.severity] += 1
      print(json ? JSON.stringify(found) : textOf(found))
    }
    for (const line of embedded === null ? [] : sqliteDamage(embedded.databasePath)) {
      report({ severity: 'error', key: 'tintype.db', text: line, repair: 'restore a backup into a new data folder' })
    }
    // Nothing that a damaged database says of files can be believed.
    if (counts.error > 0) return 1
    const checkAll = async (database: Database) => {
      // Opens every secret: a key of another database is found now, not at the next upload.
      for (const { id } of await database.environments.list()) await database.accessKeys.listByEnvironment(id)
      const storage = await openStorageBeside(config)
      const intentFolder = join(folder, 'spool/intents')
      const arriving = async () => {
        const intents = await readIntents({ intentFolder })
        return new Set(intents.flatMap(({ intent }) => (intent === null ? [] : [intent.storageKey])))
      }
      const checked = await checkData(
        { database, storage, withDigests: digests === true, now: () => Date.now(), arriving },
        report,
      )
      if (!json) print(summary(checked, counts, digests === true))
    }
    if (embedded === null) await withStoredDatabase(config, checkAll)
    else await withDatabaseBeside(embedded, checkAll)
    return counts.error > 0 ? 1 : 0
  },
}

function textOf({ severity, key, text, repair }: Discrepancy): string {
  return `${MARKS[severity]}  ${key} ${text}\n         -> ${repair}`
}

function summary(
  { files, quarantined }: Awaited<ReturnType<typeof checkData>>,
  counts: Readonly<Record<Discrepancy['severity'], number>>,
  withDigests: boolean,
): string {
  const looked = `${files.original} originals, ${files.backup} backup copies, ${files.derived} derived files`
  const waiting = files.waiting === 0 ? '' : `, ${files.waiting} files of uploads that wait to be carried out`
  const how = withDigests ? 'sizes and digests' : 'sizes only; --digests reads them'
  const aside = quarantined === 0 ? '' : `, ${quarantined} files in the quarantine`
  return `${looked}${waiting} (${how})${aside}: ${counts.error} errors, ${counts.warning} warnings, ${counts.note} notes`
}
