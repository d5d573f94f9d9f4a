/** What the server of a host page signs for who uses a widget there. */
import { signVisitor } from '../../server/security/session-signature.ts'
import type { Credential } from './operation-client.ts'

/** @param at when it is signed, in milliseconds; default: now */
export function signedVisitor(
  cloudName: string,
  username: string,
  { apiKey, apiSecret }: Credential,
  at = Date.now(),
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const signature = signVisitor({ cloudName, timestamp, username }, apiSecret)
  return { username, timestamp, signature, api_key: apiKey }
}
