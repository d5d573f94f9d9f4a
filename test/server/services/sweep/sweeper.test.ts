import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Sweeper, startSweeper } from '../../../../server/services/sweep/sweeper.ts'
import { aDerived, anAsset } from '../../adapters/database/rows.ts'
import { openSweep, type Sweep } from './open-sweep.ts'

const MINUTE = 60_000

describe('startSweeper', () => {
  let sweep: Sweep
  let sweeper: Sweeper | null
  beforeEach(async () => {
    sweep = await openSweep()
    sweeper = null
  })
  afterEach(async () => {
    await sweeper?.close()
    await sweep.close()
  })

  /** Moves the clock minute by minute until the expectation holds. */
  async function eventually(expectation: () => Promise<void>, stepMs = MINUTE): Promise<void> {
    await vi.waitFor(
      async () => {
        sweep.clock.advance(stepMs)
        await expectation()
      },
      { timeout: 10_000, interval: 5 },
    )
  }

  it('has emptied the spool folder when it resolves', async () => {
    await sweep.spooled('leftover')

    sweeper = await startSweeper(sweep.dependencies)

    expect((await readdir(sweep.spool.folder)).sort()).toEqual(['chunks', 'intents'])
  })

  it('deletes what was garbage before the start without waiting', async () => {
    await sweep.stored('env/a/v/original.jpg')
    await sweep.database.garbage.add(['env/a/v/original.jpg'], sweep.clock.now() - 1)

    sweeper = await startSweeper(sweep.dependencies)

    await vi.waitFor(async () => expect(await sweep.storedKeys()).toEqual([]))
  })

  it('deletes the file of a deleted asset a minute later', async () => {
    sweeper = await startSweeper(sweep.dependencies)
    await sweep.stored('env/a/v/original.jpg')
    const deletedAt = sweep.clock.now()
    await sweep.database.garbage.add(['env/a/v/original.jpg'], deletedAt)

    await eventually(async () => expect(await sweep.storedKeys()).toEqual([]), 5_000)

    expect(sweep.clock.now() - deletedAt).toBeGreaterThanOrEqual(MINUTE)
  })

  it('goes on to the rest in later rounds when there is more than one round may do', async () => {
    const keys = Array.from({ length: 450 }, (_, index) => `env/a/v/d/${index}`)
    await sweep.database.garbage.add(keys, sweep.clock.now() - 1)

    sweeper = await startSweeper(sweep.dependencies)

    await eventually(async () => expect(await sweep.database.garbage.list(sweep.clock.now() + 1, 1)).toEqual([]), 1_000)
  })

  it('removes what was made from a version that is gone, row and file', async () => {
    await sweep.database.assets.insert(anAsset({ id: 'a', versionId: 'v2', storageKey: 'env/a/v2/original.jpg' }))
    await sweep.stored('env/a/v2/original.jpg')
    const old = aDerived({ id: 'old', assetId: 'a', versionId: 'v1', storageKey: 'env/a/v1/d/f.jpg' })
    const current = aDerived({ id: 'current', assetId: 'a', versionId: 'v2', storageKey: 'env/a/v2/d/f.jpg' })
    for (const derived of [old, current]) {
      await sweep.database.derived.insert(derived)
      await sweep.stored(derived.storageKey)
    }

    sweeper = await startSweeper(sweep.dependencies)

    await eventually(async () => {
      expect(await sweep.storedKeys()).toEqual(['env/a/v2/d/f.jpg', 'env/a/v2/original.jpg'])
    })
    expect((await sweep.database.derived.listByAsset('a')).map(({ id }) => id)).toEqual(['current'])
  })

  it('forgets expired delete tokens and keeps the others', async () => {
    const token = { environmentId: 'env', assetId: 'a', versionId: 'v' }
    const now = sweep.clock.now()
    await sweep.database.deleteTokens.insert({ ...token, tokenHash: 'soon', expiresAt: now + MINUTE })
    await sweep.database.deleteTokens.insert({ ...token, tokenHash: 'later', expiresAt: now + 1000 * 24 * 60 * MINUTE })
    const isThere = vi.spyOn(sweep.database.deleteTokens, 'deleteExpired')

    sweeper = await startSweeper(sweep.dependencies)
    await eventually(async () => expect(isThere.mock.calls.length).toBeGreaterThan(3))

    expect(await sweep.database.deleteTokens.take(token.environmentId, 'soon')).toBeNull()
    expect(await sweep.database.deleteTokens.take(token.environmentId, 'later')).not.toBeNull()
  })

  it('compares rows and files again every day', async () => {
    sweeper = await startSweeper(sweep.dependencies)
    await sweep.stored('env/a/v/original.jpg')

    await eventually(
      async () => expect(await sweep.storedKeys()).toEqual(['quarantine/env/a/v/original.jpg']),
      3_600_000,
    )
  })

  it('goes on after a failure, and says so', async () => {
    const failing = vi.spyOn(sweep.database.garbage, 'list').mockRejectedValueOnce(new Error('disk went away'))
    await sweep.database.garbage.add(['env/a/v/original.jpg'], sweep.clock.now() - 1)

    sweeper = await startSweeper(sweep.dependencies)

    await eventually(async () => expect(await sweep.database.garbage.has('env/a/v/original.jpg')).toBe(false))
    expect(failing.mock.calls.length).toBeGreaterThan(1)
    expect(sweep.lines.some(({ level }) => level === 'error')).toBe(true)
  })

  it('stops while it waits', async () => {
    const started = await startSweeper(sweep.dependencies)

    await started.close()
    await started.close()
  })
})
