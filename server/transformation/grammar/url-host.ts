/** Which cloud a host stands for; null when the path names it. */

/** Host name, lower case, without port, to cloud name. */
export type HostTable = ReadonlyMap<string, string>

/** The cloud that the host names: by table, else by a label such as `demo-res.` or `demo-res-3.`. */
export function cloudOfHost(host: string, table?: HostTable): string | null {
  const name = hostName(host)
  const listed = table?.get(name)
  if (listed !== undefined) return listed
  if (!name.includes('-res')) return null
  return CLOUD_LABEL.exec(name)?.[1] ?? null
}

export function isCloudName(text: string): boolean {
  return CLOUD_NAME.test(text)
}

/** Without port and trailing dot, lower case. */
function hostName(host: string): string {
  const colon = host.indexOf(':')
  const name = colon === -1 ? host : host.slice(0, colon)
  return (name.endsWith('.') ? name.slice(0, -1) : name).toLowerCase()
}

const CLOUD_LABEL = /^([a-z0-9-]{1,63}?)-res(?:-[1-5])?\./
const CLOUD_NAME = /^[A-Za-z0-9_-]+$/
