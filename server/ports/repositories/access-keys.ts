import type { AccessKey } from '../../domain/access-key.ts'

export interface AccessKeyRepository {
  insert(key: AccessKey): Promise<void>
  findByApiKey(apiKey: string): Promise<AccessKey | null>
  listByEnvironment(environmentId: string): Promise<readonly AccessKey[]>
}
