/**
 * Assets that come by themselves: the first delivery of `{folder}/{rest}` fetches `{template}{rest}` when the folder, or
 * one above it, is mapped, and uploads it under that name. Once for all who wait; an origin that has nothing is asked
 * again after a minute.
 */
import { readInput } from '../../contract/read-input.ts'
import { refuseUnsupported } from '../../contract/refused-parameters.ts'
import { uploadParameters } from '../../contract/upload-parameters.ts'
import type { Asset, AssetName } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { UploadMapping } from '../../domain/upload-mapping.ts'
import { TintypeError } from '../../errors/base.ts'
import { OverloadedError } from '../../errors/media-errors.ts'
import { RemoteRefusedError, RemoteUnreachableError } from '../../errors/remote-errors.ts'
import { RateLimitedError } from '../../errors/request-errors.ts'
import type { DeliveryBase } from '../../transformation/build-url.ts'
import { SharedFlights } from '../derivations/shared-flights.ts'
import type { Origin } from '../notifications/notification-types.ts'
import { tellingOf } from '../notifications/telling.ts'
import { readUrls } from '../notifications/triggers.ts'
import { withInherited } from '../presets/inherited-preset.ts'
import { isPublicId } from '../upload/public-id.ts'
import { upload } from '../upload/upload.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

export interface AutoUploads {
  /**
   * Null when there is nothing to be had.
   * @param wanted as the URL says, extension included
   * @throws TintypeError when what the origin has cannot be stored
   */
  obtain(name: AssetName, wanted: string, environment: ProductEnvironment, signal?: AbortSignal): Promise<Asset | null>
}

/** Everybody may ask for what is not there, so only so many may be fetched at once. */
const MOST_AT_ONCE = 16
const RETRY_AFTER_SECONDS = 2
const FAILED_MS = 60_000
const MOST_FAILED = 10_000

/** Parameters of a preset that would change the name, which the URL has given. */
const NAMING: ReadonlySet<string> = new Set([
  ...['folder', 'public_id_prefix', 'use_asset_folder_as_public_id_prefix', 'use_filename', 'unique_filename'],
  ...['use_filename_as_display_name', 'type', 'overwrite', 'upload_preset', 'return_delete_token', 'callback'],
])

/** Whatever a script says: what is delivered at an address has its name. */
const FIXED: ReadonlySet<string> = new Set([...NAMING, 'public_id'])

interface Failure {
  readonly until: number
  /** Null: there is nothing at that address. */
  readonly error: TintypeError | null
}

/** @param ownAddress under which clients reach this server, for what others are told */
export function createAutoUploads(dependencies: UploadDependencies, ownAddress: DeliveryBase): AutoUploads {
  const { database, clock, log } = dependencies
  const flights = new SharedFlights<Asset | null>()
  const failures = new Map<string, Failure>()

  return {
    async obtain(name, wanted, environment, signal) {
      if (name.type !== 'upload' || !isPublicId(name.publicId)) return null
      const mapping = await mappingOf(name)
      if (mapping === null) return null
      const address = addressOf(mapping, wanted)
      const key = JSON.stringify([name.environmentId, name.resourceType, address, mapping.uploadPresetName])
      const failure = failures.get(key)
      if (failure !== undefined && failure.until > clock.now()) {
        if (failure.error !== null) throw failure.error
        return null
      }
      if (flights.size >= MOST_AT_ONCE && !flights.has(key)) throw new OverloadedError(RETRY_AFTER_SECONDS)
      return flights.run(key, (stop) => take(key, { name, address, mapping, environment, ownAddress }, stop), signal)
    },
  }

  async function mappingOf({ environmentId, publicId }: AssetName): Promise<UploadMapping | null> {
    const segments = publicId.split('/')
    const folders = segments.slice(0, -1).map((_, index) => segments.slice(0, index + 1).join('/'))
    const found = await database.uploadMappings.findMany(environmentId, folders)
    return found.toSorted((left, right) => right.folder.length - left.folder.length)[0] ?? null
  }

  async function take(key: string, request: AutoUpload, stop: AbortSignal): Promise<Asset | null> {
    try {
      const asset = await fetchAndStore(request, stop, dependencies)
      failures.delete(key)
      return asset
    } catch (error) {
      if (stop.aborted || !isLasting(error)) throw error
      const isAbsent = error.cause instanceof RemoteUnreachableError || error.cause instanceof RemoteRefusedError
      // The address is the operator's: it goes to the log and not to whoever asked for the asset.
      log.warn({ error, folder: request.mapping.folder, publicId: request.name.publicId }, 'an auto-upload failed')
      remember(key, isAbsent ? null : error)
      if (isAbsent) return null
      throw error
    }
  }

  function remember(key: string, error: TintypeError | null): void {
    failures.delete(key)
    failures.set(key, { until: clock.now() + FAILED_MS, error })
    const [oldest] = failures.keys()
    if (failures.size > MOST_FAILED && oldest !== undefined) failures.delete(oldest)
  }
}

