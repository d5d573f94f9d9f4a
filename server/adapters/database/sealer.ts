/**
 * Encrypts secrets at rest: AES-256-GCM, a fresh 96-bit nonce each, `v1.<nonce>.<tag>.<ciphertext>` in base64url.
 * A stolen database file alone gives no API secret; the key lies in a file of its own, readable by the owner only.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { SecretKeyMismatchError } from '../../errors/port-errors.ts'

export interface Sealer {
  seal(secret: string): string
  /** @throws SecretKeyMismatchError when the text was not sealed with this key, or was altered. */
  open(sealed: string): string
}

const KEY_BYTES = 32

export function createSealer(key: Uint8Array): Sealer {
  if (key.length !== KEY_BYTES) throw new Error(`The sealing key has ${key.length} bytes instead of ${KEY_BYTES}`)
  return {
    seal(secret) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return ['v1', ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.')
    },
    open(sealed) {
      const [version, nonce, tag, text] = sealed.split('.')
      if (version !== 'v1' || nonce === undefined || tag === undefined || text === undefined) {
        throw new Error('A stored secret has an unknown form')
      }
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
      decipher.setAuthTag(Buffer.from(tag, 'base64url'))
      try {
        return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8')
      } catch (error) {
        throw new SecretKeyMismatchError({ cause: error })
      }
    },
  }
}

/** The key in that file; made there (mode 0600) when there is none yet. */
export function readOrCreateKey(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const key = randomBytes(KEY_BYTES)
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, key)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  return key
}
