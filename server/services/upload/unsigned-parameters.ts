/** What a client without a key may say: everything else is the preset's to decide. */
import { InvalidParameterError } from '../../errors/request-errors.ts'

export const UNSIGNED_PARAMETERS: readonly string[] = [
  'upload_preset',
  'callback',
  'public_id',
  'folder',
  'asset_folder',
  'tags',
  'context',
  'metadata',
  'face_coordinates',
  'custom_coordinates',
  'source',
  'filename_override',
  'manifest_transformation',
  'manifest_json',
  'template',
  'template_vars',
  'regions',
  'public_id_prefix',
]

/** Sent by clients beside the parameters; they change nothing. */
const HARMLESS: ReadonlySet<string> = new Set([
  'api_key',
  'file',
  'timestamp',
  'unsigned',
  'cloud_name',
  'resource_type',
])

/**
 * @param whitelist of the preset: the only ones that may be sent with it
 * @throws InvalidParameterError naming every parameter that is not allowed
 */
export function assertUnsignedParameters(
  parameters: Readonly<Record<string, unknown>>,
  whitelist: readonly string[] | null,
): void {
  const allowed = UNSIGNED_PARAMETERS.filter((name) => whitelist?.includes(name) ?? true)
  const isAllowed = (name: string) => allowed.includes(name) || name === 'upload_preset' || HARMLESS.has(name)
  const offenders = Object.keys(parameters).filter((name) => !isAllowed(name))
  if (offenders.length === 0) return
  const messages = offenders
    .slice(0, 20)
    .map((name) => `${capitalised(name)} parameter is not allowed when using unsigned upload`)
  throw new InvalidParameterError(`${messages.join(', ')}. Only ${allowed.join(',')} upload parameters are allowed.`)
}

function capitalised(name: string): string {
  return name
    .slice(0, 100)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
