/** Base64 as it stands in URLs: either alphabet, padding optional, UTF-8 inside. Web APIs only. */

/** Null when the text is no base64 or its bytes are no UTF-8. */
export function decodeBase64Url(text: string): string | null {
  if (!BASE64.test(text)) return null
  try {
    const binary = atob(text.replace(/=+$/, '').replaceAll('-', '+').replaceAll('_', '/'))
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)))
  } catch {
    return null
  }
}

/** URL-safe alphabet, without padding. */
export function encodeBase64Url(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/
