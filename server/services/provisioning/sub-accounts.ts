/** Product environments as the Provisioning API manages them, under their wire name: sub-accounts. */
import type { AccessKey } from '../../domain/access-key.ts'
import { DEFAULT_SETTINGS } from '../../domain/default-settings.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { newAccessKey } from '../environments/new-key.ts'
import { assertFree, cloudNameFor } from './cloud-name.ts'
import { DELETE_ENVIRONMENT_JOB } from './delete-environment.ts'
import { forgetEnvironment, type ProvisioningDependencies } from './provisioning-types.ts'

export interface SubAccount {
  readonly environment: ProductEnvironment
  /** Oldest first. */
  readonly keys: readonly AccessKey[]
}

export interface SubAccountFilter {
  readonly enabled?: boolean | undefined
  /** When given, nothing else counts. */
  readonly ids?: readonly string[] | undefined
  readonly cloudNames?: readonly string[] | undefined
  /** Of the name, whatever its case. */
  readonly prefix?: string | undefined
}

export interface SubAccountDefinition {
  readonly name?: string | undefined
  readonly cloudName?: string | undefined
  readonly description?: string | undefined
  readonly customAttributes?: Readonly<Record<string, unknown>> | undefined
  readonly enabled?: boolean | undefined
}

/** Beyond that many an environment is neither renamed nor deleted by a call. */
const MOST_ASSETS = 1_000

export async function listSubAccounts(
  filter: SubAccountFilter,
  { database }: ProvisioningDependencies,
): Promise<readonly SubAccount[]> {
  const environments = (await database.environments.list()).filter((environment) => matches(environment, filter))
  return Promise.all(environments.map((environment) => withKeys(environment, database)))
}

export async function getSubAccount(id: string, { database }: ProvisioningDependencies): Promise<SubAccount> {
  return withKeys(await findSubAccount(id, database), database)
}

/** @throws NotFoundError */
export async function findSubAccount(
  id: string,
  { environments }: Pick<Repositories, 'environments'>,
): Promise<ProductEnvironment> {
  const environment = await environments.findById(id)
  if (environment === null) throw new NotFoundError(`Cannot find sub account with id ${id.slice(0, 100)}`)
  return environment
}

export async function createSubAccount(
  {
    name,
    cloudName,
    description,
    customAttributes,
    enabled,
    baseId,
  }: SubAccountDefinition & { readonly baseId?: string | undefined },
  dependencies: ProvisioningDependencies,
): Promise<SubAccount> {
  const { database, clock, random } = dependencies
  const shownName = name ?? cloudName
  if (shownName === undefined) throw new InvalidParameterError('Missing required parameter - name')
  const created = await database.transaction(async (tables) => {
    if (cloudName !== undefined) await assertFree(cloudName, null, tables)
    const base = baseId === undefined ? null : await findSubAccount(baseId, tables)
    const now = clock.now()
    const environment: ProductEnvironment = {
      id: random.hex(32),
      name: shownName,
      cloudName: cloudName ?? (await cloudNameFor(shownName, random, tables)),
      enabled: enabled ?? true,
      settings: settingsOf(base),
      description: description ?? null,
      customAttributes: customAttributes ?? null,
      createdAt: now,
      updatedAt: now,
    }
    const key = newAccessKey({ environmentId: environment.id, name: 'Root', isRoot: true }, dependencies)
    await tables.environments.insert(environment)
    await tables.accessKeys.insert(key)
    return { environment, keys: [key] }
  })
  // Somebody may have asked for that name before, and "there is none" may be remembered.
  forgetEnvironment(created.environment.id, dependencies)
  return created
}

export async function updateSubAccount(
  id: string,
  definition: SubAccountDefinition,
  dependencies: ProvisioningDependencies,
): Promise<SubAccount> {
  const { database, clock } = dependencies
  const updated = await database.transaction(async (tables) => {
    const current = await findSubAccount(id, tables)
    const cloudName = definition.cloudName ?? current.cloudName
    if (cloudName !== current.cloudName) {
      await assertFree(cloudName, id, tables)
      await assertSmall(id, 'renamed', tables)
    }
    const environment: ProductEnvironment = {
      ...current,
      cloudName,
      name: definition.name ?? current.name,
      enabled: definition.enabled ?? current.enabled,
      description: definition.description ?? current.description,
      customAttributes: definition.customAttributes ?? current.customAttributes,
      updatedAt: clock.now(),
    }
    await tables.environments.update(environment)
    return withKeys(environment, tables)
  })
  forgetEnvironment(id, dependencies)
  return updated
}

/** From this commit on it is gone for everybody; a job deletes what was in it. */
export async function deleteSubAccount(id: string, dependencies: ProvisioningDependencies): Promise<void> {
  const { database, clock, random, queue } = dependencies
  await database.transaction(async (tables) => {
    await findSubAccount(id, tables)
    await assertSmall(id, 'deleted', tables)
    const now = clock.now()
    await tables.environments.markDeleted(id, now)
    const payload = { environmentId: id }
    await tables.jobs.enqueue({
      id: random.hex(32),
      name: DELETE_ENVIRONMENT_JOB,
      payload,
      key: id,
      runAt: now,
      createdAt: now,
    })
  })
  forgetEnvironment(id, dependencies)
  queue.wake()
}

async function assertSmall(id: string, what: string, tables: Repositories): Promise<void> {
  if ((await tables.environmentContents.countAssets(id, MOST_ASSETS + 1)) <= MOST_ASSETS) return
  throw new InvalidParameterError(`A sub account with more than ${MOST_ASSETS} assets cannot be ${what}`)
}

async function withKeys(
  environment: ProductEnvironment,
  { accessKeys }: Pick<Repositories, 'accessKeys'>,
): Promise<SubAccount> {
  return { environment, keys: await accessKeys.listByEnvironment(environment.id) }
}

function settingsOf(base: ProductEnvironment | null): ProductEnvironment['settings'] {
  // Keys of delivery tokens are secrets: those of one environment must open nothing in another.
  return { ...DEFAULT_SETTINGS, ...base?.settings, authTokenKeys: [] }
}

function matches(environment: ProductEnvironment, { enabled, ids, cloudNames, prefix }: SubAccountFilter): boolean {
  if (ids !== undefined && ids.length > 0) return ids.includes(environment.id)
  if (cloudNames !== undefined && cloudNames.length > 0 && !cloudNames.includes(environment.cloudName)) return false
  if (enabled !== undefined && environment.enabled !== enabled) return false
  return prefix === undefined || environment.name.toLowerCase().startsWith(prefix.toLowerCase())
}
