/** Product environments by name, kept in memory: every request asks for one. */
import type { AccessKey } from '../../domain/access-key.ts'
import type { MediaLimits, ProductEnvironment } from '../../domain/product-environment.ts'
import type { Database } from '../../ports/database.ts'
import { lowerLimits } from './change-settings.ts'

export interface Environments {
  findByCloudName(cloudName: string): Promise<ProductEnvironment | null>
  /** Enabled keys, oldest first. */
  activeKeys(environmentId: string): Promise<readonly AccessKey[]>
  findKey(apiKey: string): Promise<AccessKey | null>
  /** To be called after any change of environments or keys. */
  forget(): void
}

export interface EnvironmentsOptions {
  /** What this installation allows; an environment can only lower it. Without: as stored. */
  readonly limits?: MediaLimits
}

export function createEnvironments(
  database: Pick<Database, 'environments' | 'accessKeys'>,
  { limits }: EnvironmentsOptions = {},
): Environments {
  const environments = new Map<string, ProductEnvironment>()
  const keys = new Map<string, readonly AccessKey[]>()
  const keysByName = new Map<string, AccessKey>()
  let changes = 0

  /** What was read before a change is not kept after it. */
  async function remembered<T>(map: Map<string, T>, key: string, read: () => Promise<T | null>): Promise<T | null> {
    const known = map.get(key)
    if (known !== undefined) return known
    const before = changes
    const found = await read()
    if (found !== null && before === changes) map.set(key, found)
    return found
  }

  return {
    findByCloudName: (cloudName) =>
      remembered(environments, cloudName, async () => {
        const found = await database.environments.findByCloudName(cloudName)
        return found?.enabled === true ? effective(found, limits) : null
      }),
    activeKeys: async (environmentId) => {
      const found = await remembered(keys, environmentId, async () =>
        (await database.accessKeys.listByEnvironment(environmentId)).filter((key) => key.enabled),
      )
      return found ?? []
    },
    findKey: (apiKey) =>
      remembered(keysByName, apiKey, async () => {
        const found = await database.accessKeys.findByApiKey(apiKey)
        return found?.enabled === true ? found : null
      }),
    forget() {
      changes += 1
      environments.clear()
      keys.clear()
      keysByName.clear()
    },
  }
}

function effective(environment: ProductEnvironment, installation: MediaLimits | undefined): ProductEnvironment {
  const { settings } = environment
  const limits = lowerLimits(installation ?? settings.limits, settings.ownLimits)
  return { ...environment, settings: { ...settings, limits } }
}
