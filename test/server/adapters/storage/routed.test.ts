import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { memoryStorage } from '../../../../server/adapters/storage/memory.ts'
import { routedStorage } from '../../../../server/adapters/storage/routed.ts'
import { describeStorage } from './contract.ts'

describeStorage('routed', async () => routedStorage(memoryStorage(), 'a', memoryStorage()))

describe('routedStorage', () => {
  it('keeps one folder apart from everything else, and lists both', async () => {
    const [main, apart] = [memoryStorage(), memoryStorage()]
    const storage = routedStorage(main, 'backup', apart)

    for (const key of ['backup/x', 'backups', 'env/backup/x']) await storage.put(key, Readable.from(['x']))

    const keys = async (of: typeof main, prefix = '') => {
      const found: string[] = []
      for await (const { key } of of.list(prefix)) found.push(key)
      return found.sort()
    }
    expect(await keys(main)).toEqual(['backups', 'env/backup/x'])
    expect(await keys(apart)).toEqual(['backup/x'])
    expect(await keys(storage)).toEqual(['backup/x', 'backups', 'env/backup/x'])
    expect(await keys(storage, 'backup/')).toEqual(['backup/x'])
    expect(await keys(storage, 'env/')).toEqual(['env/backup/x'])
  })
})
