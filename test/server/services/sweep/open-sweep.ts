/** A data folder in a temporary place, with the real database and storage and a clock that stands still. */
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import { memoryLocks } from '../../../../server/adapters/locks/memory.ts'
import { fsStorage } from '../../../../server/adapters/storage/fs.ts'
import type { SweepDependencies } from '../../../../server/services/sweep/sweep-dependencies.ts'

export interface LogLine {
  readonly level: string
  readonly fields: Readonly<Record<string, unknown>>
  readonly message: string
}

export async function openSweep() {
  const root = await mkdtemp(join(tmpdir(), 'tintype-sweep-'))
  const folder = join(root, 'spool')
  const spool = { folder, chunkFolder: join(folder, 'chunks'), intentFolder: join(folder, 'intents') }
  await mkdir(spool.chunkFolder, { recursive: true })
  await mkdir(spool.intentFolder)
  const database = await openSqlite({ path: join(root, 'db.sqlite'), secretKey: new Uint8Array(32) })
  const storage = await fsStorage({ root: join(root, 'storage') })
  const clock = manualClock(Date.now())
  const lines: LogLine[] = []
  const write = (level: string) => (fields: object, message: string) => {
    lines.push({ level, fields: { ...fields }, message })
  }
  const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') }
  const dependencies: SweepDependencies = { database, storage, spool, locks: memoryLocks(), clock, log }
  return {
    ...dependencies,
    clock,
    dependencies,
    lines,
    async spooled(name: string, content = 'x'): Promise<string> {
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, content)
      return path
    },
    async stored(key: string, options: { readonly hoursOld?: number } = {}): Promise<void> {
      await storage.put(key, Readable.from([key]))
      const time = new Date(clock.now() - (options.hoursOld ?? 0) * 3_600_000)
      await utimes(storage.localPath?.(key) as string, time, time)
    },
    async storedKeys(): Promise<readonly string[]> {
      const keys: string[] = []
      for await (const { key } of storage.list('')) keys.push(key)
      return keys.sort()
    },
    async close(): Promise<void> {
      await database.close()
      await rm(root, { recursive: true, force: true })
    },
  }
}

export type Sweep = Awaited<ReturnType<typeof openSweep>>
