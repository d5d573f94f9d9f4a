/**
 * Reading the vendor-shaped options object, in snake case. Nothing is dropped in silence: what is not known is said once in
 * the console and ignored.
 */

import { debugOnce, warnOnce } from '../kit/log.ts'
import { camelCased } from '../kit/options.ts'
import { type MediaLibraryOptionName, mediaLibraryOptions } from './options.ts'

export class InvalidLibraryOptionsError extends TypeError {
  override readonly name = 'InvalidLibraryOptionsError'
}

/** Names of the vendor that mean an option of another name here. */
const RENAMED: Readonly<Record<string, MediaLibraryOptionName>> = {
  accessToken: 'token',
  insertTransformation: 'allowTransform',
  className: 'elementClass',
}

/** What `show()` may change, for that opening only. */
const OF_ONE_OPENING: ReadonlySet<MediaLibraryOptionName> = new Set<MediaLibraryOptionName>([
  'multiple',
  'maxFiles',
  'defaultTransformations',
  'insertCaption',
  'removeHeader',
  'folder',
  'search',
  'collection',
  'asset',
  'transformation',
])

export type OptionChanges = Partial<Record<MediaLibraryOptionName, unknown>>

/** @throws InvalidLibraryOptionsError when it is no plain object */
export function readCompatOptions(raw: unknown): OptionChanges {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    const received = raw === null ? 'null' : Array.isArray(raw) ? 'an array' : typeof raw
    throw new InvalidLibraryOptionsError(`Options of the Media Library have to be a plain object, received ${received}`)
  }
  const changes: OptionChanges = {}
  for (const [key, value] of Object.entries(raw)) {
    const name = camelCased(key)
    const option = Object.hasOwn(RENAMED, name) ? RENAMED[name] : isOption(name) ? name : undefined
    if (option) changes[option] = value
    else debugOnce(`${key} is not an option of the Media Library`)
  }
  return changes
}

/** The part of it that an opening may change; the rest is reported and left out. */
export function openingOptions(raw: unknown): OptionChanges {
  if (raw === undefined || raw === null) return {}
  const kept = Object.entries(readCompatOptions(raw)).filter(([name]) => {
    const isKept = OF_ONE_OPENING.has(name as MediaLibraryOptionName)
    if (!isKept) warnOnce(`show(): ${name} is fixed when the library is made; it is ignored`)
    return isKept
  })
  return Object.fromEntries(kept)
}

function isOption(name: string): name is MediaLibraryOptionName {
  return Object.hasOwn(mediaLibraryOptions, name)
}
