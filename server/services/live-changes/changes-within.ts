/**
 * What a change is to somebody who reaches one folder: only names of assets that lie there, and of folders that are there.
 * What comes in from elsewhere was added, what goes out is gone; where it came from or goes to is not said.
 */
import { isInFolder } from '../../domain/folder.ts'
import type { PlacedAsset, Whereabouts } from '../../domain/whereabouts.ts'

export interface ToldChange {
  readonly type: string
  /** JSON. */
  readonly data: string
}

export interface PlacedChange extends ToldChange {
  /** Null: nobody knows, so that only those are told who reach everything. */
  readonly whereabouts: Whereabouts | null
}

/** @param folder null: everything */
export function changesWithin({ type, data, whereabouts }: PlacedChange, folder: string | null): readonly ToldChange[] {
  if (folder === null) return [{ type, data }]
  switch (whereabouts?.kind) {
    case undefined:
      return []
    case 'several':
      return whereabouts.folders.some((each) => isInFolder(each, folder)) ? [{ type, data }] : []
    case 'folder':
      return folderChange(type, data, whereabouts, folder)
    case 'assets':
      return assetChanges(type, whereabouts.assets, folder)
  }
}

function assetChanges(
  type: string,
  moves: Extract<Whereabouts, { kind: 'assets' }>['assets'],
  folder: string,
): readonly ToldChange[] {
  const resources: Record<'delete' | 'upload' | 'changed', PlacedAsset[]> = { delete: [], upload: [], changed: [] }
  for (const { before, after } of moves) {
    const was = before !== null && isInFolder(before.folder, folder)
    if (after !== null && isInFolder(after.folder, folder)) resources[was ? 'changed' : 'upload'].push(after)
    else if (was) resources.delete.push(before)
  }
  const told = (as: string, assets: readonly PlacedAsset[]): readonly ToldChange[] =>
    assets.length === 0 ? [] : [{ type: as, data: JSON.stringify({ resources: assets.map(named) }) }]
  return [...told('delete', resources.delete), ...told('upload', resources.upload), ...told(type, resources.changed)]
}

/** A folder above goes or comes with the one that is reached. */
function folderChange(
  type: string,
  data: string,
  { before, after }: Extract<Whereabouts, { kind: 'folder' }>,
  folder: string,
): readonly ToldChange[] {
  const [was, is] = [before !== null && isInFolder(before, folder), after !== null && isInFolder(after, folder)]
  // With both, or with one and nothing elsewhere, the event names nothing else.
  if ((was || is) && (was || before === null) && (is || after === null)) return [{ type, data }]
  const reached = (path: string | null): string | null =>
    path === null || isInFolder(path, folder) ? path : isInFolder(folder, path) ? folder : null
  const [gone, come] = [reached(before), reached(after)]
  const isMove = before !== null && after !== null
  return [
    ...(gone !== null && (isMove || type === 'delete_folder') ? [aboutFolder('delete_folder', gone)] : []),
    ...(come !== null && isMove ? [aboutFolder('create_folder', come)] : []),
  ]
}

function aboutFolder(type: string, path: string): ToldChange {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return { type, data: JSON.stringify({ folder_name: name, folder_path: path }) }
}

function named({ id, resourceType, type, publicId }: PlacedAsset) {
  return { asset_id: id, public_id: publicId, resource_type: resourceType, type }
}
