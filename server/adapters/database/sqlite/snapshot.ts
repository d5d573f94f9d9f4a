/**
 * A copy of the database as it is at one moment, made beside a server that writes: SQLite reads in one transaction and
 * writes a new, compact file. Blocks its thread meanwhile: for processes of their own.
 */
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { translated } from './node-sqlite.ts'

const BUSY_TIMEOUT_MS = 10_000

/** @param target must not exist; is on the disk afterwards */
export function snapshotSqlite(path: string, target: string): void {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    translated(() => database.prepare('vacuum into ?').run(target))
  } finally {
    database.close()
  }
  const file = openSync(target, 'r+')
  fsyncSync(file)
  closeSync(file)
}

/** What SQLite finds wrong with the file itself; empty when nothing. */
export function sqliteDamage(path: string): readonly string[] {
  const database = new DatabaseSync(path, { readOnly: true, timeout: BUSY_TIMEOUT_MS })
  try {
    const rows = database.prepare('pragma quick_check(20)').all() as { readonly quick_check: string }[]
    return rows.map(({ quick_check: line }) => line).filter((line) => line !== 'ok')
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  } finally {
    database.close()
  }
}
