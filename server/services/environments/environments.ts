/** Product environments by name, kept in memory: every request asks for one. */
import type { AccessKey } from '../../domain/access-key.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { Database } from '../../ports/database.ts'

export interface Environments {
  findByCloudName(cloudName: string): Promise<ProductEnvironment | null>
  /** Enabled keys, oldest first. */
  activeKeys(environmentId: string): Promise<readonly AccessKey[]>
  findKey(apiKey: string): Promise<AccessKey | null>
  /** To be called after any change of environments or keys. */
  forget(): void
}

export function createEnvironments(database: Pick<Database, 'environments' | 'accessKeys'>): Environments {
  const environments = new Map<string, ProductEnvironment>()
  const keys = new Map<string, readonly AccessKey[]>()
  const keysByName = new Map<string, AccessKey>()
  return {
    async findByCloudName(cloudName) {
      const known = environments.get(cloudName)
      if (known !== undefined) return known
      const found = await database.environments.findByCloudName(cloudName)
      if (found === null || !found.enabled) return null
      environments.set(cloudName, found)
      return found
    },
    async activeKeys(environmentId) {
      const known = keys.get(environmentId)
      if (known !== undefined) return known
      const found = (await database.accessKeys.listByEnvironment(environmentId)).filter((key) => key.enabled)
      keys.set(environmentId, found)
      return found
    },
    async findKey(apiKey) {
      const known = keysByName.get(apiKey)
      if (known !== undefined) return known
      const found = await database.accessKeys.findByApiKey(apiKey)
      if (found === null || !found.enabled) return null
      keysByName.set(apiKey, found)
      return found
    },
    forget() {
      environments.clear()
      keys.clear()
      keysByName.clear()
    },
  }
}
