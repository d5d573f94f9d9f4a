import type { UploadDependencies } from '../upload/upload-types.ts'

/** What changes of stored assets need. */
export type AssetDependencies = Omit<UploadDependencies, 'fetcher'>
