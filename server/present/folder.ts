import { type Folder, folderName } from '../domain/folder.ts'

export function presentFolderRow({ path, externalId }: Folder) {
  return { name: folderName(path), path, external_id: externalId }
}

export function presentFolderPage(page: {
  readonly folders: readonly Folder[]
  readonly totalCount: number
  readonly nextCursor: string | null
}) {
  return {
    folders: page.folders.map(presentFolderRow),
    total_count: page.totalCount,
    next_cursor: page.nextCursor,
  }
}
