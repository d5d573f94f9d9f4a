/** API keys of a product environment. */
import { OPERATIONS } from '../../contract/operations.ts'
import type { AccessKey } from '../../domain/access-key.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import { unknownGrants } from '../../security/permissions.ts'
import { newAccessKey } from '../environments/new-key.ts'
import { forgetEnvironment, type ProvisioningDependencies } from './provisioning-types.ts'
import { findSubAccount } from './sub-accounts.ts'

export interface KeyPage {
  readonly page: number
  readonly pageSize: number
  readonly sortBy: keyof typeof ORDERS
  readonly sortOrder: 'asc' | 'desc'
}

export type KeyChanges = Partial<Pick<AccessKey, 'name' | 'enabled' | 'dedicatedFor' | 'permissions' | 'folderPrefix'>>

/** The value that a list is sorted by. */
const ORDERS = {
  apiKey: (key: AccessKey) => key.apiKey,
  createdAt: (key: AccessKey) => key.createdAt,
  name: (key: AccessKey) => key.name,
  enabled: (key: AccessKey) => Number(key.enabled),
} as const

/** Far more than anybody needs; each is tried when a delivery URL is signed. */
const MOST_KEYS = 100

export async function listAccessKeys(
  environmentId: string,
  { page, pageSize, sortBy, sortOrder }: KeyPage,
  { database }: ProvisioningDependencies,
): Promise<{ readonly keys: readonly AccessKey[]; readonly total: number }> {
  await findSubAccount(environmentId, database)
  const all = await database.accessKeys.listByEnvironment(environmentId)
  const sortValue = ORDERS[sortBy]
  const direction = sortOrder === 'asc' ? 1 : -1
  const sorted = all.toSorted(
    (left, right) => direction * (compare(sortValue(left), sortValue(right)) || compare(left.id, right.id)),
  )
  return { keys: sorted.slice((page - 1) * pageSize, page * pageSize), total: all.length }
}

export async function createAccessKey(
  environmentId: string,
  changes: KeyChanges,
  dependencies: ProvisioningDependencies,
): Promise<AccessKey> {
  assertGrants(changes)
  const created = await dependencies.database.transaction(async (tables) => {
    await findSubAccount(environmentId, tables)
    const others = await tables.accessKeys.listByEnvironment(environmentId)
    if (others.length >= MOST_KEYS) {
      throw new InvalidParameterError(`A sub account has at most ${MOST_KEYS} access keys: delete one first`)
    }
    const name = changes.name ?? freeName(others)
    assertNameFree(name, others)
    const key = { ...newAccessKey({ environmentId, name }, dependencies), ...changes, name }
    await tables.accessKeys.insert(key)
    return key
  })
  forgetEnvironment(environmentId, dependencies)
  return created
}

export async function updateAccessKey(
  environmentId: string,
  apiKey: string,
  changes: KeyChanges,
  dependencies: ProvisioningDependencies,
): Promise<AccessKey> {
  const { database, clock } = dependencies
  assertGrants(changes)
  const updated = await database.transaction(async (tables) => {
    await findSubAccount(environmentId, tables)
    const all = await tables.accessKeys.listByEnvironment(environmentId)
    const current = all.find((key) => key.apiKey === apiKey)
    if (current === undefined) throw new NotFoundError(`Cannot find access key ${apiKey.slice(0, 100)}`)
    const others = all.filter((key) => key !== current)
    if (changes.enabled === false && current.enabled) assertAnotherEnabled(others, 'disabled')
    if (changes.name !== undefined && changes.name !== current.name) assertNameFree(changes.name, others)
    const key: AccessKey = { ...current, ...changes, updatedAt: clock.now() }
    await tables.accessKeys.update(key)
    // One secret signs webhooks: the newest choice.
    if (changes.dedicatedFor != null) await releaseDuty(changes.dedicatedFor, others, tables)
    return key
  })
  forgetEnvironment(environmentId, dependencies)
  return updated
}

/** Gives whether there was such a key. */
export async function deleteAccessKey(
  environmentId: string,
  by: { readonly apiKey: string } | { readonly name: string },
  dependencies: ProvisioningDependencies,
): Promise<boolean> {
  const isDeleted = await dependencies.database.transaction(async (tables) => {
    await findSubAccount(environmentId, tables)
    const all = await tables.accessKeys.listByEnvironment(environmentId)
    const found = all.find((key) => ('apiKey' in by ? key.apiKey === by.apiKey : key.name === by.name))
    if (found === undefined) return false
    if (found.isRoot) throw new InvalidParameterError('The root access key cannot be deleted: disable it instead')
    if (found.enabled) {
      const others = all.filter((key) => key !== found)
      assertAnotherEnabled(others, 'deleted')
    }
    await tables.accessKeys.delete(environmentId, found.id)
    return true
  })
  if (isDeleted) forgetEnvironment(environmentId, dependencies)
  return isDeleted
}

/** A misspelt grant would lock out, or a misspelt denial let in. */
function assertGrants({ permissions }: KeyChanges): void {
  if (permissions === undefined) return
  const [unknown] = unknownGrants(
    permissions,
    OPERATIONS.filter(({ credentials }) => credentials !== 'provisioning' && credentials !== 'none'),
  )
  if (unknown === undefined) return
  throw new InvalidParameterError(
    `Invalid value ${unknown.slice(0, 100)} for parameter permissions: expected the name of an operation, a group such as assets.*, GET, POST, PUT, DELETE or *`,
  )
}

async function releaseDuty(
  duty: NonNullable<AccessKey['dedicatedFor']>,
  others: readonly AccessKey[],
  tables: Repositories,
): Promise<void> {
  for (const key of others) {
    if (key.dedicatedFor === duty) await tables.accessKeys.update({ ...key, dedicatedFor: null })
  }
}

function assertAnotherEnabled(others: readonly AccessKey[], what: string): void {
  if (others.some(({ enabled }) => enabled)) return
  throw new InvalidParameterError(`The last enabled access key cannot be ${what}: make another one first`)
}

function assertNameFree(name: string, others: readonly AccessKey[]): void {
  if (others.some((key) => key.name === name)) throw new ConflictError(`An access key named ${name} already exists`)
}

function freeName(others: readonly AccessKey[]): string {
  const names = new Set(others.map(({ name }) => name))
  for (let number = others.length + 1; ; number += 1) {
    if (!names.has(`Key ${number}`)) return `Key ${number}`
  }
}

function compare<T extends string | number>(left: T, right: T): number {
  return left < right ? -1 : left > right ? 1 : 0
}
