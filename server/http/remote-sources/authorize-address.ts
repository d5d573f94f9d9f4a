/**
 * Where people say yes at a provider, as it is today. Companion and its OAuth client still send people to the sign-in of
 * Instagram's Basic Display API, which ended in December 2024; the one that took its place has another host and permission,
 * and the same way from there on. It is for professional accounts.
 */
const INSTAGRAM_BEFORE = 'https://api.instagram.com/oauth/authorize'
const INSTAGRAM = 'https://www.instagram.com/oauth/authorize'
const INSTAGRAM_SCOPE = 'instagram_business_basic'

export function authorizeAddress(location: string): string {
  if (!location.startsWith(`${INSTAGRAM_BEFORE}?`)) return location
  const query = new URLSearchParams(location.slice(INSTAGRAM_BEFORE.length + 1))
  query.set('scope', INSTAGRAM_SCOPE)
  return `${INSTAGRAM}?${query}`
}