/** Worth remembering: not a mistake of ours, and not a limit that ends by itself. */
function isLasting(error: unknown): error is TintypeError {
  return error instanceof TintypeError && error.status < 500 && !(error instanceof RateLimitedError)
}

interface AutoUpload {
  readonly name: AssetName
  readonly address: string
  readonly mapping: UploadMapping
  readonly environment: ProductEnvironment
  readonly ownAddress: DeliveryBase
}

async function fetchAndStore(
  { name, address, mapping, environment, ownAddress }: AutoUpload,
  signal: AbortSignal,
  dependencies: UploadDependencies,
): Promise<Asset> {
  const settings = await presetSettings(mapping, dependencies)
  const slash = name.publicId.lastIndexOf('/')
  const place =
    environment.settings.folderMode === 'dynamic' && settings.asset_folder === undefined
      ? { asset_folder: name.publicId.slice(0, slash) }
      : {}
  const parameters = { ...settings, ...place, public_id: name.publicId, overwrite: false }
  refuseUnsupported(parameters)
  const read = readInput(uploadParameters, parameters)
  const origin: Origin = {
    cause: { source: 'auto_upload', id: mapping.folder, requestId: dependencies.random.hex(32) },
    address: ownAddress,
    apiKey: null,
    urls: readUrls(read.notificationUrl, 'notification_url'),
    eagerUrls: readUrls(read.eagerNotificationUrl, 'eager_notification_url'),
  }
  const keys = await dependencies.database.accessKeys.listByEnvironment(environment.id)
  const outcome = await upload(
    {
      environment,
      resourceType: name.resourceType,
      parameters: read,
      telling: tellingOf(
        origin,
        environment,
        keys.filter(({ enabled }) => enabled),
        dependencies.notifications,
      ),
      actor: null,
      unsigned: false,
      within: null,
      fixedParameters: FIXED,
      source: { kind: 'text', text: address },
      signal,
    },
    dependencies,
  )
  return outcome.asset
}

async function presetSettings(
  { environmentId, uploadPresetName }: UploadMapping,
  { database, log }: UploadDependencies,
): Promise<Readonly<Record<string, unknown>>> {
  if (uploadPresetName === null) return {}
  const preset = await database.presets.find(environmentId, uploadPresetName)
  if (preset === null) log.warn({ environmentId, uploadPresetName }, 'the upload preset of a mapping is gone')
  const whole = preset === null ? null : await withInherited(preset, database.presets)
  return Object.fromEntries(Object.entries(whole?.settings ?? {}).filter(([key]) => !NAMING.has(key)))
}

/**
 * `{template}{rest}`, with a slash between them where a path would lack one. Public ids have no segments that would climb
 * out of the path.
 */
function addressOf({ folder, template }: UploadMapping, wanted: string): string {
  const rest = wanted
    .slice(folder.length + 1)
    .split('/')
    .map(encodeURIComponent)
    .join('/')
  const isOpen = template.endsWith('/') || template.includes('?')
  return isOpen ? template + rest : `${template}/${rest}`
}
