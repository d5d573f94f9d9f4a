import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { manualClock } from '../../../../server/adapters/clock/manual.ts'
import { type DeliveryStack, startDelivery } from '../../../support/delivery-stack.ts'
import { photo } from '../../../support/fixture-files.ts'

let stack: DeliveryStack
afterEach(() => stack.close())

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await condition()); tries += 1) {
    if (tries === 300) throw new Error('it never happened')
    await delay(10)
  }
}

describe('derived files', () => {
  it('beyond their share of bytes go, least recently used first, and come back when they are asked for', async () => {
    const clock = manualClock()
    stack = await startDelivery({ clock, derivedMaxBytes: 60_000, memoryBytes: 0 })
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
    const ask = async (width: number) => {
      clock.advance(61_000)
      const response = await stack.get(`image/upload/w_${width},q_100/photo.jpg`)
      return (await response.arrayBuffer()).byteLength
    }
    await ask(200)
    for (let width = 201; width < 212; width += 1) {
      await ask(width)
      await ask(200)
      await until(async () => (await stack.database.derived.totalBytes()) <= 60_000)
    }

    const left = (await stack.database.derived.listByAsset(asset.id)).map(({ transformation }) => transformation)
    const renders = stack.counts.renders

    expect(left).toContain('w_200,q_100')
    expect(left).not.toContain('w_201,q_100')
    expect(await ask(201)).toBeGreaterThan(0)
    expect(stack.counts.renders).toBe(renders + 1)
  })

  it('take their files with them, and nothing else', async () => {
    const clock = manualClock()
    stack = await startDelivery({ clock, derivedMaxBytes: 1, memoryBytes: 0 })
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))

    await stack.get('image/upload/w_200/photo.jpg')
    await until(async () => (await stack.database.derived.listByAsset(asset.id)).length === 0)
    const keys: string[] = []
    await until(async () => {
      keys.length = 0
      for await (const { key } of stack.storage.list('')) keys.push(key)
      return keys.length === 1
    })

    expect(keys).toEqual([asset.storageKey])
    // The entry goes after the file.
    await until(async () => (await stack.database.garbage.list(Number.MAX_SAFE_INTEGER, 10)).length === 0)
  })

  it('go when the disk is nearly full, until it is not', async () => {
    const clock = manualClock()
    let free = 1
    stack = await startDelivery({ clock, memoryBytes: 0, freeShare: async () => free })
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
    for (let width = 200; width < 205; width += 1) await stack.get(`image/upload/w_${width}/photo.jpg`)

    free = 0.04
    clock.advance(10_000)
    const response = await stack.get('image/upload/w_300/photo.jpg')
    await until(async () => (await stack.database.derived.listByAsset(asset.id)).length === 0)

    expect(response.status).toBe(200)
  })

  it('are not touched while there is room', async () => {
    stack = await startDelivery()
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
    for (let width = 200; width < 205; width += 1) await stack.get(`image/upload/w_${width}/photo.jpg`)

    expect(await stack.database.derived.listByAsset(asset.id)).toHaveLength(5)
  })

  it('that share a file with another row leave it in place', async () => {
    stack = await startDelivery({ memoryBytes: 0 })
    const asset = await stack.put('photo', await photo({ w: 400, h: 300 }))
    await stack.get('image/upload/w_200,h_150/photo.jpg')
    await stack.get('image/upload/h_150,w_200/photo.jpg')
    const [first] = await stack.database.derived.listByAsset(asset.id)

    await stack.database.derived.deleteByIds([first?.id ?? ''])
    const response = await stack.get('image/upload/w_200,h_150/photo.jpg')

    expect(response.status).toBe(200)
    expect(stack.counts.renders).toBe(1)
  })
})
