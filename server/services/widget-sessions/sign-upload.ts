/**
 * Signs an upload for somebody who has no secret. A signature does not name its operation, and the same parameters could
 * be those of a deletion: `widget_session` is signed with them, and where it stands only uploads are carried out, as long
 * as that session lasts (`http/middleware/widget-signature.ts`).
 */
import type { AccessKey } from '../../domain/access-key.ts'
import { isManager } from '../../domain/library-permissions.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { NotFoundError, PermissionDeniedError } from '../../errors/request-errors.ts'
import { signParameters } from '../../security/api-signature.ts'
import { isPermitted } from '../../security/permissions.ts'
import type { Visitor, WidgetSessionDependencies } from './widget-session-types.ts'

type Values = Readonly<Record<string, string | number | boolean>>

export interface SignedUpload {
  readonly signature: string
  readonly apiKey: string
  readonly timestamp: string
  readonly widgetSession: string
  readonly overwrite: 'false' | null
}

/** What describes a file and where it goes. */
const EVERYBODY = [
  ...[
    'timestamp',
    'source',
    'upload_preset',
    'public_id',
    'public_id_prefix',
    'folder',
    'asset_folder',
    'display_name',
  ],
  ...['tags', 'context', 'metadata', 'clear_invalid', 'face_coordinates', 'custom_coordinates', 'regions'],
  ...['filename_override', 'use_filename', 'unique_filename', 'use_filename_as_display_name', 'unique_display_name'],
  ...['use_asset_folder_as_public_id_prefix', 'discard_original_filename', 'allowed_formats', 'strip_location'],
  ...['colors', 'phash', 'media_metadata', 'image_metadata', 'exif', 'quality_analysis', 'accessibility_analysis'],
  ...['return_delete_token', 'overwrite'],
]
/** Who may see it, what is made of it, and what it replaces. */
const MANAGERS = [
  ...['type', 'access_mode', 'access_control', 'moderation', 'invalidate', 'backup', 'eager', 'eager_async'],
  ...['transformation', 'format', 'responsive_breakpoints'],
]

/** @throws PermissionDeniedError naming the first parameter that may not be signed */
export async function signUpload(
  parameters: Values,
  environment: ProductEnvironment,
  visitor: Visitor,
  { environments, clock, clientClock = clock }: WidgetSessionDependencies,
): Promise<SignedUpload> {
  const isManaging = isManager(visitor.role)
  const allowed = isManaging ? [...EVERYBODY, ...MANAGERS] : EVERYBODY
  const refused = Object.keys(parameters).find((name) => !allowed.includes(name))
  if (refused !== undefined) {
    throw new PermissionDeniedError(
      `The role ${visitor.role} doesn't have permission to upload with the parameter ${refused.slice(0, 100)}: expected ${allowed.join(', ')}`,
      403,
    )
  }
  const key = await uploadingKey(environment, visitor, environments)
  const timestamp = String(parameters.timestamp ?? Math.floor(clientClock.now() / 1000))
  const overwrite = isManaging ? null : ('false' as const)
  const signed = {
    ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
    timestamp,
    widget_session: visitor.session.id,
    ...(overwrite === null ? {} : { overwrite }),
  }
  const algorithm = environment.settings.signatureAlgorithm === 'sha256' ? 'sha256' : 'sha1'
  const signature = signParameters(signed, key.apiSecret, { algorithm, version: 2 })
  return { signature, apiKey: key.apiKey, timestamp, widgetSession: visitor.session.id, overwrite }
}

/** The key that vouched for them, else the oldest that may upload anywhere. */
async function uploadingKey(
  { id }: ProductEnvironment,
  { session }: Visitor,
  environments: WidgetSessionDependencies['environments'],
): Promise<AccessKey> {
  const keys = await environments.activeKeys(id)
  const isFit = ({ apiKey, permissions, folderPrefix }: AccessKey) =>
    session.apiKey === null
      ? folderPrefix === null && isPermitted(permissions, { id: 'assets.upload', method: 'POST', reads: false })
      : apiKey === session.apiKey
  const key = keys.find(isFit)
  if (key === undefined) throw new NotFoundError('This product environment has no API key that may upload')
  return key
}
