/**
 * Signed downloads (`GET /v1_1/<cloud>/<resource type>/download?…`): the original of an asset of any type, or its
 * conversion by `format`, for whoever holds a URL that a key has signed.
 *
 * timestamp   Unix seconds; the URL is good for an hour around it, unless `expires_at` (Unix seconds) says until when.
 * attachment  `1` or `true`: under its own name; another text: under that name; absent: shown.
 */
import type { Asset, AssetName, ResourceType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { AuthorizationError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { isApiSignatureValid } from '../../security/api-signature.ts'
import { formatNamed } from '../../transformation/grammar/formats.ts'
import type { FileAnswer } from './delivery-types.ts'
import { type AnswerContext, derivedAnswer, originalAnswer } from './file-answer.ts'
import { type Opener, openerOfDerived, openerOfStored } from './openers.ts'
import type { DeliveryDependencies } from './steps.ts'

export interface DownloadRequest {
  readonly cloudName: string
  readonly resourceType: string
  /** Of the query, each given once. */
  readonly parameters: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

type DownloadDependencies = Pick<DeliveryDependencies, 'database' | 'storage' | 'derivations' | 'clock'>

const HOUR_SECONDS = 3600
const NO_HINTS = { accepts: [], dpr: null, width: null, saveData: false } as const
const RESOURCE_TYPES: readonly string[] = ['image', 'video', 'raw']
const TYPES: readonly string[] = ['upload', 'private', 'authenticated', 'fetch', 'text', 'sprite', 'multi', 'asset']

/** @throws AuthorizationError | InvalidParameterError | NotFoundError, and what rendering throws */
export async function download(request: DownloadRequest, dependencies: DownloadDependencies): Promise<FileAnswer> {
  const { parameters, signal } = request
  const environment = await authorise(request, dependencies)
  const asset = await locate(request, environment, dependencies)
  const context = (open: Opener): AnswerContext => ({
    cacheControl: 'private, no-store',
    varied: [],
    warning: null,
    attachment: attachmentOf(parameters.attachment),
    dependencies: null,
    keepUntil: 0,
    open,
  })
  const extension = parameters.format?.toLowerCase() ?? ''
  if (asset.format === null || extension === '' || formatNamed(extension) === asset.format) {
    return originalAnswer(asset, context(openerOfStored(asset.storageKey, dependencies.storage)))
  }
  const wanted = { environment, asset, transformation: '', extension, hints: NO_HINTS }
  const { derivations } = dependencies
  const prepared = await derivations.prepare({ ...wanted, isTrusted: true }, signal)
  const obtained = await derivations.obtain(prepared, signal)
  return derivedAnswer(asset, obtained.derived, false, context(openerOfDerived(obtained, prepared, dependencies)))
}

async function authorise(
  { cloudName, parameters }: DownloadRequest,
  { database, clock }: DownloadDependencies,
): Promise<ProductEnvironment> {
  const environment = await database.environments.findByCloudName(cloudName)
  if (environment === null || !environment.enabled) throw new AuthorizationError(`Invalid cloud_name ${cloudName}`)
  const apiKey = required(parameters, 'api_key')
  const signature = required(parameters, 'signature')
  const key = await database.accessKeys.findByApiKey(apiKey)
  if (key === null || !key.enabled || key.environmentId !== environment.id) {
    throw new AuthorizationError(`Unknown API key ${apiKey.slice(0, 100)}`)
  }
  const { signatureAlgorithm: algorithm, signatureVersion: version } = environment.settings
  if (!isApiSignatureValid(parameters, signature, key.apiSecret, { algorithm, version })) {
    throw new AuthorizationError(`Invalid Signature ${signature.slice(0, 100)}`)
  }
  assertInTime(parameters, Math.floor(clock.now() / 1000))
  return environment
}

function assertInTime(parameters: DownloadRequest['parameters'], now: number): void {
  const timestamp = seconds(required(parameters, 'timestamp'), 'timestamp')
  const { expires_at: expiry } = parameters
  if (expiry !== undefined && expiry !== '') {
    if (now >= seconds(expiry, 'expires_at')) throw new AuthorizationError('This download URL has expired')
  } else if (Math.abs(now - timestamp) > HOUR_SECONDS) {
    throw new AuthorizationError('This download URL has expired: it was signed more than an hour ago')
  }
}

async function locate(
  { resourceType, parameters }: DownloadRequest,
  environment: ProductEnvironment,
  { database }: DownloadDependencies,
): Promise<Asset> {
  const publicId = required(parameters, 'public_id')
  const type = parameters.type === undefined || parameters.type === '' ? 'upload' : parameters.type
  if (!RESOURCE_TYPES.includes(resourceType)) {
    throw new InvalidParameterError(`Invalid resource type ${resourceType}: expected ${RESOURCE_TYPES.join(', ')}`)
  }
  if (!TYPES.includes(type)) {
    throw new InvalidParameterError(`Invalid value ${type} for parameter type: expected ${TYPES.join(', ')}`)
  }
  const name: AssetName = {
    environmentId: environment.id,
    resourceType: resourceType as ResourceType,
    type: type as AssetName['type'],
    publicId,
  }
  const found = await database.assets.find(name)
  if (found === null) throw new NotFoundError(`Resource not found - ${publicId}`)
  return found
}

function attachmentOf(text: string | undefined): string | null {
  if (text === undefined || text === '' || text === '0' || text === 'false') return null
  return text === '1' || text === 'true' ? '' : text
}

function required(parameters: DownloadRequest['parameters'], name: string): string {
  const value = parameters[name]
  if (value === undefined || value === '') throw new InvalidParameterError(`Missing required parameter - ${name}`)
  return value
}

function seconds(text: string, name: string): number {
  if (!/^\d{1,12}$/.test(text)) {
    throw new InvalidParameterError(`Invalid value ${text} for parameter ${name}: seconds since 1970`)
  }
  return Number(text)
}
