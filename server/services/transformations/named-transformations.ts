/** Named transformations: a chain under a name that `t_<name>` stands for. */
import type { Asset } from '../../domain/asset.ts'
import type { Derived } from '../../domain/derived.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { DetailedTransformation, ListedTransformation } from '../../present/named-transformation.ts'
import type { Derivations } from '../derivations/derivations.ts'
import { readEagerChain } from '../upload/eager-chains.ts'

export interface NamedTransformationDependencies {
  readonly database: Database
  readonly derivations: Derivations
  readonly clock: Clock
}

const NAME = /^[\p{L}\p{N}_-][\p{L}\p{N}_ -]{0,254}$/u
const MOST_NESTED = 1_000

export async function createNamed(
  environmentId: string,
  given: string,
  definition: { readonly transformation: string; readonly allowedForStrict?: boolean | undefined },
  { database, clock, derivations }: NamedTransformationDependencies,
): Promise<void> {
  const name = plainName(given)
  if (!NAME.test(name)) throw new InvalidParameterError(`Invalid value ${given.slice(0, 100)} for parameter name`)
  const { transformation } = assertChain(definition.transformation)
  await database.transaction(async (tables) => {
    if ((await tables.namedTransformations.find(environmentId, name)) !== null) {
      throw new ConflictError(`Transformation ${name} already exists`)
    }
    await tables.namedTransformations.put({
      environmentId,
      name,
      transformation,
      allowedForStrict: definition.allowedForStrict ?? true,
      updatedAt: clock.now(),
    })
  })
  // That there was none may be remembered.
  derivations.forgetNamed(environmentId, name)
}

/** A new definition deletes what the old one made. */
export async function updateNamed(
  environmentId: string,
  given: string,
  change: { readonly allowedForStrict?: boolean | undefined; readonly unsafeUpdate?: string | undefined },
  dependencies: NamedTransformationDependencies,
): Promise<void> {
  const { database, clock } = dependencies
  const name = plainName(given)
  const chain = change.unsafeUpdate === undefined ? null : assertChain(change.unsafeUpdate).transformation
  const gone = await database.transaction(async (tables) => {
    const current = await tables.namedTransformations.find(environmentId, name)
    if (current === null) throw notFound(given)
    await tables.namedTransformations.put({
      ...current,
      transformation: chain ?? current.transformation,
      allowedForStrict: change.allowedForStrict ?? current.allowedForStrict,
      updatedAt: clock.now(),
    })
    return chain === null ? [] : deleteDerived(tables, environmentId, name, clock.now())
  })
  forgetAll(gone, dependencies)
  dependencies.derivations.forgetNamed(environmentId, name)
}

export async function deleteNamed(
  environmentId: string,
  given: string,
  dependencies: NamedTransformationDependencies,
): Promise<void> {
  const { database, clock } = dependencies
  const name = plainName(given)
  const gone = await database.transaction(async (tables) => {
    const deleted = await deleteDerived(tables, environmentId, name, clock.now())
    if (!(await tables.namedTransformations.delete(environmentId, name))) throw notFound(given)
    return deleted
  })
  forgetAll(gone, dependencies)
  dependencies.derivations.forgetNamed(environmentId, name)
}

export async function listNamed(
  environmentId: string,
  { database }: NamedTransformationDependencies,
): Promise<readonly ListedTransformation[]> {
  const [all, used] = await Promise.all([
    database.namedTransformations.list(environmentId),
    database.derived.usedNames(environmentId),
  ])
  return all.map((transformation) => ({ ...transformation, used: used.has(transformation.name) }))
}

/** With the first files that were made with it. */
export async function describeNamed(
  environmentId: string,
  given: string,
  mostDerived: number,
  { database }: NamedTransformationDependencies,
): Promise<DetailedTransformation> {
  const found = await database.namedTransformations.find(environmentId, plainName(given))
  if (found === null) throw notFound(given)
  const rows = await database.derived.listByNamedTransformation(environmentId, found.name, mostDerived)
  const derived: { derived: Derived; asset: Asset }[] = []
  for (const row of rows) {
    const asset = await database.assets.findById(environmentId, row.assetId)
    if (asset !== null) derived.push({ derived: row, asset })
  }
  return { ...found, used: rows.length > 0, derived }
}

/** What is made by a chain that names it, directly or through another named one. */
async function deleteDerived(
  tables: Repositories,
  environmentId: string,
  name: string,
  now: number,
): Promise<readonly Derived[]> {
  const names = await dependentNames(tables, environmentId, name)
  const gone: Derived[] = []
  for (const each of names) gone.push(...(await tables.derived.deleteByNamedTransformation(environmentId, each)))
  await tables.garbage.add(
    gone.map((derived) => derived.storageKey),
    now,
  )
  return gone
}

async function dependentNames(tables: Repositories, environmentId: string, name: string): Promise<readonly string[]> {
  const all = await tables.namedTransformations.list(environmentId)
  const names = [name]
  for (let index = 0; index < names.length && names.length < MOST_NESTED; index++) {
    for (const other of all) {
      if (!names.includes(other.name) && usesName(other.transformation, names[index] ?? '')) names.push(other.name)
    }
  }
  return names
}

function usesName(transformation: string, name: string): boolean {
  return transformation
    .split(/[/,]/)
    .some((parameter) => parameter.startsWith('t_') && parameter.slice(2).split('.').includes(name))
}

function forgetAll(gone: readonly Derived[], { derivations }: NamedTransformationDependencies): void {
  const assets = new Map(gone.map(({ environmentId, assetId }) => [assetId, { environmentId, id: assetId }]))
  for (const asset of assets.values()) derivations.forget(asset)
}

/** Clients write `name`, `t_name`, and with the `/` of an empty format behind. */
function plainName(given: string): string {
  return given.replace(/\/$/, '').replace(/^t_/, '')
}

/** A format at the end (`w_100/jpg`) becomes a parameter: as a chain of its own it could not be read back. */
function assertChain(text: string): { readonly transformation: string } {
  const { transformation, format } = readEagerChain(text)
  const chain = [transformation.replace(/^\/+|\/+$/g, ''), format === null ? '' : `f_${format}`]
    .filter((part) => part !== '')
    .join('/')
  if (chain === '') throw new InvalidParameterError('Missing required parameter - transformation')
  return { transformation: chain }
}

function notFound(given: string): NotFoundError {
  return new NotFoundError(`Can't find transformation ${given.slice(0, 200)}`)
}
