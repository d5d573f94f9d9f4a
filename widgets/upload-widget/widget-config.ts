/** What the server tells the widget about an upload preset; used by parts that are loaded on demand. */
import type { MetadataField } from './metadata/metadata-field.ts'
import type { WireRule } from './metadata/ruled-form.ts'

export interface WidgetConfig {
  readonly metadata_fields?: readonly MetadataField[] | null
  readonly metadata_rules?: readonly WireRule[] | null
  readonly tags?: readonly string[] | null
  readonly upload_presets?: readonly string[]
}

export interface ConfigPlace {
  readonly apiBase: string
  readonly cloudName: string
  readonly preset: string | undefined
}

const WITHIN_MS = 20_000

export function configAddress(
  { apiBase, cloudName, preset }: ConfigPlace,
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({ ...(preset ? { preset } : {}), ...more })
  const address = `${apiBase}/widgets/v1/${encodeURIComponent(cloudName)}/config`
  return query.size === 0 ? address : `${address}?${query}`
}

/**
 * Nothing for a preset that is not there: the upload itself tells that, with its fix.
 *
 * @throws Error when the server cannot be asked
 */
export async function fetchConfig(address: string, signal?: AbortSignal): Promise<WidgetConfig | undefined> {
  const timeout = AbortSignal.timeout(WITHIN_MS)
  const response = await fetch(address, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout })
  if (response.status === 400 || response.status === 404) return undefined
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return (await response.json()) as WidgetConfig
}
