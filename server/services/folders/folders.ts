/** Folders as things of their own: listed, made, deleted. Renaming is in `rename-folder.ts`. */
import { type Folder, folderName, folderWithAncestors } from '../../domain/folder.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { boundCursor } from '../listing/bound-cursor.ts'
import { assertFolder } from '../upload/public-id.ts'
import { assertNamed, unknownFolder } from './folder-path.ts'
import type { FolderDependencies, Folders } from './folder-types.ts'
import { createFolderRenaming } from './rename-folder.ts'

export function createFolders(dependencies: FolderDependencies): Folders {
  const { database, clock, random } = dependencies
  return {
    async list(environmentId, given, { maxResults, nextCursor }) {
      const path = assertFolder(given, 'path')
      const cursor = boundCursor(['folders', environmentId, path], 1)
      const [after = null] = cursor.read(nextCursor) ?? []
      if (path !== '' && (await database.folders.find(environmentId, path)) === null) throw unknownFolder(path)
      const found = await database.folders.list(environmentId, path, { after, limit: maxResults + 1 })
      const folders = found.slice(0, maxResults)
      return {
        folders,
        totalCount: await database.folders.count(environmentId, path),
        nextCursor: found.length > maxResults ? cursor.write(folders.at(-1)?.path ?? '') : null,
      }
    },
    create(environmentId, given, notify) {
      const path = assertNamed(given, 'path')
      return database.transaction(async (tables) => {
        const { folders } = tables
        const isThere = (await folders.find(environmentId, path)) !== null
        for (const each of folderWithAncestors(path)) {
          if (each === '') continue
          await folders.insert({ environmentId, path: each, externalId: random.hex(32), createdAt: clock.now() })
        }
        const folder = await folders.find(environmentId, path)
        if (folder === null) throw new Error('A folder that was just made is not there')
        if (!isThere) {
          const whereabouts = { kind: 'folder', before: null, after: path } as const
          await notify(tables, { environmentId, type: 'create_folder', body: named(folder), whereabouts })
        }
        return folder
      })
    },
    rename: createFolderRenaming(dependencies),
    delete(environmentId, given, notify) {
      const path = assertNamed(given, 'path')
      return database.transaction(async (tables) => {
        const { folders } = tables
        const tree = await folders.listTree(environmentId, path)
        const [folder] = tree
        if (folder?.path !== path) throw unknownFolder(path)
        const full = tree.find(({ assetCount }) => assetCount > 0)
        if (full !== undefined) throw new InvalidParameterError(`Folder is not empty: assets lie in ${full.path}`)
        const deleted = await folders.deleteTree(environmentId, path)
        const whereabouts = { kind: 'folder', before: path, after: null } as const
        await notify(tables, { environmentId, type: 'delete_folder', body: named(folder), whereabouts })
        return deleted
      })
    },
  }
}

/** A folder as notifications name it. */
function named({ path, externalId }: Folder) {
  return { folder_name: folderName(path), folder_path: path, folder_external_id: externalId }
}
