/** What is told of inside of transactions, and what readers then hear. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { openSqlite } from '../../../../server/adapters/database/sqlite/index.ts'
import { systemRandom } from '../../../../server/adapters/random/system.ts'
import type { Database } from '../../../../server/ports/database.ts'
import { type AfterCommit, afterCommit } from '../../../../server/services/live-changes/after-commit.ts'
import {
  createLiveChanges,
  type LiveChange,
  type LiveChanges,
} from '../../../../server/services/live-changes/live-changes.ts'

let stored: Database
let commits: AfterCommit
let live: LiveChanges
const clock = manualClock()
const heard: LiveChange[] = []
let ends = 0

beforeEach(async () => {
  stored = await openSqlite({ path: ':memory:', secretKey: new Uint8Array(32) })
  commits = afterCommit(stored)
  live = createLiveChanges({ clock, random: systemRandom(), commits })
  heard.length = 0
  ends = 0
})
afterEach(() => stored.close())

const read = (sessionId = 'one', lastId: string | null = null) =>
  live.read(
    {
      environmentId: 'env',
      sessionId,
      onChange: (change) => heard.push(change),
      onEnd: () => {
        ends += 1
      },
    },
    lastId,
  )
const upload = (public_id: string) => ({
  environmentId: 'env',
  type: 'upload' as const,
  body: { public_id },
  sessionId: null,
  whereabouts: null,
})
const names = (changes: readonly LiveChange[] | null | undefined) =>
  changes?.map(({ data }) => JSON.parse(data).public_id)

describe('what a transaction tells', () => {
  it('is heard after its commit, in order', async () => {
    read()

    await commits.database.transaction(async (tables) => {
      live.tell(tables, upload('a'))
      live.tell(tables, upload('b'))
      expect(heard).toEqual([])
    })

    expect(names(heard)).toEqual(['a', 'b'])
  })

  it('is not heard when it is rejected', async () => {
    read()

    const rejected = commits.database.transaction(async (tables) => {
      live.tell(tables, upload('a'))
      throw new Error('no')
    })

    await expect(rejected).rejects.toThrow('no')
    await commits.database.transaction(async (tables) => live.tell(tables, upload('b')))
    expect(names(heard)).toEqual(['b'])
  })

  it('is heard by its own only when several are committed together', async () => {
    read()

    const all = Array.from({ length: 10 }, (_, index) =>
      commits.database.transaction(async (tables) => {
        live.tell(tables, upload(String(index)))
        if (index % 2 === 1) throw new Error('odd')
      }),
    )

    await Promise.allSettled(all)
    expect(names(heard)?.sort()).toEqual(['0', '2', '4', '6', '8'])
  })
})

describe('readers', () => {
  it('hear nothing of other environments, nor of files that were made', () => {
    read()

    live.publish({ ...upload('a'), environmentId: 'other' })
    live.tell(stored, { ...upload('a'), type: 'eager' })

    expect(heard).toEqual([])
  })

  it('who come back are given what they have missed, as long as it is known', () => {
    const first = read()
    live.publish(upload('a'))
    const seen = heard[0]?.id ?? ''
    first?.stop()
    for (let count = 0; count < 500; count += 1) live.publish(upload(String(count)))

    expect(names(read('two', seen)?.missed)).toHaveLength(500)
    live.publish(upload('one too many'))
    expect(read('three', seen)?.missed).toBeNull()
  })

  it('leave nothing behind for an environment that nobody reads', () => {
    expect(live.isRead('env')).toBe(false)
    const reading = read()
    expect(live.isRead('env')).toBe(true)

    reading?.stop()
    clock.advance(5 * 60_000 + 1)

    expect(live.isRead('env')).toBe(false)
  })

  it('are told no more than names of what is very long', () => {
    read()

    live.publish({ ...upload('a'), body: { public_id: 'a', api_key: '1', context: 'x'.repeat(100_000) } })

    expect(JSON.parse(heard[0]?.data ?? '')).toEqual({ public_id: 'a', is_shortened: true })
  })

  it('of a session are six at most, and end with it', () => {
    const readings = Array.from({ length: 7 }, () => read())
    expect(readings.map((reading) => reading !== null)).toEqual([true, true, true, true, true, true, false])
    expect(read('other')).not.toBeNull()

    live.endSession('one')
    expect(ends).toBe(6)

    live.close()
    expect(ends).toBe(13)
  })
})
