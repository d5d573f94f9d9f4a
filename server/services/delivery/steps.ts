/**
 * One delivery, as a list of steps. Each does one thing with what the steps before it found; the first that fails ends
 * the request with its error.
 *
 *   read       the URL
 *   admit      the product environment; signature and token of the request
 *   locate     the asset: stored, copied from its origin, or the default image
 *   authorise  may this request see this asset
 *   plan       the chain, for this asset and these hints; whether that plan may be had
 *   obtain     the original, or the derived file: found or rendered, once for all who wait
 *   present    the answer
 */
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { TintypeError } from '../../errors/base.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Storage } from '../../ports/storage.ts'
import {
  type DeliveryUrl,
  missingSourceError,
  parseDeliveryUrl,
  UnknownExtensionError,
} from '../../transformation/grammar/url.ts'
import type { HostTable } from '../../transformation/grammar/url-host.ts'
import { assetDependency, environmentDependency, isEnvironmentDependency } from '../derivations/dependency.ts'
import type { DerivationsService, Obtained, Prepared } from '../derivations/derivations-service.ts'
import type { RemoteCopies } from '../derivations/layers.ts'
import { AssetChangedError } from '../derivations/shelf.ts'
import type { Environments } from '../environments/environments.ts'
import type { RateLimits } from '../limits/rate-limits.ts'
import type { AutoUploads } from '../mappings/auto-uploads.ts'
import { rawOptionsOf } from './chain-facts.ts'
import type { DeliveryAnswer, DeliveryRequest } from './delivery-types.ts'
import {
  type AnswerContext,
  cacheControlOf,
  derivedAnswer,
  informationText,
  isPersonal,
  originalAnswer,
} from './file-answer.ts'
import { type Asked, type Located, locator } from './locate.ts'
import { openerOfDerived, openerOfStored } from './openers.ts'
import {
  assertAdmitted,
  assertFormatAdmitted,
  assertOriginalVisible,
  assertStrict,
  assertVisible,
  type Proof,
  verifySignature,
  verifyToken,
  visibleForMs,
} from './permissions.ts'
import { assertMadeAs, isPictureOfMany, sheetOf } from './pictures-of-many.ts'
import { REVALIDATE_AFTER_MS } from './remote-copies.ts'
import { tagList } from './tag-list.ts'

export interface DeliverySteps {
  deliver(request: DeliveryRequest): Promise<DeliveryAnswer>
}

export interface DeliveryDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly derivations: DerivationsService
  readonly remoteCopies: RemoteCopies
  readonly autoUploads: AutoUploads
  readonly environments: Environments
  readonly clock: Clock
  readonly hosts: HostTable
  readonly rateLimits: RateLimits
}

/** An asset that is replaced again and again while it is rendered is given up after so many tries. */
const MAX_TRIES = 5

