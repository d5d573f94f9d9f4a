/**
 * Passwords as they are stored: `scrypt$<log2 N>$<r>$<p>$<salt>$<hash>`, salt and hash in base64url. The parameters are
 * those that OWASP gives for 32 MB; they stand in each hash, so that later ones can be stronger.
 * Cost: 32 MB and about 0.2 s of one core, outside of the event loop, two at a time.
 */
import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

export interface PasswordCost {
  readonly log2N: number
  readonly r: number
  readonly p: number
}

export const SALT_BYTES = 16
const HASH_BYTES = 32
const COST: PasswordCost = { log2N: 15, r: 8, p: 3 }
const FORM = /^scrypt\$(\d{1,2})\$(\d{1,2})\$(\d{1,2})\$([\w-]+)\$([\w-]+)$/
const MOST_AT_ONCE = 2

export async function hashPassword(password: string, salt: Uint8Array, cost = COST): Promise<string> {
  const hash = await derive(password, salt, cost)
  return written(cost, text(salt), text(hash))
}

/** Takes the same time without a hash; `cost` is what one would have been made with. */
export async function isPassword(password: string, stored: string | null, cost = COST): Promise<boolean> {
  const match = FORM.exec(stored ?? written(cost, 'A'.repeat(22), 'A'.repeat(43)))
  if (match === null) throw new Error('A stored password hash has an unknown form')
  const [, log2N, r, p, salt = '', hash = ''] = match
  const expected = Buffer.from(hash, 'base64url')
  const itsCost = { log2N: Number(log2N), r: Number(r), p: Number(p) }
  const received = await derive(password, Buffer.from(salt, 'base64url'), itsCost)
  return received.length === expected.length && timingSafeEqual(received, expected) && stored !== null
}

function written({ log2N, r, p }: PasswordCost, salt: string, hash: string): string {
  return ['scrypt', log2N, r, p, salt, hash].join('$')
}

let running = 0
const waiting: (() => void)[] = []

async function derive(password: string, salt: Uint8Array, { log2N, r, p }: PasswordCost): Promise<Buffer> {
  if (running >= MOST_AT_ONCE) await new Promise<void>((begin) => waiting.push(begin))
  else running += 1
  try {
    const options = { N: 2 ** log2N, r, p, maxmem: 256 * 2 ** log2N * r }
    // The same letters can be written in two ways; a keyboard of another system writes the other.
    return await scryptBytes(password.normalize('NFKC'), salt, options)
  } finally {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

function scryptBytes(password: string, salt: Uint8Array, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, options, (error, key) => (error === null ? resolve(key) : reject(error)))
  })
}

function text(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}
