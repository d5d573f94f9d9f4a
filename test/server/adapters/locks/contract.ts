/** What every lock driver must do. */
import { describe, expect, it } from 'vitest'
import { LockTimeoutError } from '../../../../server/errors/port-errors.ts'
import type { Locks } from '../../../../server/ports/locks.ts'

export function describeLocks(name: string, open: () => Promise<Locks>): void {
  describe(`locks contract: ${name}`, () => {
    it('lets one work at a time under one key, in order of arrival', async () => {
      const locks = await open()
      const log: string[] = []
      const work = (label: string) => async () => {
        log.push(`${label} in`)
        await pause()
        log.push(`${label} out`)
      }

      await Promise.all([
        locks.withLock('k', work('a')),
        locks.withLock('k', work('b')),
        locks.withLock('k', work('c')),
      ])

      expect(log).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out'])
    })

    it('lets different keys work at the same time', async () => {
      const locks = await open()
      const first = Promise.withResolvers<void>()

      const held = locks.withLock('a', () => first.promise)
      const other = await locks.withLock('b', async () => 'done')
      first.resolve()
      await held

      expect(other).toBe('done')
    })

    it('gives back what the work gives, and frees the key when it fails', async () => {
      const locks = await open()

      await expect(
        locks.withLock('k', async () => {
          throw new Error('broken')
        }),
      ).rejects.toThrow('broken')

      expect(await locks.withLock('k', async () => 7)).toBe(7)
    })

    it('gives up after the stated time and does not hold up those behind', async () => {
      const locks = await open()
      const holder = Promise.withResolvers<void>()
      const held = locks.withLock('k', () => holder.promise)

      const impatient = locks.withLock('k', async () => 'never', { waitMs: 10 })
      const patient = locks.withLock('k', async () => 'served')
      await expect(impatient).rejects.toThrow(LockTimeoutError)
      holder.resolve()
      await held

      expect(await patient).toBe('served')
    })

    it('leaves the queue when aborted', async () => {
      const locks = await open()
      const holder = Promise.withResolvers<void>()
      const held = locks.withLock('k', () => holder.promise)
      const controller = new AbortController()

      const waiting = locks.withLock('k', async () => 'never', { signal: controller.signal })
      controller.abort(new Error('gone'))

      await expect(waiting).rejects.toThrow('gone')
      holder.resolve()
      await held
      expect(await locks.withLock('k', async () => 'free')).toBe('free')
    })
  })
}

function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
