import type { z } from 'zod'
import type { ResourceDetailsJson } from '../../contract/resource-json.ts'
import {
  getResource,
  getResourceByBody,
  getResourceById,
  updateResource,
  updateResourceByBody,
  updateResourceById,
} from '../../contract/resources.ts'
import type { Asset, AssetName } from '../../domain/asset.ts'
import { presentDetails } from '../../present/resource-details.ts'
import { resultsAskedFor } from '../../services/assets/analyses.ts'
import { type AssetReference, locateAsset, referenceOf } from '../../services/assets/asset-reference.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import type { Details, DetailsOptions } from '../../services/assets/details.ts'
import { updateAsset } from '../../services/assets/update.ts'
import type { ApiRequest } from '../api-request.ts'
import { type ApiRoutes, route } from '../route.ts'

export function resourceRoutes(routes: ApiRoutes, details: Details, assets: AssetDependencies): void {
  route(routes, getResource, (input, request) => show(nameOf(input, request), input, request))
  route(routes, getResourceById, (input, request) => show(input.assetId, input, request))
  route(routes, getResourceByBody, (input, request) => show(referenceOf(input, request.environment), input, request))
  route(routes, updateResource, (input, request) => change(nameOf(input, request), input, request))
  route(routes, updateResourceById, (input, request) => change(input.assetId, input, request))
  route(routes, updateResourceByBody, (input, request) =>
    change(referenceOf(input, request.environment), input, request),
  )

  async function show(
    reference: AssetReference,
    input: DetailFlags,
    { environment, signal, present, within }: ApiRequest,
  ): Promise<ResourceDetailsJson> {
    const options = detailsOptions(input, within, signal)
    const found =
      typeof reference === 'string'
        ? await details.byId(environment.id, reference, options)
        : await details.byName(reference, options)
    const extras = { results: resultsAskedFor(input), coordinates: input.coordinates === true }
    return presentDetails(found, present, extras)
  }

  async function change(
    reference: AssetReference,
    input: Changes,
    { environment, signal, present, parameters, telling, within }: ApiRequest,
  ): Promise<ResourceDetailsJson> {
    const asset: Asset = await locateAsset(reference, environment, { ...assets, within })
    const changed = await updateAsset(
      { environment, asset, changes: input, given: parameters, telling, signal },
      assets,
    )
    // Where it was moved is where it was allowed to go.
    const found = await details.byName(changed, detailsOptions({ maxResults: 10 }, null, signal))
    return presentDetails(found, present, { results: resultsAskedFor(input), coordinates: true })
  }
}

type DetailFlags = Omit<z.output<typeof getResourceById.input>, 'assetId'>
type Changes = Omit<z.output<typeof updateResourceById.input>, 'assetId'>

function nameOf(name: Omit<AssetName, 'environmentId'>, { environment }: ApiRequest): AssetName {
  const { resourceType, type, publicId } = name
  return { environmentId: environment.id, resourceType, type, publicId }
}

function detailsOptions(input: DetailFlags, within: string | null, signal: AbortSignal): DetailsOptions {
  return {
    analyses: input,
    limit: input.maxResults,
    derivedCursor: input.derivedNextCursor ?? input.nextCursor ?? null,
    relatedCursor: input.relatedNextCursor ?? null,
    withVersions: input.versions === true,
    withRelated: input.related === true,
    within,
    signal,
  }
}
