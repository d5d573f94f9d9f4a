import { readdir, readFile } from 'node:fs/promises'
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
    await sweep.spooled('chunks/known')
    await sweep.spooled('chunks/unknown')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await readdir(sweep.spool.chunkFolder)).toEqual(['known'])
  })

  it('deletes the original of an upload that was never acknowledged', async () => {
    await sweep.stored('env/asset/version/original.jpg')
    await sweep.spooled('intents/version', 'env/asset/version/original.jpg\n\n')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([])
    expect(await readdir(sweep.spool.intentFolder)).toEqual([])
  })

  it('gives the parts of a chunked upload back that was about to become an asset', async () => {
    await sweep.database.uploadSessions.put(aSession('known', sweep.clock.now()))
    await sweep.stored('env/asset/version/original.bin')
    await sweep.spooled('intents/version', 'env/asset/version/original.bin\nknown\n')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([])
    expect(await readFile(join(sweep.spool.chunkFolder, 'known'), 'utf8')).toBe('env/asset/version/original.bin')
    expect(await readdir(sweep.spool.intentFolder)).toEqual([])
  })

  it('gives nothing back to a chunked upload that is over', async () => {
    await sweep.database.uploadSessions.put({ ...aSession('over', sweep.clock.now()), result: '{}' })
    await sweep.stored('env/asset/version/original.bin')
    await sweep.spooled('intents/version', 'env/asset/version/original.bin\nover\n')

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([])
    expect(await readdir(sweep.spool.chunkFolder)).toEqual([])
  })

  it('keeps the original of an upload that was committed just before the end', async () => {
    const storageKey = 'env/asset/version/original.jpg'
    await sweep.stored(storageKey)
    await sweep.spooled('intents/version', `${storageKey}\n\n`)
    await sweep.database.assets.insert(anAsset({ storageKey }))

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual([storageKey])
    expect(await readdir(sweep.spool.intentFolder)).toEqual([])
  })

  it.each([
    '',
    'env/ass',
    'env/asset/version/original.jpg',
    'env/asset/version/original.jpg\n',
    '../../etc/passwd\n\n',
  ])('touches no stored file for the incomplete intent %j', async (content) => {
    await sweep.stored('env/asset/version/original.jpg')
    await sweep.spooled('intents/version', content)

    await removeSpoolLeftovers(sweep.dependencies)

    expect(await sweep.storedKeys()).toEqual(['env/asset/version/original.jpg'])
  })
})

function aSession(id: string, updatedAt: number) {
  return { id, environmentId: 'env', uploadId: id, totalBytes: null, parts: [], createdAt: 1, updatedAt, result: null }
}
