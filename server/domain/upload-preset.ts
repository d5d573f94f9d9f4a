/** Named upload parameters; `unsigned` ones may be used without a key. */
export interface UploadPreset {
  readonly environmentId: string
  readonly name: string
  readonly unsigned: boolean
  readonly disallowPublicId: boolean
  /** Accepted from loopback addresses only (the preset that the first page uses). */
  readonly loopbackOnly: boolean
  /** Upload parameters by wire name, as given. */
  readonly settings: Readonly<Record<string, unknown>>
  readonly createdAt: number
}

/** Upload parameters that clients without a key may send with it; null: all that they may send at all. */
export function whitelistOf(settings: UploadPreset['settings']): readonly string[] | null {
  const list = settings.parameter_whitelist
  return Array.isArray(list) ? list.map(String) : null
}
