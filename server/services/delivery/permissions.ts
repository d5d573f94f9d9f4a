/** Who may see what: signatures and tokens of URLs, types and rules of assets, strict transformations. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import { type AuthTokenVerdict, checkAuthToken } from '../../security/auth-token.ts'
import { isHostAmong } from '../../security/referrer.ts'
import { isUrlSignatureValid } from '../../security/url-signature.ts'
import type { Transformation } from '../../transformation/ast.ts'
import type { DeliveryUrl } from '../../transformation/grammar/url.ts'
import type { Environments } from '../environments/environments.ts'
import { onlyNamed } from './chain-facts.ts'
import type { DeliveryRequest } from './delivery-types.ts'

/** What the request proved. */
export interface Proof {
  readonly isSigned: boolean
  readonly hasToken: boolean
}

/** @throws AuthorizationError for a wrong signature, even where none is needed. */
export async function verifySignature(
  url: DeliveryUrl,
  environment: ProductEnvironment,
  environments: Environments,
): Promise<boolean> {
  if (url.signature === null) return false
  const keys = await environments.activeKeys(environment.id)
  const segments = url.signable.received.split('/')
  const isValid = isUrlSignatureValid(
    {
      signature: url.signature,
      rawChain: segments.slice(0, url.chain.length).join('/'),
      rawSource: segments.slice(url.chain.length).join('/'),
    },
    {
      secrets: keys.map(({ apiSecret }) => apiSecret),
      algorithm: environment.settings.signatureAlgorithm,
    },
  )
  if (!isValid) {
    const text = url.signable.received.slice(0, 1_000)
    throw new AuthorizationError(`The signature of this URL is not valid. String to sign - '${text}'.`)
  }
  return true
}

/** Looks at the query parameter first, then at the cookie. Without a token the answer is `null`. */
export function verifyToken(
  url: DeliveryUrl,
  environment: ProductEnvironment,
  { target, tokenCookie, clientIp }: DeliveryRequest,
  now: number,
): AuthTokenVerdict | null {
  const token = url.token ?? tokenCookie
  if (token === null) return null
  const urls = [...new Set([url.path, withoutToken(target)])]
  const { authTokenKeys } = environment.settings
  const verdicts = authTokenKeys.map(({ key }) => checkAuthToken({ token, key, urls, path: url.path, now, clientIp }))
  // What the key that it was made with says; to the others it is forged.
  return verdicts.find((verdict) => verdict !== 'forged') ?? 'forged'
}

/**
 * Types that are restricted need a signature, pages that are not among the allowed ones get nothing.
 * @throws AuthorizationError
 */
export function assertAdmitted(
  { type, resourceType }: Pick<DeliveryUrl, 'type' | 'resourceType'>,
  { settings }: ProductEnvironment,
  { isSigned, hasToken }: Proof,
  { referrer }: Pick<DeliveryRequest, 'referrer'>,
): void {
  const { allowedReferrers, restrictedMediaTypes } = settings
  if (allowedReferrers.length > 0 && referrer !== null && !isHostAmong(referrer, allowedReferrers)) {
    throw new AuthorizationError(`deny or ACL failure: pages on ${referrer} cannot show media of this account`)
  }
  const stored = type === 'public' ? 'upload' : type
  if (!isSigned && !hasToken && restrictedMediaTypes.includes(stored)) {
    throw new AuthorizationError(`${PLURALS[resourceType]} of type ${stored} are restricted in this account`)
  }
}

const PLURALS = { image: 'Images', video: 'Videos', raw: 'Raw files' } as const

/** @param format of what would be delivered, in lower case. @throws AuthorizationError */
export function assertFormatAdmitted(
  format: string | null,
  { settings }: ProductEnvironment,
  { isSigned, hasToken }: Proof,
): void {
  if (format === null || isSigned || hasToken || !settings.restrictedFileTypes.includes(format)) return
  throw new AuthorizationError(`deny or ACL failure: files of type ${format} are restricted in this account`)
}

/** @throws AuthorizationError when the asset is not for this request. */
export function assertVisible(asset: Asset, { isSigned, hasToken }: Proof, now: number): void {
  const isRestricted = asset.type === 'authenticated' || asset.accessMode === 'authenticated'
  if (isRestricted && !isSigned && !hasToken) {
    throw new AuthorizationError('Unauthenticated access: this asset needs a signed URL or an access token')
  }
  if (asset.accessControl.length > 0 && !asset.accessControl.some((rule) => grants(rule, hasToken, now))) {
    throw new AuthorizationError('deny or ACL failure: this asset is not accessible now without a token')
  }
}

/** How much longer an asset is for this request that it is for now, in milliseconds; the end of its last open window. */
export function visibleForMs({ accessControl }: Asset, { hasToken }: Proof, now: number): number {
  if (accessControl.length === 0) return Number.POSITIVE_INFINITY
  const open = accessControl.filter((rule) => grants(rule, hasToken, now))
  return (
    Math.max(
      ...open.map((rule) =>
        rule.accessType === 'token' ? Number.POSITIVE_INFINITY : (rule.end ?? Number.POSITIVE_INFINITY),
      ),
    ) - now
  )
}

/** The original of a private asset is only for those who have signed; what is made from it is open. */
export function assertOriginalVisible(asset: Asset, { isSigned, hasToken }: Proof): void {
  if (asset.type === 'private' && !isSigned && !hasToken) {
    throw new AuthorizationError('Private resource: its original needs a signed URL')
  }
}

/**
 * With strict transformations only chains are rendered that are known: made before, named and allowed, or signed.
 * @throws AuthorizationError
 */
export async function assertStrict(
  { asset, transformation, extension, proof, referrer }: StrictRequest,
  environment: ProductEnvironment,
  database: Database,
): Promise<void> {
  if (!environment.settings.strictTransformations || proof.isSigned || transformation.text === '') return
  if (referrer !== null && isHostAmong(referrer, environment.settings.strictExemptReferrers)) return
  const name = onlyNamed(transformation)
  const named = name === null ? null : await database.namedTransformations.find(environment.id, name)
  if (named?.allowedForStrict === true) return
  if (await isAllowedChain({ asset, transformation, extension }, environment, database)) return
  const made = await database.derived.listByAsset(asset.id)
  const isMade = made.some((row) => row.transformation === transformation.text && row.extension === (extension ?? ''))
  if (isMade) return
  throw new AuthorizationError(
    'deny or ACL failure: strict transformations are on, and this one is neither signed, made before nor allowed',
  )
}

/** A chain that was allowed without an extension may be written with the one of the asset's own format. */
async function isAllowedChain(
  { asset, transformation, extension }: Pick<StrictRequest, 'asset' | 'transformation' | 'extension'>,
  environment: ProductEnvironment,
  database: Database,
): Promise<boolean> {
  const isAllowed = (written: string) =>
    database.chains.isAllowed(environment.id, { transformation: transformation.text, extension: written })
  if (await isAllowed(extension ?? '')) return true
  return extension === asset.format && isAllowed('')
}

export interface StrictRequest {
  readonly asset: Asset
  readonly transformation: Transformation
  readonly extension: string | null
  readonly proof: Proof
  readonly referrer: string | null
}

function grants(rule: Asset['accessControl'][number], hasToken: boolean, now: number): boolean {
  if (rule.accessType === 'token') return hasToken
  return (rule.start === undefined || now >= rule.start) && (rule.end === undefined || now < rule.end)
}

/** The target as its signer saw it: before the token was appended, and without what SDKs append after it. */
function withoutToken(target: string): string {
  const at = target.search(/[?&]__cld_token__=/)
  return at === -1 ? target : target.slice(0, at)
}
