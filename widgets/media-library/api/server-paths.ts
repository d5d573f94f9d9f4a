/** Paths below the server's base, every part of them escaped. */

export interface ServerPaths {
  /** The API that everybody calls. */
  admin(...segments: readonly string[]): string
  /** What only widgets call. */
  widgets(...segments: readonly string[]): string
}

export function serverPaths(cloudName: string): ServerPaths {
  return {
    admin: (...segments) => joined('v1_1', cloudName, ...segments),
    widgets: (...segments) => joined('widgets', 'v1', cloudName, ...segments),
  }
}

function joined(...segments: readonly string[]): string {
  return segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')
}
