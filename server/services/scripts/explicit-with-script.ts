/** `explicit`, and the script that runs when it is done. */
import type { AssetDependencies } from '../assets/asset-types.ts'
import { type ExplicitRequest, explicit } from '../assets/explicit.ts'
import { uploadBody } from '../upload/tell-upload.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import { runOnSuccess } from './on-success.ts'

/** @throws NotFoundError */
export async function explicitWithScript(
  request: ExplicitRequest,
  dependencies: AssetDependencies,
): Promise<UploadOutcome> {
  const { onSuccess: code, ...parameters } = request.parameters
  const outcome = await explicit({ ...request, parameters }, dependencies)
  if (code === undefined) return outcome
  const { environment, telling, signal } = request
  const told = { ...outcome, filename: outcome.asset.originalFilename }
  const uploadInfo = uploadBody(told, outcome.eager, outcome.batchId, parameters, telling)
  const { asset, result } = await runOnSuccess(
    { code, environment, asset: outcome.asset, uploadInfo, telling, signal },
    dependencies,
  )
  return { ...outcome, asset, hooks: { onSuccess: result } }
}
