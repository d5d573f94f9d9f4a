import { readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import type { Derived } from '../../../../server/domain/derived.ts'
import { type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

let stack: DeliveryStack
afterEach(() => stack.close())

const PATH = 'image/upload/w_120/photo.jpg'

/** As another process sees it: what is committed. */
function committedRows(): number {
  const file = new DatabaseSync(join(stack.folder, 'tintype.db'), { readOnly: true })
  const row = file.prepare('select count(*) as count from derived').get()
  file.close()
  return Number(row?.count)
}

async function ask(on: DeliveryStack = stack): Promise<Buffer> {
  const answer = await on.get(PATH)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

async function made(): Promise<Derived> {
  const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
  await ask()
  const [row] = await stack.database.derived.listByAsset(asset.id)
  if (row === undefined) throw new Error('nothing was made')
  return row
}

describe('rows of derived files', () => {
  it('are found before they are written, and are in every list', async () => {
    stack = await startDelivery({ memoryBytes: 0 })
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))

    await Promise.all([ask(), ask(), ask()])
    await ask()

    expect(stack.counts.renders).toBe(1)
    expect(await stack.database.derived.listByAsset(asset.id)).toHaveLength(1)
    expect(committedRows()).toBe(1)
  })

  it('are written by themselves after a moment', async () => {
    stack = await startDelivery()
    await stack.put('photo', await photo({ w: 400, h: 300 }))
    await ask()

    await expect.poll(committedRows, { timeout: 5000 }).toBe(1)
  })

  it('are written before a transaction sees the table', async () => {
    stack = await startDelivery()
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
    await ask()

    const removed = await stack.database.transaction((rows) => rows.derived.deleteByAsset(asset.id))

    expect(removed.map(({ transformation }) => transformation)).toEqual(['w_120'])
  })

  it('are not written for an asset that was replaced meanwhile: their file goes', async () => {
    stack = await startDelivery({ memoryBytes: 0 })
    const row = await made()
    await stack.database.derived.deleteByIds([row.id])

    await stack.database.derived.insert({ ...row, versionId: 'f'.repeat(32) })

    expect(await stack.database.derived.listByAsset(row.assetId)).toEqual([])
    expect(await stack.database.garbage.has(row.storageKey)).toBe(true)
  })
})

describe('after a crash', () => {
  it.each([
    ['lost its end', (path: string) => truncate(path, 100)],
    ['lost everything', (path: string) => truncate(path, 0)],
    [
      'holds something else of the same length',
      async (path: string) => writeFile(path, Buffer.alloc((await readFile(path)).length)),
    ],
  ])('a derived file that %s is made again', async (_what, damage) => {
    stack = await startDelivery({ memoryBytes: 0 })
    const row = await made()
    const before = await ask()
    await stack.stop()
    await damage(stack.storage.localPath?.(row.storageKey) ?? '')

    const restarted = await startDelivery({ folder: stack.folder })
    const after = await ask(restarted)
    await restarted.stop()

    expect(after.equals(before)).toBe(true)
    expect(restarted.counts.renders).toBe(1)
  })

  it('a file whose row was lost is made again in its place', async () => {
    stack = await startDelivery({ memoryBytes: 0 })
    const row = await made()
    await stack.database.derived.deleteByIds([row.id])

    await ask()

    const keys: string[] = []
    for await (const { key } of stack.storage.list('')) keys.push(key)
    expect(keys.filter((key) => key.includes('/d/'))).toEqual([row.storageKey])
  })
})
