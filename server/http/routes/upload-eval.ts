/** The script of an upload, tried without the upload. */
import { evaluateUpload } from '../../contract/upload.ts'
import { tryOptions } from '../../services/scripts/try-options.ts'
import type { SpooledFile } from '../../services/upload/spool.ts'
import type { UploadDependencies } from '../../services/upload/upload-types.ts'
import { receiveApiRequest } from '../api-request.ts'
import { type ApiRoutes, bind, sendAnswer } from '../route.ts'
import { requestOf, takeUpload, type UploadRouteDependencies } from './upload.ts'

export function uploadEvalRoutes(
  routes: ApiRoutes,
  dependencies: UploadRouteDependencies,
  uploading: UploadDependencies,
): void {
  bind(routes, evaluateUpload, async (request, response) => {
    const received = await receiveApiRequest<SpooledFile>(
      request,
      evaluateUpload,
      takeUpload(request, response, dependencies),
      routes.dependencies,
    )
    const { options, changed } = await tryOptions(await requestOf(request, received, dependencies), uploading)
    sendAnswer(response, evaluateUpload, { upload_options: { ...options }, changed: [...changed] }, routes)
  })
}
