/**
 * The signature with which the server of a host page vouches for who uses a widget there:
 *
 *   hex(SHA-256('cloud_name=<c>&timestamp=<t>&username=<u>' + API secret))
 *
 * The texts stand in it as they are sent, without escaping.
 */
import { createHash } from 'node:crypto'
import { isSameText } from './same-text.ts'

export interface SignedVisitor {
  readonly cloudName: string
  readonly timestamp: string
  readonly username: string
}

export function signVisitor({ cloudName, timestamp, username }: SignedVisitor, secret: string): string {
  const text = `cloud_name=${cloudName}&timestamp=${timestamp}&username=${username}`
  return createHash('sha256').update(`${text}${secret}`).digest('hex')
}

export function isVisitorSigned(visitor: SignedVisitor, signature: string, secret: string): boolean {
  return isSameText(signature.toLowerCase(), signVisitor(visitor, secret))
}
