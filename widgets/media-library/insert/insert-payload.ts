/**
 * What the page gets when people insert: the chosen assets in the order in which they were chosen, each with the fields
 * of the vendor's payload, one `derived` per transformation that applies to it, and `insert_url`, the address to put into
 * the page: of the first derived file where there is one, else of the original.
 *
 * `derived` is absent without transformations, and where none can apply: raw files have no pictures, and an asset that
 * needs a signature gets none from a page.
 */
import { derivedUrl } from '../../kit/delivery/derived-url.ts'
import { transformationText } from '../../kit/delivery/transformation-text.ts'
import { contextOf, type LibraryAsset } from '../api/library-asset.ts'

export interface DerivedEntry {
  readonly raw_transformation: string
  readonly url: string
  readonly secure_url: string
}

export interface InsertedAsset {
  readonly asset_id: string
  readonly public_id: string
  readonly resource_type: LibraryAsset['resource_type']
  readonly type: string
  readonly format?: string
  readonly version?: number
  readonly url: string
  readonly secure_url: string
  readonly width?: number
  readonly height?: number
  readonly bytes?: number
  readonly duration?: number
  readonly tags: readonly string[]
  readonly context?: { readonly custom: Readonly<Record<string, string>> }
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly created_at?: string
  readonly created_by?: Readonly<Record<string, string>>
  readonly uploaded_by?: Readonly<Record<string, string>>
  readonly access_mode?: string
  readonly access_control?: readonly Readonly<Record<string, string>>[]
  readonly display_name?: string
  readonly folder?: string
  readonly derived?: readonly DerivedEntry[]
  readonly insert_url: string
}

export interface InsertPayload {
  readonly mlId: string
  readonly assets: readonly InsertedAsset[]
}

export interface InsertOptions {
  /** The same for all that one library ever inserts. */
  readonly mlId: string
  /** One entry per derived file: text, an object, or a list of them. */
  readonly defaultTransformations?: readonly unknown[] | undefined
  /** What people chose for an asset before inserting it, by asset id; takes the place of the defaults. */
  readonly chosen?: ReadonlyMap<string, string>
  /** Whether `insert_url` is the https address; a page on plain http takes the other. */
  readonly isSecure: boolean
}

export function insertPayload(assets: readonly LibraryAsset[], options: InsertOptions): InsertPayload {
  return { mlId: options.mlId, assets: assets.map((asset) => insertedAsset(asset, options)) }
}

function insertedAsset(asset: LibraryAsset, options: InsertOptions): InsertedAsset {
  const derived = chainsFor(asset, options).flatMap((chain) => derivedEntry(asset, chain))
  const custom = contextOf(asset)
  const preferred = derived[0] ?? asset
  return {
    ...present({
      asset_id: asset.asset_id,
      public_id: asset.public_id,
      resource_type: asset.resource_type,
      type: asset.type,
      format: asset.format,
      version: asset.version,
      url: asset.url,
      secure_url: asset.secure_url,
      width: asset.width ?? undefined,
      height: asset.height ?? undefined,
      bytes: asset.bytes,
      duration: asset.duration,
      tags: [...(asset.tags ?? [])],
      context: Object.keys(custom).length > 0 ? { custom: { ...custom } } : undefined,
      metadata: asset.metadata,
      created_at: asset.created_at,
      created_by: asset.created_by,
      uploaded_by: asset.uploaded_by,
      access_mode: asset.access_mode,
      access_control: asset.access_control ?? undefined,
      display_name: asset.display_name,
      folder: asset.folder ?? asset.asset_folder,
      derived: derived.length > 0 ? derived : undefined,
    }),
    insert_url: options.isSecure ? preferred.secure_url : preferred.url,
  }
}

function chainsFor(asset: LibraryAsset, { chosen, defaultTransformations = [] }: InsertOptions): readonly string[] {
  const own = chosen?.get(asset.asset_id)
  const chains = own === undefined ? defaultTransformations.map(transformationText) : [own]
  return chains.filter((chain) => chain !== '')
}

function derivedEntry(asset: LibraryAsset, chain: string): readonly DerivedEntry[] {
  const url = derivedUrl(asset.url, asset, chain)
  const secureUrl = derivedUrl(asset.secure_url, asset, chain)
  if (url === undefined || secureUrl === undefined) return []
  return [{ raw_transformation: chain, url, secure_url: secureUrl }]
}

type Present<Value extends object> = {
  [Name in keyof Value as undefined extends Value[Name] ? never : Name]: Value[Name]
} & { [Name in keyof Value as undefined extends Value[Name] ? Name : never]?: Exclude<Value[Name], undefined> }

/** Without the fields that this asset has not. */
function present<Value extends object>(value: Value): Present<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as Present<Value>
}
