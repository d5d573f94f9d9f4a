/** Hosts of pages, by the `Referer` of a request. */

/** Lower case, without a port; null when the request names no page. */
export function referrerHost(header: string | undefined): string | null {
  if (header === undefined || !URL.canParse(header)) return null
  const { hostname } = new URL(header)
  return hostname === '' ? null : hostname.toLowerCase()
}

/** `*.example.com` stands for all sub-domains, not for the domain itself. */
export function isHostAmong(host: string, allowed: readonly string[]): boolean {
  return allowed.some((entry) => (entry.startsWith('*.') ? host.endsWith(entry.slice(1)) : host === entry))
}
