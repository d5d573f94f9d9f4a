import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../../../../server/adapters/database/sqlite/index.ts'
import {
  type SearchThreadsOptions,
  searchThreads,
} from '../../../../../server/adapters/database/sqlite/search-threads.ts'
import { OverloadedError } from '../../../../../server/errors/media-errors.ts'
import { SearchTooExpensiveError } from '../../../../../server/errors/search-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'
import type { SearchQuery } from '../../../../../server/ports/search.ts'
import { ALL, anyOf, type Condition } from '../../../../../server/search-language/condition.ts'
import { anAsset } from '../rows.ts'

const query: SearchQuery = {
  environmentId: 'env',
  condition: ALL,
  sort: [],
  limit: 10,
  after: null,
  aggregations: [],
}

let folder: string
let path: string
let database: Database

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-search-'))
  path = join(folder, 'tintype.db')
  database = await openSqlite({ path, secretKey: new Uint8Array(32) })
  await database.assets.insert(anAsset({ id: '1' }))
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

function open(changes: Partial<SearchThreadsOptions> = {}) {
  return searchThreads({
    path,
    cacheBytes: 1_000_000,
    busyTimeoutMs: 1000,
    threads: 1,
    timeLimitMs: 60_000,
    mostWaiting: 10,
    ...changes,
  })
}

function numberAbove(field: string): Condition {
  return { kind: 'number', field, from: { value: 1, isIncluded: false }, to: null }
}

describe('searches in threads', () => {
  it('see what was committed before they were asked for', async () => {
    const before = await database.search(query)
    await database.assets.insert(anAsset({ id: '2', publicId: 'two' }))
    const after = await database.search(query)

    expect([before.totalCount, after.totalCount]).toEqual([1, 2])
    expect(after.assets.map(({ id }) => id)).toEqual(['2', '1'])
  })

  it('are all answered when there are more than threads', async () => {
    const found = await Promise.all(Array.from({ length: 20 }, () => database.search(query)))

    expect(found.every(({ totalCount }) => totalCount === 1)).toBe(true)
  })

  it('are refused beyond those that may wait', async () => {
    const threads = open({ mostWaiting: 1 })

    const answers = await Promise.allSettled(Array.from({ length: 3 }, () => threads.search(query)))

    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect((answers[2] as PromiseRejectedResult).reason).toBeInstanceOf(OverloadedError)
    await threads.close()
  })

  it('are given up with the reason of their signal, and others go on', async () => {
    const threads = open()
    const stopped = new AbortController()

    const [running, waiting] = [threads.search(query, stopped.signal), threads.search(query, stopped.signal)]
    const other = threads.search(query)
    stopped.abort(new Error('gone'))

    await expect(running).rejects.toThrow('gone')
    await expect(waiting).rejects.toThrow('gone')
    expect((await other).totalCount).toBe(1)
    await expect(threads.search(query, stopped.signal)).rejects.toThrow('gone')
    await threads.close()
  })

  it('leave time for everything else, however long they take', async () => {
    await database.transaction(async ({ assets }) => {
      for (let index = 0; index < 2000; index++)
        await assets.insert(anAsset({ id: `n${index}`, publicId: `n${index}` }))
    })
    const each = Array.from({ length: 250 }, (_, index) => numberAbove(`metadata.n${index}`))
    await database.search(query)
    let rounds = 0
    const timer = setInterval(() => rounds++, 5)

    const found = await database.search({ ...query, condition: anyOf(each) })

    clearInterval(timer)
    expect(found.totalCount).toBe(0)
    expect(rounds).toBeGreaterThan(5)
  })

  it('are given up past their time', async () => {
    // A thread takes longer than that to start.
    const threads = open({ timeLimitMs: 1 })

    await expect(threads.search(query)).rejects.toThrow(SearchTooExpensiveError)
    await threads.close()
  })

  it('end when the database is closed', async () => {
    const threads = open()
    const under = threads.search(query)
    const waiting = threads.search(query)
    const both = Promise.allSettled([under, waiting])

    await threads.close()

    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })
})
