/**
 * One-time codes by time, RFC 6238 with the parameters that authenticator apps understand: HMAC-SHA-1, six digits,
 * steps of 30 seconds. The secret is base32 (RFC 4648) without padding.
 */
import { createHmac } from 'node:crypto'
import { isSameText } from './same-text.ts'

export const TOTP_SECRET_BYTES = 20
const STEP_MS = 30_000
const DIGITS = 6
/** Steps before and after the present one whose code is taken too: clocks differ, and people type slowly. */
const TOLERANCE = 1
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The step whose code this is; null when it is none, or not after `lastStep`. */
export function totpStep(secret: string, code: string, now: number, lastStep: number): number | null {
  const present = Math.floor(now / STEP_MS)
  let found: number | null = null
  for (let step = present - TOLERANCE; step <= present + TOLERANCE; step += 1) {
    if (isSameText(code, totpCode(secret, step)) && step > lastStep) found = step
  }
  return found
}

/** The code of a step: `Math.floor(milliseconds / 30 000)`. */
export function totpCode(secret: string, step: number, digits = DIGITS): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) as number) & 0xf
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** digits).padStart(digits, '0')
}

/** What authenticator apps read from a QR code. */
export function totpAddress(secret: string, { issuer, email }: { issuer: string; email: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
