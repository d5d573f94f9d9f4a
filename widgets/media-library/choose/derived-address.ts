/**
 * The asset behind an address of a derived file, and how it was transformed. Addresses do not say where the one ends and
 * the other begins, unless a version stands between them: a folder may be called `w_100`. So there are guesses, best first.
 */
import type { AssetKey } from '../types.ts'

export interface Original {
  readonly key: AssetKey
  /** Empty where the address is that of the original. */
  readonly chain: string
  /** The extension that the address asks for; raw files have it in their name. */
  readonly format?: string
}

const PLACE = /\/(image|video|raw)\/(upload|private|authenticated|fetch)\/([^?#]+)/
const COMPONENT = /^(?:[a-z]{1,4}_[^,/]+|\$[\w!]+|if_[^,/]+)(?:,(?:[a-z]{1,4}_[^,/]+|\$[\w!]+))*$/
const MOST_GUESSES = 4

export function originalsOf(url: string): readonly Original[] {
  const [, kind, type, path] = PLACE.exec(url) ?? []
  if (kind === undefined || type === undefined || path === undefined) return []
  const parts = path.split('/').filter((part, index) => index > 0 || !/^s--[\w-]{8,64}--$/.test(part))
  const found = parts.findIndex((part) => !COMPONENT.test(part))
  const after = found < 0 ? parts.length - 1 : found
  if (/^v\d+$/.test(parts[after] ?? '') && after < parts.length - 1) {
    return guess(kind, type, parts.slice(0, after), parts.slice(after + 1))
  }
  return Array.from({ length: Math.min(after + 1, MOST_GUESSES) }, (_, step) => after - step)
    .filter((length) => length < parts.length)
    .flatMap((length) => guess(kind, type, parts.slice(0, length), parts.slice(length)))
}

function guess(kind: string, type: string, chain: readonly string[], id: readonly string[]): readonly Original[] {
  try {
    const name = decodeURIComponent(id.join('/'))
    const [, stem = name, format] = kind === 'raw' || type === 'fetch' ? [] : (/^(.+)\.(\w{1,8})$/.exec(name) ?? [])
    return [
      {
        key: { resource_type: kind, type, public_id: stem },
        chain: decodeURIComponent(chain.join('/')),
        ...(format === undefined ? {} : { format }),
      },
    ]
  } catch {
    // A percent sign that escapes nothing: nothing is called so.
    return []
  }
}
