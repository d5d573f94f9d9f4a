/** What every storage driver must do. `open` gives an empty one. */
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ObjectNotFoundError } from '../../../../server/errors/port-errors.ts'
import type { Storage } from '../../../../server/ports/storage.ts'

export function describeStorage(name: string, open: () => Promise<Storage>): void {
  describe(`storage contract: ${name}`, () => {
    let folder: string

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'tintype-storage-'))
    })
    afterEach(() => rm(folder, { recursive: true, force: true }))

    it('gives back the bytes that were put, with their size', async () => {
      const storage = await open()

      const put = await storage.put('a/b/c.bin', Readable.from(['hello ', 'world']))
      const object = await storage.get('a/b/c.bin')

      expect(put.size).toBe(11)
      expect(object.size).toBe(11)
      expect(await text(object.body)).toBe('hello world')
    })

    it('keeps an empty object', async () => {
      const storage = await open()

      await storage.put('empty', Readable.from([]))

      expect(await storage.head('empty')).toEqual({ size: 0 })
      expect(await text((await storage.get('empty')).body)).toBe('')
    })

    it('returns only the asked range, ends included', async () => {
      const storage = await open()
      await storage.put('k', Readable.from(['hello']))

      const object = await storage.get('k', { range: { start: 1, end: 3 } })

      expect(await text(object.body)).toBe('ell')
      expect(object.size).toBe(5)
    })

    it('replaces an object whole', async () => {
      const storage = await open()
      await storage.put('k', Readable.from(['a longer first text']))

      await storage.put('k', Readable.from(['short']))

      expect(await text((await storage.get('k')).body)).toBe('short')
    })

    it('shows nothing of a put whose source fails', async () => {
      const storage = await open()
      const failing = Readable.from(
        (function* () {
          yield 'half'
          throw new Error('the line is dead')
        })(),
      )

      await expect(storage.put('k', failing)).rejects.toThrow('the line is dead')

      expect(await storage.head('k')).toBeNull()
    })

    it('keeps the old object when its replacement fails', async () => {
      const storage = await open()
      await storage.put('k', Readable.from(['old']))
      const failing = Readable.from(
        (function* () {
          yield 'half'
          throw new Error('the line is dead')
        })(),
      )

      await expect(storage.put('k', failing)).rejects.toThrow()

      expect(await text((await storage.get('k')).body)).toBe('old')
    })

    it('stops a put that is aborted and shows nothing of it', async () => {
      const storage = await open()
      const controller = new AbortController()
      const endless = Readable.from(
        (async function* () {
          for (;;) {
            yield 'x'.repeat(1000)
            await new Promise((resolve) => setImmediate(resolve))
          }
        })(),
      )

      const put = storage.put('k', endless, { signal: controller.signal })
      setTimeout(() => controller.abort(new Error('gone')), 20)

      await expect(put).rejects.toThrow()
      expect(await storage.head('k')).toBeNull()
    })

    it('takes over a local file, which is gone afterwards', async () => {
      const storage = await open()
      const path = join(folder, 'upload')
      await writeFile(path, 'adopted')

      await storage.adopt('x/y', path)

      expect(await text((await storage.get('x/y')).body)).toBe('adopted')
      await expect(stat(path)).rejects.toThrow('ENOENT')
      expect(await readdir(folder)).toEqual([])
    })

    it('takes over a local file that need not survive a crash as completely', async () => {
      const storage = await open()
      const [first, second] = [join(folder, 'first'), join(folder, 'second')]
      await writeFile(first, 'once')
      await writeFile(second, 'again')

      await storage.adopt('x/y/z', first, { durable: false })
      await storage.adopt('x/y/z', second, { durable: false })
      await storage.put('x/y/beside', Readable.from(['durable']))

      expect(await text((await storage.get('x/y/z')).body)).toBe('again')
      expect(await text((await storage.get('x/y/beside')).body)).toBe('durable')
      expect(await readdir(folder)).toEqual([])
    })

    it('does not take over a local file that is not there', async () => {
      const storage = await open()

      await expect(storage.adopt('x/y', join(folder, 'none'), { durable: false })).rejects.toThrow()

      expect(await storage.head('x/y')).toBeNull()
    })

    it.each([
      ['an empty', 0],
      ['a small', 1000],
      ['a large', 1_000_000],
    ])('gives back %s object whose caller hints that it is recent', async (_what, size) => {
      const storage = await open()
      await storage.put('k', Readable.from(size === 0 ? [] : [Buffer.alloc(size, 'x')]))

      const whole = await storage.get('k', { isRecent: true })

      expect(whole.size).toBe(size)
      expect(await text(whole.body)).toBe('x'.repeat(size))
      await expect(storage.get('none', { isRecent: true })).rejects.toThrow(ObjectNotFoundError)
    })

    it('returns only the asked range of a recent object', async () => {
      const storage = await open()
      await storage.put('k', Readable.from(['hello']))

      const part = await storage.get('k', { isRecent: true, range: { start: 1, end: 3 } })

      expect(await text(part.body)).toBe('ell')
      expect(part.size).toBe(5)
    })

    it('says that an object is not there', async () => {
      const storage = await open()

      expect(await storage.head('no/such')).toBeNull()
      await expect(storage.get('no/such')).rejects.toThrow(ObjectNotFoundError)
    })

    it('deletes an object, and succeeds when there is none', async () => {
      const storage = await open()
      await storage.put('a/b', Readable.from(['x']))

      await storage.delete('a/b')
      await storage.delete('a/b')
      await storage.delete('never/was')

      expect(await storage.head('a/b')).toBeNull()
    })

    it('lists what lies under a prefix, which may end inside a name', async () => {
      const storage = await open()
      for (const key of ['e/a/1', 'e/a/2', 'e/ab/3', 'f/a/4']) await storage.put(key, Readable.from([key]))

      const under = await keysOf(storage, 'e/')
      const inside = await keysOf(storage, 'e/a')
      const all = await keysOf(storage, '')

      expect(under).toEqual(['e/a/1', 'e/a/2', 'e/ab/3'])
      expect(inside).toEqual(['e/a/1', 'e/a/2', 'e/ab/3'])
      expect(all).toEqual(['e/a/1', 'e/a/2', 'e/ab/3', 'f/a/4'])
    })

    it('lists size and time of each object', async () => {
      const storage = await open()
      const before = Date.now() - 2000
      await storage.put('a', Readable.from(['four']))

      const [entry] = await entriesOf(storage, '')

      expect(entry?.size).toBe(4)
      expect(entry?.modifiedAt.getTime()).toBeGreaterThan(before)
    })

    it('lets puts and deletes of neighbours run at the same time', async () => {
      const storage = await open()
      const work = Array.from({ length: 40 }, async (_, index) => {
        await storage.put(`n/${index % 3}/${index}`, Readable.from([String(index)]))
        if (index % 2 === 0) await storage.delete(`n/${index % 3}/${index}`)
      })

      await Promise.all(work)

      const left = await keysOf(storage, 'n/')
      expect(left).toHaveLength(20)
    })

    it('refuses keys that could leave its place', async () => {
      const storage = await open()

      for (const key of ['../x', 'a/../../x', '/etc/passwd', 'a//b', '', '.tmp/x', 'a/\0']) {
        await expect(storage.put(key, Readable.from(['x']))).rejects.toThrow()
      }
    })
  })
}

async function keysOf(storage: Storage, prefix: string): Promise<readonly string[]> {
  const entries = await entriesOf(storage, prefix)
  return entries.map((entry) => entry.key).sort()
}

async function entriesOf(storage: Storage, prefix: string) {
  const entries = []
  for await (const entry of storage.list(prefix)) entries.push(entry)
  return entries
}
