import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryStorage } from '../../../../server/adapters/storage/memory.ts'
import { inspect } from '../../../../server/services/sweep/inspection.ts'
import { aDerived, anAsset } from '../../adapters/database/rows.ts'
import { openSweep, type Sweep } from './open-sweep.ts'

describe('inspect', () => {
  let sweep: Sweep
  beforeEach(async () => {
    sweep = await openSweep()
  })
  afterEach(() => sweep.close())

  async function inspectAll(limit = 100): Promise<number> {
    let rounds = 0
    for await (const _ of inspect(sweep, { limit })) rounds += 1
    return rounds
  }

  it('moves files that no row names to the quarantine when they are older than an hour', async () => {
    await sweep.stored('env/a/v/original.jpg', { hoursOld: 1.1 })
    await sweep.stored('env/b/v/original.jpg', { hoursOld: 0.9 })

    await inspectAll()

    expect(await sweep.storedKeys()).toEqual(['env/b/v/original.jpg', 'quarantine/env/a/v/original.jpg'])
    const object = await sweep.storage.get('quarantine/env/a/v/original.jpg')
    expect(await text(object.body)).toBe('env/a/v/original.jpg')
    expect(sweep.lines).toMatchObject([{ level: 'warn', fields: { storageKey: 'env/a/v/original.jpg' } }])
  })

  it('moves nothing that a row, the list of garbage or an upload under way names', async () => {
    const names = ['env/a/v/original.jpg', 'env/a/v/d/file.jpg', 'env/b/v/original.jpg', 'env/c/v/original.jpg']
    const keys = [...names, 'env/pending/p/original.bin']
    const [original = '', derived = '', garbage = '', arriving = '', waiting = ''] = keys
    for (const key of keys) await sweep.stored(key, { hoursOld: 2 })
    await sweep.database.assets.insert(anAsset({ storageKey: original }))
    await sweep.database.derived.insert(aDerived({ storageKey: derived }))
    await sweep.database.garbage.add([garbage], 1)
    await sweep.spooled('intents/v', `${arriving}\n\n`)
    const file = { storageKey: waiting, bytes: 1, sha256: '' }
    await sweep.database.pendingUploads.insert({ id: 'p', environmentId: 'env', file, request: '{}', createdAt: 1 })

    await inspectAll()

    expect(await sweep.storedKeys()).toEqual([...keys].sort())
  })

  it('empties the quarantine of what was put there more than 30 days ago, however old it was then', async () => {
    await sweep.stored('env/a/v/original.jpg', { hoursOld: 1000 })
    await inspectAll()
    const quarantined = ['quarantine/env/a/v/original.jpg']

    sweep.clock.advance(29 * 24 * 3_600_000)
    await inspectAll()
    expect(await sweep.storedKeys()).toEqual(quarantined)

    sweep.clock.advance(2 * 24 * 3_600_000)
    await inspectAll()
    expect(await sweep.storedKeys()).toEqual([])
    expect(sweep.lines.at(-1)).toMatchObject({ level: 'warn', fields: { storageKey: quarantined[0] } })
  })

  it('deletes derived files that no row names, which can be made again', async () => {
    await sweep.stored('env/a/v/d/0123.jpg', { hoursOld: 1.1 })
    await sweep.stored('env/a/v/d/4567.jpg', { hoursOld: 0.9 })

    await inspectAll()

    expect(await sweep.storedKeys()).toEqual(['env/a/v/d/4567.jpg'])
  })

  it('reports assets without their file and deletes nothing', async () => {
    await sweep.stored('env/a/v1/original.jpg')
    await sweep.database.assets.insert(anAsset({ id: 'a', publicId: 'a', storageKey: 'env/a/v1/original.jpg' }))
    await sweep.database.assets.insert(anAsset({ id: 'b', publicId: 'b', storageKey: 'env/b/v1/original.jpg' }))

    await inspectAll()

    expect(sweep.lines).toMatchObject([{ level: 'error', fields: { assetId: 'b' } }])
    expect(await sweep.database.assets.findById('env', 'b')).not.toBeNull()
  })

  it('works in pieces', async () => {
    for (const id of ['a', 'b', 'c']) {
      const storageKey = `env/${id}/v1/original.jpg`
      await sweep.stored(storageKey)
      await sweep.database.assets.insert(anAsset({ id, publicId: id, storageKey }))
    }

    expect(await inspectAll(1)).toBeGreaterThanOrEqual(6)
    expect(sweep.lines).toEqual([])
  })

  it('copies where the storage has no files of this machine', async () => {
    const storage = memoryStorage()
    await storage.put('env/a/v/original.jpg', Readable.from(['bytes']))
    sweep.clock.advance(2 * 3_600_000)

    for await (const _ of inspect({ ...sweep, storage }, { limit: 10 }));

    expect(await text((await storage.get('quarantine/env/a/v/original.jpg')).body)).toBe('bytes')
    expect(await storage.head('env/a/v/original.jpg')).toBeNull()
  })
})
