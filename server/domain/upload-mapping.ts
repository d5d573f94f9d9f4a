/** Where missing assets of a folder come from: `{folder}/{rest}` is fetched from the template and `{rest}`. */
export interface UploadMapping {
  readonly environmentId: string
  /** Without slashes at its ends. */
  readonly folder: string
  /** An http(s) address. */
  readonly template: string
  /** Parameters of the uploads; null: none. */
  readonly uploadPresetName: string | null
  readonly createdAt: number
}
