import { readdir } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepUploadSessions } from '../../../../server/services/sweep/upload-sessions.ts'
import { uploadSessionLock } from '../../../../server/services/upload/session-lock.ts'
import { openSweep, type Sweep } from './open-sweep.ts'

const DAY = 24 * 3_600_000

describe('sweepUploadSessions', () => {
  let sweep: Sweep
  beforeEach(async () => {
    sweep = await openSweep()
  })
  afterEach(() => sweep.close())

  async function session(id: string, idleMs: number): Promise<void> {
    const updatedAt = sweep.clock.now() - idleMs
    const rest = { totalBytes: null, parts: [], createdAt: 1, result: null }
    await sweep.database.uploadSessions.put({ id, environmentId: 'env', uploadId: `${id}-sent`, updatedAt, ...rest })
    await sweep.spooled(`chunks/${id}`)
  }

  it('forgets sessions that were idle for a day, with their parts', async () => {
    await session('old', DAY + 1)
    await session('young', DAY - 1)

    await sweepUploadSessions(sweep, { limit: 10 })

    expect((await sweep.database.uploadSessions.list()).map(({ id }) => id)).toEqual(['young'])
    expect(await readdir(sweep.spool.chunkFolder)).toEqual(['young'])
  })

  it('takes no more than it may', async () => {
    await session('a', DAY + 2)
    await session('b', DAY + 1)

    expect(await sweepUploadSessions(sweep, { limit: 1 })).toBe(1)
    expect((await sweep.database.uploadSessions.list()).map(({ id }) => id)).toEqual(['b'])
  })

  it('leaves a session alone for which a part is arriving', async () => {
    await session('old', DAY + 1)

    await sweep.locks.withLock(uploadSessionLock('env', 'old-sent'), async () => {
      expect(await sweepUploadSessions(sweep, { limit: 10 })).toBe(0)
    })

    expect(await readdir(sweep.spool.chunkFolder)).toEqual(['old'])
  })
})
