import type { LibraryAsset } from '../api/library-asset.ts'

/** Whether not everybody may see an asset. */
export function isRestricted({ type, access_mode: mode, access_control: rules }: LibraryAsset): boolean {
  return type === 'private' || type === 'authenticated' || mode === 'authenticated' || (rules?.length ?? 0) > 0
}
