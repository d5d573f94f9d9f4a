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

/** @throws InvalidParameterError naming every parameter that is not allowed */
export function assertUnsignedParameters(parameters: Readonly<Record<string, unknown>>): void {
  const offenders = Object.keys(parameters).filter((name) => !UNSIGNED_PARAMETERS.includes(name) && !HARMLESS.has(name))
  if (offenders.length === 0) return
  const messages = offenders
    .slice(0, 20)
    .map((name) => `${capitalised(name)} parameter is not allowed when using unsigned upload`)
  throw new InvalidParameterError(
    `${messages.join(', ')}. Only ${UNSIGNED_PARAMETERS.join(',')} upload parameters are allowed.`,
  )
}

function capitalised(name: string): string {
  return name
    .slice(0, 100)
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ')
}
