import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeSpoolLeftovers } from '../../../../server/services/sweep/spool-leftovers.ts'
import { anAsset } from '../../adapters/database/rows.ts'
import { openSweep, type Sweep } from './open-sweep.ts'

describe('removeSpoolLeftovers', () => {
  let sweep: Sweep
  beforeEach(async () => {
    sweep = await openSweep()
  })
  afterEach(() => sweep.close())

  it('removes files that were arriving', async () => {
    await sweep.spooled('0123')
    await sweep.spooled('render/draft.png')

    await removeSpoolLeftovers(sweep.dependencies)

    expect((await readdir(sweep.spool.folder)).sort()).toEqual(['chunks', 'intents'])
  })

  it('keeps the parts of chunked uploads that have a session', async () => {
    await sweep.database.uploadSessions.put(aSession('known', sweep.clock.now()))
    await sweep.spooled('chunks/known/0')
    await sweep.spooled('chunks/unknown/0')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await readdir(sweep.spool.chunkFolder)).toEqual(['known'])
    expect(await readdir(join(sweep.spool.chunkFolder, 'known'))).toEqual(['0'])
  })

  it('deletes the original of an upload that was never acknowledged', async () => {
    await sweep.stored('env/asset/version/original.jpg')
    await sweep.spooled('intents/version', 'env/asset/version/original.jpg')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([])
    expect(await readdir(sweep.spool.intentFolder)).toEqual([])
  })

  it('keeps the original of an upload that was committed just before the end', async () => {
    const storageKey = 'env/asset/version/original.jpg'
    await sweep.stored(storageKey)
    await sweep.spooled('intents/version', storageKey)
    await sweep.database.assets.insert(anAsset({ storageKey }))

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([storageKey])
    expect(await readdir(sweep.spool.intentFolder)).toEqual([])
  })

  it.each(['', 'env', 'env/ass', 'env/asset/version', '../../etc/passwd'])(
    'touches no stored file for the incomplete intent "%s"',
    async (content) => {
      await sweep.stored('env/asset/version/original.jpg')
      await sweep.spooled('intents/version', content)

      await removeSpoolLeftovers(sweep.dependencies)

      expect(await sweep.storedKeys()).toEqual(['env/asset/version/original.jpg'])
    },
  )
})

function aSession(id: string, updatedAt: number) {
  return { id, environmentId: 'env', uploadId: id, totalBytes: null, parts: [], createdAt: 1, updatedAt, result: null }
}
