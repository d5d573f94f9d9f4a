/** Operations that answer a file. */
import type { z } from 'zod'
import {
  downloadAsset,
  downloadAssetById,
  downloadAssetByIdAndPost,
  downloadAssetByPost,
  downloadBackup,
} from '../../contract/downloads.ts'
import type { OperationContract } from '../../contract/operation.ts'
import { readInput } from '../../contract/read-input.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { WantedFile } from '../../services/delivery/download.ts'
import { receiveApiRequest } from '../api-request.ts'
import type { DownloadHandler } from '../delivery/download-handler.ts'
import { type ApiRoutes, bind } from '../route.ts'

interface Wish {
  readonly wanted: WantedFile
  readonly attachment?: string | undefined
}

export function downloadRoutes(routes: ApiRoutes, download: DownloadHandler): void {
  for (const operation of [downloadAsset, downloadAssetByPost]) {
    bindFile(operation, ({ format, attachment, resourceType, type, publicId }, environment) => {
      const reference = { environmentId: environment.id, resourceType, type, publicId }
      return { wanted: { kind: 'asset', reference, format }, attachment }
    })
  }
  for (const operation of [downloadAssetById, downloadAssetByIdAndPost]) {
    bindFile(operation, ({ assetId: reference, format, attachment }) => ({
      wanted: { kind: 'asset', reference, format },
      attachment,
    }))
  }
  bindFile(downloadBackup, ({ assetId, versionId }) => ({
    wanted: { kind: 'backup', assetId, versionId },
    attachment: 'true',
  }))

  function bindFile<I extends z.ZodType>(
    operation: OperationContract<I>,
    wish: (input: z.output<I>, environment: ProductEnvironment) => Wish,
  ): void {
    bind(routes, operation, async (request, response) => {
      const received = await receiveApiRequest<never>(request, operation, null, routes.dependencies)
      const { environment, parameters, signal } = received
      const { wanted, attachment } = wish(readInput(operation.input, parameters), environment)
      await download(request, response, { environment, wanted, attachment, signal })
    })
  }
}
