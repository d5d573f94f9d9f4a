import { describe, expect, it } from 'vitest'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeUploads(open: () => Promise<Database>): void {
  describe('upload sessions, delete tokens, garbage', () => {
    it('keeps a session up to date and finds idle ones', async () => {
      const database = await open()
      const session = {
        id: 's',
        environmentId: 'env',
        uploadId: 'ü/1',
        totalBytes: null,
        parts: [{ start: 0, end: 9, sha256: 'x' }],
        createdAt: 1,
        updatedAt: 1,
        result: null,
      }
      await database.uploadSessions.put(session)
      await database.uploadSessions.put({ ...session, totalBytes: 20, updatedAt: 7, result: '{}' })

      expect(await database.uploadSessions.find('env', 'ü/1')).toEqual({
        ...session,
        totalBytes: 20,
        updatedAt: 7,
        result: '{}',
      })
      expect(await database.uploadSessions.find('other', 'ü/1')).toBeNull()
      expect(await database.uploadSessions.list()).toHaveLength(1)
      expect(await database.uploadSessions.listIdleSince(7)).toEqual([])
      expect(await database.uploadSessions.listIdleSince(8)).toHaveLength(1)
      await database.uploadSessions.delete('s')
      expect(await database.uploadSessions.find('env', 'ü/1')).toBeNull()
    })

    it('adds up what unfinished sessions hold, in one environment and in all', async () => {
      const database = await open()
      const session = {
        id: 'one',
        environmentId: 'env',
        uploadId: 'one',
        totalBytes: null,
        parts: [
          { start: 0, end: 9, sha256: 'x' },
          { start: 100, end: 104, sha256: 'y' },
        ],
        createdAt: 1,
        updatedAt: 1,
        result: null,
      }
      expect(await database.uploadSessions.unfinished('env')).toEqual({ sessions: 0, bytes: 0, bytesOfAll: 0 })
      await database.uploadSessions.put(session)
      await database.uploadSessions.put({ ...session, id: 'two', uploadId: 'two', parts: [] })
      await database.uploadSessions.put({ ...session, id: 'other', environmentId: 'other' })
      await database.uploadSessions.put({ ...session, id: 'done', uploadId: 'done', result: '{}' })

      expect(await database.uploadSessions.unfinished('env')).toEqual({ sessions: 2, bytes: 15, bytesOfAll: 30 })
      expect(await database.uploadSessions.unfinished('none')).toEqual({ sessions: 0, bytes: 0, bytesOfAll: 30 })
    })

    it('gives a delete token once', async () => {
      const database = await open()
      const token = { environmentId: 'env', assetId: 'a', versionId: 'v', expiresAt: 10 }
      await database.deleteTokens.insert({ tokenHash: 'h', ...token })
      await database.deleteTokens.insert({ tokenHash: 'old', ...token, expiresAt: 5 })

      await database.deleteTokens.deleteExpired(5)

      expect(await database.deleteTokens.take(token.environmentId, 'old')).toBeNull()
      expect(await database.deleteTokens.take('another', 'h')).toBeNull()
      expect(await database.deleteTokens.take(token.environmentId, 'h')).toEqual(token)
      expect(await database.deleteTokens.take(token.environmentId, 'h')).toBeNull()
    })

    it('keeps uploads that are carried out later, and finds them by their file', async () => {
      const database = await open()
      const file = { storageKey: 'env/pending/p/original.bin', bytes: 7, sha256: 'aa' }
      const pending = { id: 'p', environmentId: 'env', file, request: '{"a":1}', createdAt: 3 }
      await database.pendingUploads.insert(pending)
      await database.pendingUploads.insert({ ...pending, id: 'q', file: null })

      expect(await database.pendingUploads.find('env', 'p')).toEqual(pending)
      expect(await database.pendingUploads.find('env', 'q')).toEqual({ ...pending, id: 'q', file: null })
      expect(await database.pendingUploads.find('other', 'p')).toBeNull()
      expect(await database.pendingUploads.findByStorageKey(file.storageKey)).toEqual(pending)
      expect(await database.pendingUploads.findByStorageKey('')).toBeNull()
      expect(await database.storedFiles.listAfter('waiting', null, 10)).toEqual([
        { storageKey: file.storageKey, bytes: 7, digest: { algorithm: 'sha256', value: 'aa' } },
      ])
      await database.pendingUploads.delete('other', 'p')
      expect(await database.pendingUploads.find('env', 'p')).toEqual(pending)
      await database.pendingUploads.delete('env', 'p')
      expect(await database.pendingUploads.find('env', 'p')).toBeNull()
    })

    it('lists garbage that is old enough, oldest first', async () => {
      const database = await open()
      await database.garbage.add(['b', 'b', 'c'], 2)
      await database.garbage.add(['a'], 1)
      await database.garbage.add(['b'], 9)
      await database.garbage.add([], 1)

      expect(await database.garbage.has('a')).toBe(true)
      expect(await database.garbage.has('nope')).toBe(false)
      expect(await database.garbage.list(2, 10)).toEqual(['a'])
      expect(await database.garbage.list(3, 2)).toEqual(['a', 'b'])
      await database.garbage.remove(['a', 'b', 'nope'])
      expect(await database.garbage.list(100, 10)).toEqual(['c'])
    })
  })

  it('answers a ping', async () => {
    const database = await open()

    await expect(database.ping()).resolves.toBeUndefined()
  })
}
