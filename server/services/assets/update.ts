/** Changes what is said about an asset, as `explicit` does, and what moderators decided. */
import { refuseForStored, refuseUnsupported } from '../../contract/refused-parameters.ts'
import type { ExplicitParameters } from '../../contract/upload-parameters.ts'
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { Telling } from '../notifications/notification-types.ts'
import type { AssetDependencies } from './asset-types.ts'
import { explicit } from './explicit.ts'
import type { ModerationStatus } from './moderation.ts'

export interface UpdateRequest {
  readonly environment: ProductEnvironment
  readonly asset: Asset
  readonly changes: Omit<
    ExplicitParameters,
    'publicId' | 'type' | 'eager' | 'eagerAsync' | 'moderation' | 'responsiveBreakpoints' | 'onSuccess'
  > & {
    readonly moderationStatus?: ModerationStatus | undefined
  }
  /** By wire name, as received. */
  readonly given: Readonly<Record<string, unknown>>
  readonly telling: Telling
  readonly signal: AbortSignal
}

/** @throws NotFoundError | InvalidParameterError | UnsupportedParameterError */
export async function updateAsset(request: UpdateRequest, dependencies: AssetDependencies): Promise<Asset> {
  const { environment, asset, changes, given, telling, signal } = request
  refuseUnsupported(given, { isUpdate: true })
  refuseForStored(given, { isUpdate: true })
  const { moderationStatus, ...parameters } = changes
  const { resourceType, type, publicId } = asset
  const outcome = await explicit(
    {
      environment,
      resourceType,
      storedType: type,
      parameters: { ...parameters, publicId },
      moderationStatus,
      telling,
      signal,
    },
    dependencies,
  )
  return outcome.asset
}
