/**
 * Slows guessing down. A try is counted before the password is looked at, so that a thousand at the same moment are a
 * thousand; who proves to be right gets it back. Counts are kept in the database: a restart does not forget them.
 */
import { createHash } from 'node:crypto'
import { normalEmail } from '../../domain/user.ts'
import { TooManyAttemptsError } from '../../errors/sign-in-errors.ts'
import type { SignInDependencies } from './sign-in-types.ts'

interface Limit {
  readonly key: string
  readonly most: number
  readonly windowMs: number
}

type Dependencies = Pick<SignInDependencies, 'database' | 'clock'>

const QUARTER_HOUR_MS = 15 * 60_000
const HOUR_MS = 60 * 60_000

/** From one address: 30. For one e-mail: 5 from one address, 100 from everywhere. */
export function passwordLimits(email: string, address: string): readonly Limit[] {
  const who = digest(normalEmail(email))
  return [
    { key: `address:${address}`, most: 30, windowMs: QUARTER_HOUR_MS },
    { key: `email-address:${who}:${address}`, most: 5, windowMs: QUARTER_HOUR_MS },
    { key: `email:${who}`, most: 100, windowMs: HOUR_MS },
  ]
}

/** Codes of six digits: 10 tries in a quarter of an hour guess one in three years. */
export function factorLimits(userId: string): readonly Limit[] {
  return [{ key: `factor:${userId}`, most: 10, windowMs: QUARTER_HOUR_MS }]
}

/** Mails that anybody can have sent to somebody. */
export function mailLimits(email: string, address: string): readonly Limit[] {
  return [
    { key: `mail-address:${address}`, most: 20, windowMs: HOUR_MS },
    { key: `mail:${digest(normalEmail(email))}`, most: 5, windowMs: HOUR_MS },
  ]
}

/** @throws TooManyAttemptsError, without counting */
export async function countAttempt(limits: readonly Limit[], { database, clock }: Dependencies): Promise<void> {
  await database.transaction(async ({ attempts }) => {
    const now = clock.now()
    const known = await Promise.all(limits.map(async (limit) => ({ limit, found: await attempts.find(limit.key) })))
    const present = known.map(({ limit, found }) => ({
      limit,
      count: found !== null && found.expiresAt > now ? found.count : 0,
      expiresAt: found !== null && found.expiresAt > now ? found.expiresAt : now + limit.windowMs,
    }))
    const full = present.filter(({ limit, count }) => count >= limit.most).map(({ expiresAt }) => expiresAt)
    if (full.length > 0) throw new TooManyAttemptsError(Math.max(...full) - now)
    for (const { limit, count, expiresAt } of present) {
      await attempts.put({ key: limit.key, count: count + 1, expiresAt })
    }
  })
}

/** They were right: that try was no guess. What others tried stays counted. */
export async function takeBackAttempt(limits: readonly Limit[], { database }: Dependencies): Promise<void> {
  await database.transaction(async ({ attempts }) => {
    for (const { key } of limits) {
      const found = await attempts.find(key)
      if (found !== null) await attempts.put({ ...found, count: Math.max(0, found.count - 1) })
    }
  })
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32)
}
