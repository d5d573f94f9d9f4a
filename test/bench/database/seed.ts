/** Writes assets into the database of a data folder that no server uses, through the repositories of a server. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readOrCreateKey } from '../../../server/adapters/database/sealer.ts'
import { openSqlite } from '../../../server/adapters/database/sqlite/index.ts'
import { seededAsset } from './seeded-assets.ts'

const TOGETHER = 2_000
/** Rows come in the order of nothing that is indexed by id: with less, most of the time goes into reading pages again. */
const CACHE_BYTES = 2 * 1024 ** 3

export interface Seeding {
  /** The data folder; its database must have an environment. */
  readonly folder: string
  /** Assets that are there already. */
  readonly from: number
  /** Assets that are there afterwards. */
  readonly to: number
  readonly onProgress?: (count: number, perSecond: number) => void
}

/** How many seeded assets the database of a data folder has. */
export async function seededCount(folder: string): Promise<number> {
  const database = new DatabaseSync(join(folder, 'tintype.db'), { readOnly: true })
  try {
    const row = database.prepare(`select count(*) as assets from asset where original_filename like 'IMG_%'`).get()
    return Number(row?.assets)
  } finally {
    database.close()
  }
}

export async function seed({ folder, from, to, onProgress }: Seeding): Promise<void> {
  const database = await openSqlite({
    path: join(folder, 'tintype.db'),
    secretKey: readOrCreateKey(join(folder, 'secret.key')),
    cacheBytes: CACHE_BYTES,
  })
  try {
    const [environment] = await database.environments.list()
    if (environment === undefined)
      throw new Error('Start a server on the folder first: its database has no environment')
    let [since, done] = [performance.now(), from]
    for (let start = from; start < to; start += TOGETHER) {
      await database.transaction(async ({ assets }) => {
        for (let number = start; number < Math.min(to, start + TOGETHER); number++) {
          await assets.insert(seededAsset(environment.id, number))
        }
      })
      if ((start + TOGETHER) % 50_000 > 0 && start + TOGETHER < to) continue
      const now = performance.now()
      const count = Math.min(to, start + TOGETHER)
      onProgress?.(count, ((count - done) / (now - since)) * 1000)
      ;[since, done] = [now, count]
    }
  } finally {
    await database.close()
  }
}
