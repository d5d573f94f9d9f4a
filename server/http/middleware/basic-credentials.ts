/** The two halves of an `Authorization: Basic` header; null when it is none. */
export function basicCredentials(authorization: string): { readonly key: string; readonly secret: string } | null {
  const match = /^basic ([A-Za-z0-9+/_-]+={0,2})$/i.exec(authorization.trim())
  if (match === null) return null
  const text = Buffer.from(match[1] ?? '', 'base64').toString('utf8')
  const colon = text.indexOf(':')
  if (colon <= 0) return null
  return { key: text.slice(0, colon), secret: text.slice(colon + 1) }
}
