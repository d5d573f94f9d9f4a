/**
 * `on_success`: a script that runs when the asset is stored. It sees the answer (`event.upload_info`, `e` for short) and
 * changes the asset by `current_asset.update({ tags, context, metadata })`. Whatever becomes of it, the asset stays.
 */
import { readInput } from '../../contract/read-input.ts'
import { explicitParameters } from '../../contract/upload-parameters.ts'
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { TintypeError } from '../../errors/base.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { ScriptRunner } from '../../ports/script-runner.ts'
import type { HookResult } from '../../present/hook-execution.ts'
import type { AssetDependencies } from '../assets/asset-types.ts'
import { explicit } from '../assets/explicit.ts'
import type { Telling } from '../notifications/notification-types.ts'

export interface SuccessfulUpload {
  readonly code: string
  readonly environment: ProductEnvironment
  readonly asset: Asset
  /** As the answer shows it. */
  readonly uploadInfo: Readonly<Record<string, unknown>>
  readonly telling: Telling
  readonly signal: AbortSignal
}

const UPDATABLE: ReadonlySet<string> = new Set(['tags', 'context', 'metadata', 'clear_invalid'])
const MOST_UPDATES = 20

export async function runOnSuccess(
  upload: SuccessfulUpload,
  dependencies: AssetDependencies & { readonly scripts: ScriptRunner },
): Promise<{ readonly asset: Asset; readonly result: HookResult }> {
  const { code, uploadInfo, signal } = upload
  let { asset } = upload
  try {
    const event = { upload_info: uploadInfo }
    const variables = { event, e: event, current_asset: uploadInfo }
    const script = { name: 'on_success', code, variables, updatable: ['current_asset'] }
    const { updates } = await dependencies.scripts.run(script, { signal })
    if (updates.length > MOST_UPDATES) {
      throw new InvalidParameterError(`Script on_success failed: more than ${MOST_UPDATES} updates`)
    }
    // All are read before the first is made.
    const changes = updates.map((update) => readChanges(update.changes, asset))
    for (const parameters of changes) asset = await changed(parameters)
    return { asset, result: { status: 'success', updates: updates.length } }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof TintypeError)) dependencies.log.error({ err: error }, 'on_success failed')
    const reason = error instanceof TintypeError ? error.message : 'General Error'
    return { asset, result: { status: 'failed', error: reason } }
  }

  async function changed(parameters: ReturnType<typeof readChanges>): Promise<Asset> {
    const { environment, telling } = upload
    const { resourceType, type } = asset
    const request = { environment, resourceType, storedType: type, parameters, telling, signal }
    return (await explicit(request, dependencies)).asset
  }
}

function readChanges(changes: unknown, { publicId }: Asset) {
  if (typeof changes !== 'object' || changes === null || Array.isArray(changes)) {
    throw new InvalidParameterError('Script on_success failed: update needs an object, such as { tags: [...] }')
  }
  const other = Object.keys(changes).find((name) => !UPDATABLE.has(name))
  if (other !== undefined) {
    throw new InvalidParameterError(
      `Script on_success failed: it cannot update ${other.slice(0, 100)}: expected tags, context or metadata`,
    )
  }
  return readInput(explicitParameters, { ...changes, public_id: publicId })
}