export function deliverySteps(dependencies: DeliveryDependencies): DeliverySteps {
  const { database, storage, derivations, clock, hosts, environments } = dependencies
  const locate = locator(dependencies)
  derivations.onForget((dependency) => {
    if (isEnvironmentDependency(dependency)) environments.forget()
  })

  async function deliver(request: DeliveryRequest): Promise<DeliveryAnswer> {
    const asked = read(request)
    const environment = await admit(asked.url)
    await dependencies.rateLimits.delivery(environment, request.clientIp)
    const proof = await prove(asked.url, environment, request)
    assertAdmitted(asked.url, environment, proof, request)
    if (asked.url.type === 'list') return list(asked.url, environment)
    for (let attempt = 1; ; attempt += 1) {
      try {
        const located = await locate(asked, environment, request.signal)
        assertVisible(located.asset, proof, clock.now())
        const planned = await plan(asked, located, environment, proof, request)
        const obtained = await obtain(planned, request.signal)
        return present(asked, located, planned, obtained, environment, proof)
      } catch (error) {
        // The asset was replaced under our hands: look again, and deliver the new one.
        if (!(error instanceof AssetChangedError) || attempt === MAX_TRIES) throw error
      }
    }
  }

  // read --------------------------------------------------------------------------------------------------------

  function read({ target, host }: DeliveryRequest): Asked {
    try {
      return asAsked(parseDeliveryUrl(target, { host, hosts }), null)
    } catch (error) {
      // `my.file.v2` may be the whole name of an asset; if it is not, the extension is what is wrong.
      if (!(error instanceof UnknownExtensionError)) throw error
      return asAsked(error.literal, error)
    }
  }

  function asAsked(url: DeliveryUrl, absence: TintypeError | null): Asked {
    return { url, absence: absence ?? missingSourceError(url), transformation: derivations.parse(url.transformation) }
  }

  // admit -------------------------------------------------------------------------------------------------------

  async function admit({ cloud }: DeliveryUrl): Promise<ProductEnvironment> {
    const known = await environments.findByCloudName(cloud)
    if (known !== null) return known
    const environment = await database.environments.findByCloudName(cloud)
    if (environment === null) throw new AuthorizationError(`Unknown customer ${cloud}`)
    if (!environment.enabled) throw new AuthorizationError(`cloud_name ${cloud} is disabled`)
    return environment
  }

  async function prove(url: DeliveryUrl, environment: ProductEnvironment, request: DeliveryRequest): Promise<Proof> {
    const isSigned = await verifySignature(url, environment, environments)
    return { isSigned, hasToken: verifyToken(url, environment, request, clock.now()) === 'valid' }
  }

  function list({ resourceType, source }: DeliveryUrl, environment: ProductEnvironment): Promise<DeliveryAnswer> {
    const tag = source.kind === 'asset' ? source.publicId : source.url
    return tagList({ environment, resourceType, tag }, database, clock.now())
  }

  // plan --------------------------------------------------------------------------------------------------------

  async function plan(
    { url, transformation }: Asked,
    { asset }: Located,
    environment: ProductEnvironment,
    proof: Proof,
    { hints, signal, referrer }: DeliveryRequest,
  ): Promise<Planned> {
    if (asset.format === null) {
      assertFormatAdmitted(extensionOf(asset.publicId), environment, proof)
      assertOriginalVisible(asset, proof)
      return { ...rawOptionsOf(transformation), varied: [], information: false, prepared: null, dependencies: [] }
    }
    const extension = url.source.kind === 'asset' ? (url.source.extension?.toLowerCase() ?? null) : null
    if (isPictureOfMany(asset.type)) {
      assertMadeAs(asset, extension)
      assertFormatAdmitted(extension ?? asset.format, environment, proof)
      return MADE_BEFORE
    }
    await assertStrict({ asset, transformation, extension, proof, referrer }, environment, database)
    const isTrusted = proof.isSigned || proof.hasToken
    const prepared = await derivations.prepare(
      { environment, asset, transformation: url.transformation, extension, hints, isTrusted },
      signal,
    )
    const { delivery, plan } = prepared
    if (delivery.requiresSignature !== null && !proof.isSigned) throw new AuthorizationError(delivery.requiresSignature)
    const isOriginal = plan.media === 'original' && !plan.sanitise
    assertFormatAdmitted(plan.media === 'original' ? asset.format : plan.encoding.format, environment, proof)
    if (isOriginal) assertOriginalVisible(asset, proof)
    return { ...delivery, prepared: isOriginal ? null : prepared, dependencies: prepared.dependencies }
  }

  // obtain ------------------------------------------------------------------------------------------------------

  async function obtain({ prepared }: Planned, signal: AbortSignal): Promise<Obtained | null> {
    return prepared === null ? null : derivations.obtain(prepared, signal)
  }

  // present -----------------------------------------------------------------------------------------------------

  function present(
    { url }: Asked,
    { asset, warning }: Located,
    planned: Planned,
    obtained: Obtained | null,
    environment: ProductEnvironment,
    proof: Proof,
  ): DeliveryAnswer {
    const { immutable, varied, attachment } = planned
    // Neither caches of others nor our own may keep what only some pages can show.
    const personal = isPersonal(asset, proof) || environment.settings.allowedReferrers.length > 0
    const isDefault = warning !== null
    const caching = {
      environment,
      asset,
      version: url.version,
      immutable,
      isDefault,
      isPersonal: personal,
      visibleForMs: visibleForMs(asset, proof, clock.now()),
    }
    const common = { cacheControl: cacheControlOf(caching), varied, warning }
    const sheet = isPictureOfMany(asset.type) ? sheetOf(asset, url.source) : null
    if (sheet !== null) return { ...common, ...sheet, kind: 'text' }
    if (planned.information) {
      const body = informationText(asset, obtained?.derived ?? null)
      return { ...common, kind: 'text', contentType: 'application/json; charset=utf-8', body }
    }
    const made = [assetDependency(asset), environmentDependency(environment.id), ...planned.dependencies]
    const context: AnswerContext = {
      ...common,
      attachment,
      dependencies: personal || isDefault ? null : made,
      keepUntil: asset.source === null ? Number.POSITIVE_INFINITY : asset.source.checkedAt + REVALIDATE_AFTER_MS,
      open:
        obtained === null
          ? openerOfStored(asset.storageKey, storage)
          : openerOfDerived(obtained, planned.prepared, dependencies),
    }
    if (obtained === null) return originalAnswer(asset, context)
    return derivedAnswer(asset, obtained.derived, obtained.isFresh, context)
  }

  return { deliver }
}

interface Planned extends Pick<Prepared['delivery'], 'attachment' | 'immutable' | 'information' | 'varied'> {
  /** Null when the original itself is delivered. */
  readonly prepared: Prepared | null
  readonly dependencies: readonly string[]
}

/** Of a picture of many, which is delivered as it was made. */
const MADE_BEFORE: Planned = {
  attachment: null,
  immutable: false,
  information: false,
  varied: [],
  prepared: null,
  dependencies: [],
}

/** Of a raw file. */
function extensionOf(publicId: string): string | null {
  const name = publicId.slice(publicId.lastIndexOf('/') + 1)
  const dot = name.lastIndexOf('.')
  return dot === -1 ? null : name.slice(dot + 1).toLowerCase()
}
