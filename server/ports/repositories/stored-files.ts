/** What a row says of a file in the storage. */
export interface StoredFile {
  readonly storageKey: string
  readonly bytes: number
  /** `md5` of derived files, `sha256` of all others; hexadecimal. */
  readonly digest: { readonly algorithm: 'sha256' | 'md5'; readonly value: string }
}

/** `waiting`: of an upload that was acknowledged and is carried out later. */
export type StoredFileKind = 'original' | 'backup' | 'waiting' | 'derived'

/** All files that rows name, over all environments: for looking after the data folder, not for requests. */
export interface StoredFileRepository {
  /** In the order of their keys, after that one (null: from the start); each file once. */
  listAfter(kind: StoredFileKind, storageKey: string | null, limit: number): Promise<readonly StoredFile[]>
}
