/** An asset as the API gives it: search answers, details and upload answers share these names. */

export type LibraryResourceType = 'image' | 'video' | 'raw'

export interface LibraryAsset {
  readonly asset_id: string
  readonly public_id: string
  readonly resource_type: LibraryResourceType
  readonly type: string
  readonly format?: string
  readonly version?: number
  readonly url: string
  readonly secure_url: string
  readonly width?: number | null
  readonly height?: number | null
  readonly bytes?: number
  /** Seconds. */
  readonly duration?: number
  readonly pages?: number
  readonly is_audio?: boolean
  readonly tags?: readonly string[]
  /** Flat in search answers, below `custom` everywhere else. */
  readonly context?: ContextJson
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly created_at?: string
  readonly uploaded_at?: string
  readonly created_by?: Readonly<Record<string, string>>
  readonly uploaded_by?: Readonly<Record<string, string>>
  readonly access_mode?: string
  readonly access_control?: readonly Readonly<Record<string, string>>[] | null
  readonly display_name?: string
  readonly filename?: string
  readonly folder?: string
  readonly asset_folder?: string
  /** Of versions in the backup storage; a deleted asset comes back only when there are some. */
  readonly backup_bytes?: number
  readonly backup?: true
  /** A small picture, signed where the asset is not public. */
  readonly thumbnail_url?: string
}

export type ContextJson = Readonly<Record<string, string>> | { readonly custom: Readonly<Record<string, string>> }

/** Alternative text, caption and other words about an asset, wherever they came from. */
export function contextOf({ context }: Pick<LibraryAsset, 'context'>): Readonly<Record<string, string>> {
  if (context === undefined) return {}
  const { custom } = context
  return typeof custom === 'object' ? custom : (context as Readonly<Record<string, string>>)
}

/** What people call it. */
export function nameOf({ display_name, filename, public_id }: LibraryAsset): string {
  return display_name || filename || public_id.slice(public_id.lastIndexOf('/') + 1)
}
