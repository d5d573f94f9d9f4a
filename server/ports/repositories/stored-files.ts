/** What a row says of a file in the storage. */
export interface StoredFile {
  readonly storageKey: string
  readonly bytes: number
  /** `sha256` of originals and backup copies, `md5` of derived files; hexadecimal. */
  readonly digest: { readonly algorithm: 'sha256' | 'md5'; readonly value: string }
}

export type StoredFileKind = 'original' | 'backup' | 'derived'

/** All files that rows name, over all environments: for looking after the data folder, not for requests. */
export interface StoredFileRepository {
  /** In the order of their keys, after that one (null: from the start); each file once. */
  listAfter(kind: StoredFileKind, storageKey: string | null, limit: number): Promise<readonly StoredFile[]>
}
