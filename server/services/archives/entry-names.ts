/**
 * Names of files in an archive: safe to unpack on any system, and each there once. Pure.
 *
 *   shop/boot.jpg                       the public id with the extension of the file
 *   shop/boot_c_scale,w_100.jpg         of one chain; without its name where that is not wanted
 *   c_scale,w_100/shop/boot.jpg         of several chains, unless they are flattened
 *
 * A name that is taken, in whatever case, or that is a folder already, gets a counter: `shop/boot_1.jpg`.
 */
import type { Asset } from '../../domain/asset.ts'
import type { ArchiveWish } from './archive-types.ts'

export type NamedAsset = Pick<Asset, 'publicId' | 'resourceType' | 'originalFilename' | 'storageKey'>

export interface NamedFile {
  /** Null for originals. */
  readonly chain: string | null
  /** Null for raw files. */
  readonly format: string | null
}

export type NamingWish = Pick<
  ArchiveWish,
  'flattenFolders' | 'flattenTransformations' | 'skipTransformationName' | 'useOriginalFilename'
> & { readonly hasSeveralChains: boolean }

/** The longest name of a file on common systems is 255 bytes; counters are added. */
const SEGMENT_BYTES = 240
const CHAIN_CHARACTERS = 100

/** What a file would be called if it were alone. */
export function wantedName(asset: NamedAsset, { chain, format }: NamedFile, wish: NamingWish): string {
  const folders = asset.publicId.split('/')
  const { stem, ending } = stemOf(asset, folders.pop() ?? '', format, wish)
  const name = chain?.replaceAll('/', '--').slice(0, CHAIN_CHARACTERS) ?? ''
  const hasFolder = wish.hasSeveralChains && !wish.flattenTransformations
  const suffix = name === '' || hasFolder || wish.skipTransformationName ? '' : `_${name}`
  return [
    ...(hasFolder && name !== '' ? [name] : []),
    ...(wish.flattenFolders ? [] : folders),
    `${stem}${suffix}${ending}`,
  ].join('/')
}

function stemOf(
  { resourceType, originalFilename, storageKey }: NamedAsset,
  last: string,
  format: string | null,
  { useOriginalFilename }: NamingWish,
): { readonly stem: string; readonly ending: string } {
  const isNamedAsItWas = useOriginalFilename && originalFilename !== null
  if (resourceType !== 'raw') {
    return { stem: isNamedAsItWas ? originalFilename : last, ending: format === null ? '' : `.${format}` }
  }
  // The public id of a raw file holds its extension.
  const own = /^(.+)(\.[A-Za-z0-9]{1,16})$/.exec(last)
  if (!isNamedAsItWas) return { stem: own?.[1] ?? last, ending: own?.[2] ?? '' }
  const stored = storageKey.slice(storageKey.lastIndexOf('.'))
  return { stem: originalFilename, ending: own?.[2] ?? (stored === '.bin' ? '' : stored) }
}

/** Gives each wanted name, made safe, the form in which it is free. */
export function uniqueNames(): (wanted: string) => string {
  const files = new Set<string>()
  const folders = new Set<string>()
  /** Where a file has the name of a folder: what the folder is called instead. */
  const renamedFolders = new Map<string, string>()
  /** By name: the last counter, so that ten thousand equal names do not try each other's. */
  const counters = new Map<string, number>()

  return (wanted) => {
    const segments = wanted.split('/').filter((segment) => segment !== '')
    const last = safeSegment(segments.pop() ?? '')
    let path = ''
    for (const segment of segments) {
      path = `${folder(path, safeSegment(segment))}/`
    }
    const name = free(path, last, (key) => files.has(key) || folders.has(key))
    files.add(keyOf(name))
    return name
  }

  function folder(path: string, segment: string): string {
    const wanted = keyOf(path + segment)
    const name = renamedFolders.get(wanted) ?? free(path, segment, (key) => files.has(key))
    if (keyOf(name) !== wanted) renamedFolders.set(wanted, name)
    folders.add(keyOf(name))
    return name
  }

  function free(path: string, segment: string, isTaken: (key: string) => boolean): string {
    const plain = path + segment
    if (!isTaken(keyOf(plain))) return plain
    const [, stem = segment, ending = ''] = /^(.+?)(\.[^.]{1,16})?$/s.exec(segment) ?? []
    for (let counter = (counters.get(keyOf(plain)) ?? 0) + 1; ; counter++) {
      const numbered = `${path}${stem}_${counter}${ending}`
      if (isTaken(keyOf(numbered))) continue
      counters.set(keyOf(plain), counter)
      return numbered
    }
  }
}

/** Many systems do not tell these apart. */
function keyOf(name: string): string {
  return name.normalize('NFC').toLowerCase()
}

/** What some systems read as part of a path, or show as something else. */
const UNSAFE = /[\\:*?"<>|\p{Cc}\p{Cs}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

function safeSegment(segment: string): string {
  const plain = segment
    .toWellFormed()
    .replace(UNSAFE, '_')
    .replace(/^\s+|[\s.]+$/g, '')
    .replace(DEVICES, '_$1')
  return plain === '' ? '_' : shortened(plain)
}

/** By its bytes, with its extension. */
function shortened(segment: string): string {
  if (Buffer.byteLength(segment) <= SEGMENT_BYTES) return segment
  const ending = /\.[A-Za-z0-9]{1,16}$/.exec(segment)?.[0] ?? ''
  let stem = ''
  let left = SEGMENT_BYTES - ending.length
  for (const character of segment.slice(0, segment.length - ending.length)) {
    left -= Buffer.byteLength(character)
    if (left < 0) break
    stem += character
  }
  return `${stem.replace(/[\s.]+$/, '')}${ending}`
}
