/** The one place that writes to the page's console; everything is prefixed so that a reader knows who speaks. */

const said = new Set<string>()

/** Something the site's developer has to repair. */
export function logError(message: string): void {
  // biome-ignore lint/suspicious/noConsole: the developer's only channel
  console.error(`[tintype] ${message}`)
}

/** Something that works otherwise than the developer may expect. The same sentence is said once per page. */
export function warnOnce(message: string): void {
  if (said.has(message)) return
  said.add(message)
  // biome-ignore lint/suspicious/noConsole: the developer's only channel
  console.warn(`[tintype] ${message}`)
}

/** Shown only to those who ask for it: `?debug=true` in the page's address, as the compat options document it. */
export function debugOnce(message: string): void {
  if (said.has(message)) return
  said.add(message)
  const asked = typeof location !== 'undefined' && new URLSearchParams(location.search).get('debug') === 'true'
  const level = asked ? 'warn' : 'debug'
  // biome-ignore lint/suspicious/noConsole: the developer's only channel
  console[level](`[tintype] ${message}`)
}
