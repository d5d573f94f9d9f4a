/** Tokens that mean nothing by themselves: 256 random bits. What is stored is their hash, of which nobody gets back. */
import { createHash } from 'node:crypto'

export const TOKEN_BYTES = 32

export function writeToken(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
