import { createFolder, deleteFolder, listRootFolders, listSubFolders, renameFolder } from '../../contract/folders.ts'
import { folderName } from '../../domain/folder.ts'
import { presentFolderPage, presentFolderRow } from '../../present/folder.ts'
import type { Folders } from '../../services/folders/folder-types.ts'
import { type ApiRoutes, route } from '../route.ts'

export function folderRoutes(routes: ApiRoutes, folders: Folders): void {
  route(routes, listRootFolders, async (page, { environment }) =>
    presentFolderPage(await folders.list(environment.id, '', page)),
  )
  route(routes, listSubFolders, async ({ path, ...page }, { environment }) =>
    presentFolderPage(await folders.list(environment.id, path, page)),
  )
  route(routes, createFolder, async ({ path }, { environment, notify }) => ({
    success: true as const,
    ...presentFolderRow(await folders.create(environment.id, path, notify)),
  }))
  route(routes, renameFolder, async ({ path, toFolder }, { environment, notify }) => {
    const { from, to } = await folders.rename(environment, path, toFolder, notify)
    return { from: { name: folderName(from), path: from }, to: { name: folderName(to), path: to } }
  })
  route(routes, deleteFolder, async ({ path }, { environment, notify }) => ({
    deleted: [...(await folders.delete(environment.id, path, notify))],
  }))
}
