import type { PendingUpload } from '../../domain/pending-upload.ts'

export interface PendingUploadRepository {
  insert(pending: PendingUpload): Promise<void>
  find(environmentId: string, id: string): Promise<PendingUpload | null>
  findByStorageKey(storageKey: string): Promise<PendingUpload | null>
  delete(environmentId: string, id: string): Promise<void>
}
