import {
  searchAssetsByQuery,
  searchAssets as searchAssetsOperation,
  searchFoldersByQuery,
  searchFolders as searchFoldersOperation,
  searchVisually,
  searchVisuallyByQuery,
} from '../../contract/search.ts'
import { UnsupportedParameterError } from '../../errors/request-errors.ts'
import { presentFoundFolder } from '../../present/search.ts'
import { presentFoundPage } from '../../present/search-page.ts'
import { type SearchDependencies, searchAssets } from '../../services/search/search-assets.ts'
import { searchFolders } from '../../services/search/search-folders.ts'
import type { ApiRequest } from '../api-request.ts'
import { folderOf } from '../middleware/principal.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

export function searchRoutes(routes: ApiRoutes, dependencies: SearchDependencies): void {
  const assets: Handler<typeof searchAssetsOperation.input, typeof searchAssetsOperation.output> = async (
    input,
    request,
  ) => presentFoundPage(await searchAssets(input, scopeOf(request), dependencies), input, request.present)
  const folders: Handler<typeof searchFoldersOperation.input, typeof searchFoldersOperation.output> = async (
    input,
    request,
  ) => {
    const page = await searchFolders(input, scopeOf(request), dependencies)
    return {
      total_count: page.totalCount,
      time: page.milliseconds,
      folders: page.folders.map(presentFoundFolder),
      ...(page.nextCursor === null ? {} : { next_cursor: page.nextCursor }),
    }
  }
  route(routes, searchAssetsOperation, assets)
  route(routes, searchAssetsByQuery, assets)
  route(routes, searchFoldersOperation, folders)
  route(routes, searchFoldersByQuery, folders)
  route(routes, searchVisually, refuseVisualSearch)
  route(routes, searchVisuallyByQuery, refuseVisualSearch)
}

async function refuseVisualSearch(): Promise<never> {
  throw new UnsupportedParameterError("You don't have an active subscription for Visual Search")
}

function scopeOf({ environment, principal, signal }: ApiRequest) {
  return { environment, folder: folderOf(principal), signal }
}
