import type { Notify } from '../notifications/notification-types.ts'
import type { UploadDependencies } from '../upload/upload-types.ts'

/** What changes of stored assets need. */
export type AssetDependencies = Omit<UploadDependencies, 'fetcher'>

/** For changes that others are told of. */
export interface AssetChange extends AssetDependencies {
  readonly notify: Notify
}
