import type { AccessKey } from '../../domain/access-key.ts'

export interface AccessKeyRepository {
  insert(key: AccessKey): Promise<void>
  /** Writes the whole row, found by id; key and secret stay. */
  update(key: AccessKey): Promise<void>
  delete(environmentId: string, id: string): Promise<void>
  findByApiKey(apiKey: string): Promise<AccessKey | null>
  listByEnvironment(environmentId: string): Promise<readonly AccessKey[]>
}
