/**
 * What the library is part of, as the page says it: a line in the access log of its own server, and nowhere else. Whatever
 * a page writes there, it never keeps anybody from signing in.
 */
export interface IntegrationTag {
  readonly type?: string
  readonly platform?: string
  readonly version?: string
  readonly environment?: string
}

const FIELDS = ['type', 'platform', 'version', 'environment'] as const
/** The server takes no more. */
const MOST_LETTERS = 100

export function integrationTag(given: Readonly<Record<string, unknown>> | undefined): IntegrationTag | undefined {
  const entries = FIELDS.flatMap((name) => {
    const value = given?.[name]
    if (typeof value !== 'string' && typeof value !== 'number') return []
    return [[name, String(value).slice(0, MOST_LETTERS)] as const]
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}
