import type { Asset } from '../../domain/asset.ts'
import { isInFolder } from '../../domain/folder.ts'
import type { Notify } from '../notifications/notification-types.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

/** What changes of stored assets need. */
export type AssetDependencies = Omit<UploadDependencies, 'fetcher'>

/** For changes that others are told of. */
export interface AssetChange extends AssetDependencies {
  readonly notify: Notify
  /** The folder that is reached: assets elsewhere are as if they were not there. Null or absent: all. */
  readonly within?: string | null | undefined
}

export function isReached({ assetFolder }: Pick<Asset, 'assetFolder'>, within: AssetChange['within']): boolean {
  return within === null || within === undefined || isInFolder(assetFolder, within)
}
