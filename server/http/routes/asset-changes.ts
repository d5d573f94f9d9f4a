import { type AssetChangeInput, changeAssets as changeAssetsOperation } from '../../contract/asset-changes.ts'
import { context, metadata, rename, tags } from '../../contract/assets.ts'
import type { OperationContract } from '../../contract/operation.ts'
import { updateResourceById } from '../../contract/resources.ts'
import { isInFolder } from '../../domain/folder.ts'
import { PermissionDeniedError } from '../../errors/request-errors.ts'
import { presentChange } from '../../present/asset-changes.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { changeAssets } from '../../services/assets/change-assets.ts'
import { authorise, refusalOf } from '../middleware/authorise.ts'
import { folderOf, type Principal } from '../middleware/principal.ts'
import { type ApiRoutes, route } from '../route.ts'

/** Whoever may not do it by itself may not do it here. */
const SINGLE: Readonly<Record<keyof AssetChangeInput['set'], OperationContract>> = {
  tags,
  addTags: tags,
  removeTags: tags,
  context,
  metadata,
  displayName: updateResourceById,
  assetFolder: updateResourceById,
  publicId: rename,
}

export function assetChangeRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, changeAssetsOperation, async ({ changes }, received) => {
    const { environment, principal, within, notify, present, signal } = received
    const request = {
      changes,
      environment,
      signal,
      assertMay: ({ set }: AssetChangeInput) => {
        for (const name of Object.keys(set)) authorise(principal, SINGLE[name as keyof typeof SINGLE])
      },
      assertWithin: (folder: string, publicId: string) => assertWithin(principal, folder, publicId),
      hiddenBeyond: principal.kind === 'session' ? within : null,
    }
    const outcomes = await changeAssets(request, { ...assets, notify })
    return { results: outcomes.map((outcome) => presentChange(outcome, present)) }
  })
}

/** @throws PermissionDeniedError */
function assertWithin(principal: Principal, folder: string, publicId: string): void {
  const prefix = folderOf(principal)
  if (prefix === null || isInFolder(folder, prefix)) return
  throw new PermissionDeniedError(
    `${refusalOf(principal, changeAssetsOperation)}: it is limited to the folder ${prefix}, and ${publicId} is outside of it`,
    403,
  )
}
