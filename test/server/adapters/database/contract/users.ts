import { describe, expect, it } from 'vitest'
import type { Session, UserCredential } from '../../../../../server/domain/sign-in.ts'
import type { User } from '../../../../../server/domain/user.ts'
import { UniqueViolationError } from '../../../../../server/errors/port-errors.ts'
import type { Database } from '../../../../../server/ports/database.ts'

export function describeUsers(open: () => Promise<Database>): void {
  describe('users', () => {
    it('are found by id and e-mail, and listed oldest first', async () => {
      const database = await open()
      const first = aUser({ id: 'b', email: 'first@example.com', createdAt: 1 })
      const second = aUser({ id: 'a', email: 'second@example.com', createdAt: 2, environmentIds: ['x', 'y'] })
      await database.users.insert(second)
      await database.users.insert(first)

      expect(await database.users.findById('a')).toEqual(second)
      expect(await database.users.findByEmail('first@example.com')).toEqual(first)
      expect(await database.users.findByEmail('nobody@example.com')).toBeNull()
      expect(await database.users.list()).toEqual([first, second])
    })

    it('are changed as a whole, and refuse an e-mail that is taken', async () => {
      const database = await open()
      await database.users.insert(aUser({ id: 'a', email: 'a@example.com', environmentIds: ['x', 'y'] }))
      await database.users.insert(aUser({ id: 'b', email: 'b@example.com' }))
      const changed = aUser({
        ...{ id: 'a', name: 'New', email: 'c@example.com', role: 'reports', enabled: false, pending: false },
        ...{ environmentIds: ['z'], updatedAt: 5, lastLoginAt: 6 },
      })

      await database.users.update(changed)

      expect(await database.users.findById('a')).toEqual(changed)
      await expect(database.users.update({ ...changed, email: 'b@example.com' })).rejects.toThrow(UniqueViolationError)
      await expect(database.users.insert(aUser({ id: 'd', email: 'b@example.com' }))).rejects.toThrow(
        UniqueViolationError,
      )
    })

    it('are deleted with all that is theirs', async () => {
      const database = await open()
      for (const id of ['a', 'b']) {
        await database.users.insert(aUser({ id, email: `${id}@example.com` }))
        await database.credentials.put(aCredential({ userId: id }))
        await database.sessions.insert(aSession({ id: `session-${id}`, tokenHash: id, userId: id }))
        await database.userTokens.insert({ tokenHash: id, userId: id, purpose: 'invitation', expiresAt: 9 })
        await database.userGroups.addMember('group', id)
      }

      await database.users.delete('a')

      expect(await database.users.findById('a')).toBeNull()
      expect(await database.credentials.find('a')).toBeNull()
      expect(await database.sessions.listByUser('a')).toEqual([])
      expect(await database.userTokens.find('a')).toBeNull()
      expect(await database.userGroups.memberships()).toEqual([{ groupId: 'group', userId: 'b' }])
      expect(await database.sessions.listByUser('b')).toHaveLength(1)
    })
  })

  describe('groups of users', () => {
    it('are listed by name, renamed, and deleted with their memberships', async () => {
      const database = await open()
      const [one, two] = [
        { id: '1', name: 'Writers', createdAt: 1 },
        { id: '2', name: 'Editors', createdAt: 2 },
      ]
      await database.userGroups.insert(one)
      await database.userGroups.insert(two)
      for (const userId of ['b', 'a', 'a']) await database.userGroups.addMember('1', userId)
      await database.userGroups.addMember('2', 'a')

      await database.userGroups.removeMember('1', 'b')
      await database.userGroups.rename('1', 'Authors')

      expect(await database.userGroups.list()).toEqual([{ ...one, name: 'Authors' }, two])
      expect(await database.userGroups.memberships()).toEqual(
        expect.arrayContaining([
          { groupId: '1', userId: 'a' },
          { groupId: '2', userId: 'a' },
        ]),
      )
      await database.userGroups.delete('1')
      expect(await database.userGroups.findById('1')).toBeNull()
      expect(await database.userGroups.findById('2')).toEqual(two)
      expect(await database.userGroups.memberships()).toEqual([{ groupId: '2', userId: 'a' }])
    })
  })

  describe('what users prove themselves with', () => {
    it('is replaced as a whole, and found by the identity', async () => {
      const database = await open()
      await database.credentials.put(aCredential({ userId: 'a' }))
      const changed = aCredential({
        ...{ userId: 'a', passwordHash: 'hash', totpSecret: 'SECRET', pendingTotpSecret: 'OTHER', totpLastStep: 7 },
        ...{ recoveryHashes: ['x', 'y'], identity: { issuer: 'https://idp', subject: '1' } },
      })

      await database.credentials.put(changed)

      expect(await database.credentials.find('a')).toEqual(changed)
      expect(await database.credentials.findByIdentity('https://idp', '1')).toEqual(changed)
      expect(await database.credentials.findByIdentity('https://other', '1')).toBeNull()
    })
  })

  describe('sessions', () => {
    it('are found by the hash of their token, listed newest first, touched and ended', async () => {
      const database = await open()
      const [one, two] = [aSession({ id: '1', tokenHash: 'h1', createdAt: 1 }), aSession({ id: '2', createdAt: 2 })]
      await database.sessions.insert(one)
      await database.sessions.insert(two)

      await database.sessions.touch('1', 9)

      expect(await database.sessions.findByTokenHash('h1')).toEqual({ ...one, lastUsedAt: 9 })
      expect(await database.sessions.findByTokenHash('h3')).toBeNull()
      expect((await database.sessions.listByUser('user')).map(({ id }) => id)).toEqual(['2', '1'])
      expect(await database.sessions.delete('other', '1')).toBe(false)
      expect(await database.sessions.delete('user', '1')).toBe(true)
      expect(await database.sessions.listByUser('user')).toEqual([two])
    })

    it('end together, but for one, and when they are old', async () => {
      const database = await open()
      for (const id of ['1', '2', '3']) await database.sessions.insert(aSession({ id, createdAt: 5, lastUsedAt: 5 }))
      await database.sessions.insert(aSession({ id: 'idle', userId: 'other', createdAt: 5, lastUsedAt: 3 }))
      await database.sessions.insert(aSession({ id: 'old', userId: 'other', createdAt: 1, lastUsedAt: 5 }))

      await database.sessions.deleteByUser('user', { exceptId: '2' })
      await database.sessions.deleteOld({ usedBefore: 4, createdBefore: 2 })

      expect((await database.sessions.listByUser('user')).map(({ id }) => id)).toEqual(['2'])
      expect(await database.sessions.listByUser('other')).toEqual([])
      await database.sessions.deleteByUser('user')
      expect(await database.sessions.listByUser('user')).toEqual([])
    })
  })

  describe('tokens of users', () => {
    it('are taken once, and forgotten by purpose and time', async () => {
      const database = await open()
      const token = { tokenHash: 'a', userId: 'user', purpose: 'invitation', expiresAt: 5 } as const
      await database.userTokens.insert(token)
      await database.userTokens.insert({ ...token, tokenHash: 'b' })
      await database.userTokens.insert({ ...token, tokenHash: 'c', purpose: 'password_reset' })
      await database.userTokens.insert({ ...token, tokenHash: 'd', purpose: 'password_reset', expiresAt: 9 })

      const taken = [await database.userTokens.take('a'), await database.userTokens.take('a')]
      await database.userTokens.deleteByUser('user', 'invitation')
      await database.userTokens.deleteExpired(5)

      expect(taken).toEqual([token, null])
      const left = await Promise.all(['b', 'c', 'd'].map((hash) => database.userTokens.find(hash)))
      expect(left.map((one) => one?.tokenHash)).toEqual([undefined, undefined, 'd'])
    })
  })

  describe('attempts', () => {
    it('are counted by key until they expire', async () => {
      const database = await open()
      await database.attempts.put({ key: 'a', count: 1, expiresAt: 5 })
      await database.attempts.put({ key: 'a', count: 2, expiresAt: 6 })
      await database.attempts.put({ key: 'b', count: 1, expiresAt: 7 })
      await database.attempts.put({ key: 'c', count: 1, expiresAt: 9 })

      expect(await database.attempts.find('a')).toEqual({ key: 'a', count: 2, expiresAt: 6 })
      await database.attempts.deleteExpired(6)
      await database.attempts.delete(['b'])
      await database.attempts.delete([])
      expect(await database.attempts.find('a')).toBeNull()
      expect(await database.attempts.find('b')).toBeNull()
      expect(await database.attempts.find('c')).not.toBeNull()
    })
  })
}

function aUser(changes: Partial<User>): User {
  return {
    id: 'user',
    name: 'Ada',
    email: 'ada@example.com',
    role: 'admin',
    enabled: true,
    pending: true,
    environmentIds: null,
    createdAt: 1,
    updatedAt: 1,
    lastLoginAt: null,
    ...changes,
  }
}

function aCredential(changes: Partial<UserCredential>): UserCredential {
  return {
    userId: 'user',
    passwordHash: null,
    totpSecret: null,
    pendingTotpSecret: null,
    totpLastStep: 0,
    recoveryHashes: [],
    identity: null,
    ...changes,
  }
}

function aSession(changes: Partial<Session>): Session {
  return {
    id: 'session',
    tokenHash: `hash of ${changes.id}`,
    userId: 'user',
    createdAt: 1,
    lastUsedAt: 1,
    userAgent: 'agent',
    address: '203.0.113.1',
    ...changes,
  }
}
