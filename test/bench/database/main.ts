/**
 * The database as it grows: seeds assets into a data folder, and at each size measures listings, details, search and
 * uploads of a compiled server on it.
 *
 *   npm run bench -- --database                               10 k, 100 k, 1 M; writes server/docs/benchmark-database.md
 *   npm run bench -- --database --sizes 10000,50000           other sizes; writes nothing
 *   npm run bench -- --database --sizes 1000000 --seed-only --folder /tmp/million
 *                                                             leaves a data folder to start a server on
 *
 * A folder that has fewer assets than asked for gets the rest; `--measure-only` takes it as it is. `{size}` in its name
 * gives each size a folder of its own, to be measured again.
 */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startTintype } from '../table/tintype-server.ts'
import { type Measured, measure } from './measure.ts'
import { databasePage } from './page.ts'
import { seed, seededCount } from './seed.ts'

const SIZES = '10000,100000,1000000'
const { values } = parseArgs({
  options: {
    database: { type: 'boolean' },
    sizes: { type: 'string', default: SIZES },
    folder: { type: 'string' },
    'seed-only': { type: 'boolean', default: false },
    'measure-only': { type: 'boolean', default: false },
    write: { type: 'string' },
  },
})
const sizes = values.sizes.split(',').map((text) => {
  const size = Number(text)
  if (Number.isSafeInteger(size) && size > 0) return size
  throw new Error(`Invalid --sizes: got ${JSON.stringify(text)}, expected whole numbers joined by commas`)
})
const given = values.folder ?? mkdtempSync(join(tmpdir(), 'tintype-bench-'))

const results: (readonly [size: number, measured: readonly Measured[]])[] = []
const rates: (readonly [size: number, seconds: number])[] = []
try {
  for (const size of sizes.toSorted((left, right) => left - right)) {
    const folder = given.replaceAll('{size}', String(size))
    mkdirSync(folder, { recursive: true })
    if (!values['measure-only']) await grow(folder, size)
    if (values['seed-only']) continue
    results.push([size, await measure(folder, size)])
    say(`measured at ${size}`)
  }
} finally {
  if (values.folder === undefined) rmSync(given, { recursive: true, force: true })
}
if (results.length > 0) {
  const page = databasePage(results, rates)
  process.stdout.write(page)
  if (values.write !== undefined) writeFileSync(values.write, page)
}

async function grow(folder: string, size: number): Promise<void> {
  // The first start makes the environment.
  if (!existsSync(join(folder, 'tintype.db'))) await (await startTintype(folder)).stop()
  const from = await seededCount(folder)
  if (from >= size) return
  const start = performance.now()
  await seed({
    folder,
    from,
    to: size,
    onProgress: (count, rate) => say(`${count} assets, ${Math.round(rate)} a second`),
  })
  rates.push([size - from, (performance.now() - start) / 1000])
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
