/**
 * Folders of an environment. One is there from when something first lies in it, or from when it was made, until it is
 * deleted; what is above it is there too. Paths have no slash at the ends; the root is the empty path.
 */
export interface Folder {
  readonly environmentId: string
  readonly path: string
  /** 32 hex; stays when the folder is renamed or moved. */
  readonly externalId: string
  /** That lie in it, not below it; deleted ones that have backups do not count. */
  readonly assetCount: number
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

/** `b` of `a/b`. */
export function folderName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** `a` of `a/b`; of the root, the root. */
export function parentFolder(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The folder itself and all above it, from the root. */
export function folderWithAncestors(path: string): readonly string[] {
  if (path === '') return ['']
  const names = path.split('/')
  return ['', ...names.map((_, index) => names.slice(0, index + 1).join('/'))]
}

/** Whether a path is that of the folder or of something below it. */
export function isInFolder(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
