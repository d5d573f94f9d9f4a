import type { NamedTransformation } from '../../domain/named-transformation.ts'
import { ConflictError, InvalidParameterError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { StoredChain } from '../../transformation/stored-chain.ts'
import type { Derivations } from '../derivations/derivations.ts'
import { type Affected, removeMadeBy, usersOf } from './affected-files.ts'
import { literalChain, readDefinition, storedDefinition } from './definition.ts'
import { findSubject, unknownTransformation } from './find-subject.ts'
import { getTransformation } from './get-transformation.ts'
import { listTransformations } from './list-transformations.ts'
import { namesUsedBy, readTransformationName } from './transformation-name.ts'
import type { Transformations } from './transformation-types.ts'

export interface TransformationDependencies {
  readonly database: Database
  readonly derivations: Pick<Derivations, 'forget' | 'forgetNamed'>
  readonly clock: Clock
}

export function createTransformations(dependencies: TransformationDependencies): Transformations {
  const { database, derivations, clock } = dependencies

  function forget(environmentId: string, { names, assetIds }: Affected): void {
    for (const name of names) derivations.forgetNamed(environmentId, name)
    for (const id of assetIds) derivations.forget({ environmentId, id })
  }

  return {
    list: (environmentId, request) => listTransformations(database, environmentId, request),
    get: (environmentId, text, request) => getTransformation(database, environmentId, text, request),
    async create(environmentId, definition) {
      const name = readTransformationName(definition.name)
      const sent = readDefinition(definition.transformation)
      const affected = await database.transaction(async (rows) => {
        if ((await rows.namedTransformations.find(environmentId, name)) !== null) {
          throw new ConflictError(`Transformation ${name} already exists`)
        }
        const { allowedForStrict = true } = definition
        await put(rows, { environmentId, name, allowedForStrict }, sent)
        // A chain that named it before it existed was an error that may be remembered.
        return removeMadeBy(rows, { environmentId, name, now: clock.now() })
      })
      forget(environmentId, affected)
    },
    async update(environmentId, text, { allowedForStrict, unsafeUpdate }) {
      if (allowedForStrict === undefined && unsafeUpdate === undefined) {
        throw new InvalidParameterError('Missing required parameter - allowed_for_strict or unsafe_update')
      }
      const sent = unsafeUpdate === undefined ? null : readDefinition(unsafeUpdate)
      const affected = await database.transaction(async (rows) => {
        const subject = await findSubject(rows, environmentId, text)
        if (!('named' in subject)) {
          if (sent !== null) throw new InvalidParameterError('unsafe_update changes named transformations only')
          if (allowedForStrict === true) await rows.chains.allow(environmentId, literalChain(subject.chain))
          else await rows.chains.disallow(environmentId, literalChain(subject.chain))
          return null
        }
        const { named } = subject
        const changed = { ...named, allowedForStrict: allowedForStrict ?? named.allowedForStrict }
        if (sent === null) {
          await rows.namedTransformations.put({ ...changed, updatedAt: clock.now() })
          return { names: new Set([named.name]), assetIds: new Set<string>() }
        }
        await put(rows, changed, sent)
        return removeMadeBy(rows, { environmentId, name: named.name, now: clock.now() })
      })
      if (affected !== null) forget(environmentId, affected)
    },
    async delete(environmentId, text) {
      const affected = await database.transaction(async (rows) => {
        const subject = await findSubject(rows, environmentId, text)
        if ('named' in subject) {
          const { name } = subject.named
          const removed = await removeMadeBy(rows, { environmentId, name, now: clock.now() })
          await rows.namedTransformations.delete(environmentId, name)
          return removed
        }
        return deleteChain(rows, environmentId, subject.chain, text)
      })
      forget(environmentId, affected)
    },
  }

  async function deleteChain(
    rows: Repositories,
    environmentId: string,
    sent: StoredChain,
    text: string,
  ): Promise<Affected> {
    const chain = literalChain(sent)
    const isAllowed = await rows.chains.isAllowed(environmentId, chain)
    const removed = await rows.derived.deleteByChain(environmentId, sent)
    if (!isAllowed && removed.length === 0) throw unknownTransformation(text)
    await rows.chains.disallow(environmentId, chain)
    await rows.garbage.add(
      removed.map(({ storageKey }) => storageKey),
      clock.now(),
    )
    return { names: new Set(), assetIds: new Set(removed.map(({ assetId }) => assetId)) }
  }

  async function put(
    rows: Repositories,
    named: Pick<NamedTransformation, 'environmentId' | 'name' | 'allowedForStrict'>,
    sent: StoredChain,
  ): Promise<void> {
    const { environmentId, name, allowedForStrict } = named
    const transformation = storedDefinition(sent)
    const users = usersOf(name, await rows.namedTransformations.list(environmentId))
    if ([...namesUsedBy(transformation)].some((used) => users.has(used))) {
      throw new InvalidParameterError(`Transformation ${name} would contain itself`)
    }
    const ending = sent.extension === null ? {} : { extension: sent.extension }
    const updatedAt = clock.now()
    await rows.namedTransformations.put({ environmentId, name, allowedForStrict, transformation, updatedAt, ...ending })
  }
}
