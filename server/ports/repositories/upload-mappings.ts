import type { UploadMapping } from '../../domain/upload-mapping.ts'

export interface UploadMappingRepository {
  find(environmentId: string, folder: string): Promise<UploadMapping | null>
  /** Those of these folders. */
  findMany(environmentId: string, folders: readonly string[]): Promise<readonly UploadMapping[]>
  /** By folder. */
  list(environmentId: string): Promise<readonly UploadMapping[]>
  put(mapping: UploadMapping): Promise<void>
  delete(environmentId: string, folder: string): Promise<boolean>
}
