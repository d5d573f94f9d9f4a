import { context, deleteByToken, destroy, destroyById, metadata, rename, tags } from '../../contract/assets.ts'
import { presentUpload } from '../../present/asset.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { changeContext, changeTags } from '../../services/assets/change-many.ts'
import { changeMetadataOfMany } from '../../services/assets/change-metadata-of-many.ts'
import * as deletion from '../../services/assets/destroy.ts'
import * as renaming from '../../services/assets/rename.ts'
import { type ApiRoutes, route } from '../route.ts'

export function assetRoutes(routes: ApiRoutes, assets: AssetDependencies): void {
  route(routes, destroyById, async ({ assetId }, { environment, notify, within }) => ({
    result: await deletion.destroyById(environment.id, assetId, { ...assets, notify, within }),
  }))
  route(routes, deleteByToken, async ({ token }, { environment, notify, within }) => {
    await deletion.deleteByToken(environment.id, token, { ...assets, notify, within })
    return { result: 'ok' as const }
  })
  route(routes, destroy, async ({ resourceType, type, publicId }, { environment, notify, within }) => {
    const name = { environmentId: environment.id, resourceType, type, publicId }
    return { result: await deletion.destroy(name, { ...assets, notify, within }) }
  })
  route(routes, rename, async (input, { environment, present, notify, within }) => {
    const { resourceType, type, toType = type, fromPublicId, toPublicId, overwrite } = input
    const scope = { environmentId: environment.id, resourceType }
    const from = { ...scope, type, publicId: fromPublicId }
    const to = { ...scope, type: toType, publicId: toPublicId }
    return presentUpload(await renaming.rename({ from, to, overwrite }, { ...assets, notify, within }), present)
  })
  route(routes, tags, async ({ tag = [], ...input }, { environment, notify, within }) => ({
    public_ids: [
      ...(await changeTags({ ...input, tags: tag, environmentId: environment.id }, { ...assets, notify, within })),
    ],
  }))
  route(routes, metadata, async ({ metadata: given, ...input }, { environment, notify, within }) => ({
    public_ids: [
      ...(await changeMetadataOfMany(
        { ...input, given, environmentId: environment.id },
        { ...assets, notify, within },
      )),
    ],
  }))
  route(routes, context, async ({ context: values = {}, ...input }, { environment, notify, within }) => ({
    public_ids: [
      ...(await changeContext(
        { ...input, context: values, environmentId: environment.id },
        { ...assets, notify, within },
      )),
    ],
  }))
}
