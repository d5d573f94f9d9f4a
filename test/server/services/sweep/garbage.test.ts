import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweepGarbage } from '../../../../server/services/sweep/garbage.ts'
import { aDerived, anAsset } from '../../adapters/database/rows.ts'
import { openSweep, type Sweep } from './open-sweep.ts'

describe('sweepGarbage', () => {
  let sweep: Sweep
  beforeEach(async () => {
    sweep = await openSweep()
  })
  afterEach(() => sweep.close())

  it('deletes the files of entries that are old enough, and the entries', async () => {
    await sweep.stored('env/a/v/original.jpg')
    await sweep.stored('env/b/v/original.jpg')
    await sweep.database.garbage.add(['env/a/v/original.jpg'], 10)
    await sweep.database.garbage.add(['env/b/v/original.jpg'], 20)

    await sweepGarbage(sweep, { before: 20, limit: 10 })

    expect(await sweep.storedKeys()).toEqual(['env/b/v/original.jpg'])
    expect(await sweep.database.garbage.list(100, 10)).toEqual(['env/b/v/original.jpg'])
  })

  it('leaves files alone that a row names by now', async () => {
    const original = 'env/a/v/original.jpg'
    const derived = 'env/a/v/d/file.jpg'
    for (const key of [original, derived]) await sweep.stored(key)
    await sweep.database.assets.insert(anAsset({ storageKey: original }))
    await sweep.database.derived.insert(aDerived({ storageKey: derived }))
    await sweep.database.garbage.add([original, derived], 10)

    await sweepGarbage(sweep, { before: 20, limit: 10 })

    expect(await sweep.storedKeys()).toEqual([derived, original])
    expect(await sweep.database.garbage.list(100, 10)).toEqual([])
  })

  it('tells that there is more when it took as much as it may', async () => {
    await sweep.database.garbage.add(['env/a/v/a', 'env/a/v/b', 'env/a/v/c'], 10)

    expect(await sweepGarbage(sweep, { before: 20, limit: 2 })).toBe(true)
    expect(await sweepGarbage(sweep, { before: 20, limit: 2 })).toBe(false)
    expect(await sweep.database.garbage.list(100, 10)).toEqual([])
  })

  it('puts a file that cannot be deleted behind the others and says so', async () => {
    // A folder where a file is expected: deleting it as a file fails.
    await sweep.stored('env/a/v/original.jpg')
    await sweep.stored('env/b/v/original.jpg')
    await sweep.database.garbage.add(['env/a'], 10)
    await sweep.database.garbage.add(['env/b/v/original.jpg'], 11)

    await sweepGarbage(sweep, { before: 20, limit: 1 })
    await sweepGarbage(sweep, { before: 20, limit: 1 })

    expect(await sweep.storedKeys()).toEqual(['env/a/v/original.jpg'])
    expect(await sweep.database.garbage.list(sweep.clock.now() + 1, 10)).toEqual(['env/a'])
    expect(sweep.lines.map((line) => line.level)).toEqual(['warn'])
  })
})
