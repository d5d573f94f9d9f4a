import { describe, expect, it } from 'vitest'
import { type HotAnswer, type HotEntry, HotTier } from '../../../../server/http/delivery/hot-tier.ts'
import type { RequestHints } from '../../../../server/transformation/plan/plan-types.ts'

const plain: RequestHints = { accepts: [], dpr: null, width: null, saveData: false }
const webp: RequestHints = { ...plain, accepts: ['webp'] }

function answer(bytes: number): HotAnswer {
  return {
    body: Buffer.alloc(bytes),
    headers: [],
    unchangedHeaders: [],
    etag: '""',
    lastModified: '',
    lastModifiedMs: 0,
  }
}

function entry(bytes: number, more: Partial<HotEntry> = {}): HotEntry {
  return {
    answer: answer(bytes),
    varied: [],
    dependencies: ['asset:1'],
    keepUntil: Number.POSITIVE_INFINITY,
    ...more,
  }
}

describe('memory of finished answers', () => {
  it('gives back what was kept, and nothing for other URLs', () => {
    const hot = new HotTier(1e6, () => 0)
    const kept = entry(100)
    hot.keep('/a', plain, kept, hot.observe())

    expect(hot.find('/a', () => webp)).toBe(kept.answer)
    expect(hot.find('/b', () => plain)).toBeUndefined()
  })

  it('keeps an answer for each class of the hints that took part', () => {
    const hot = new HotTier(1e6, () => 0)
    const jpeg = entry(100, { varied: ['accept'] })
    const small = entry(50, { varied: ['accept'] })
    hot.keep('/a', plain, jpeg, hot.observe())
    hot.keep('/a', webp, small, hot.observe())

    expect(hot.find('/a', () => plain)).toBe(jpeg.answer)
    expect(hot.find('/a', () => ({ ...webp, dpr: 3 }))).toBe(small.answer)
    expect(hot.find('/a', () => ({ ...plain, accepts: ['avif'] }))).toBeUndefined()
  })

  it('drops the least recently used beyond its bytes', () => {
    const hot = new HotTier(1_000_000, () => 0)
    const names = Array.from({ length: 30 }, (_, index) => `/${index}`)
    for (const name of names) {
      hot.keep(name, plain, entry(50_000), hot.observe())
      hot.find('/0', () => plain)
    }

    expect(hot.bytes).toBeLessThanOrEqual(1_000_000)
    expect(hot.find('/0', () => plain)).toBeDefined()
    expect(hot.find('/1', () => plain)).toBeUndefined()
    expect(hot.find('/29', () => plain)).toBeDefined()
  })

  it('does not keep what would push out everything else', () => {
    const hot = new HotTier(1_000_000, () => 0)

    hot.keep('/large', plain, entry(500_000), hot.observe())

    expect(hot.find('/large', () => plain)).toBeUndefined()
  })

  it('forgets all answers made from a thing, and its bytes', () => {
    const hot = new HotTier(1e6, () => 0)
    hot.keep('/a', plain, entry(100, { dependencies: ['asset:1', 'asset:2'] }), hot.observe())
    hot.keep('/b', plain, entry(100, { dependencies: ['asset:2'] }), hot.observe())
    hot.keep('/c', plain, entry(100, { dependencies: ['asset:3'] }), hot.observe())

    hot.forget('asset:2')

    expect(hot.find('/a', () => plain)).toBeUndefined()
    expect(hot.find('/b', () => plain)).toBeUndefined()
    expect(hot.find('/c', () => plain)).toBeDefined()
    hot.forget('asset:3')
    expect(hot.bytes).toBe(0)
  })

  it('does not keep an answer whose rows were forgotten while it was made', () => {
    const hot = new HotTier(1e6, () => 0)
    const seen = hot.observe()
    hot.forget('asset:1')

    hot.keep('/a', plain, entry(100), seen)

    expect(hot.find('/a', () => plain)).toBeUndefined()
    seen.end()
    hot.keep('/a', plain, entry(100), hot.observe())
    expect(hot.find('/a', () => plain)).toBeDefined()
  })

  it('replaces an answer under the same URL', () => {
    const hot = new HotTier(1e6, () => 0)
    const second = entry(200)
    hot.keep('/a', plain, entry(100), hot.observe())
    const before = hot.bytes
    hot.keep('/a', plain, second, hot.observe())

    expect(hot.find('/a', () => plain)).toBe(second.answer)
    expect(hot.bytes).toBe(before + 100)
  })

  it('gives up an answer at its time', () => {
    let now = 0
    const hot = new HotTier(1e6, () => now)
    hot.keep('/a', plain, entry(100, { keepUntil: 1000 }), hot.observe())

    now = 999
    expect(hot.find('/a', () => plain)).toBeDefined()
    now = 1000
    expect(hot.find('/a', () => plain)).toBeUndefined()
  })
})
