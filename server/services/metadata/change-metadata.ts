/** Metadata of assets, changed within a transaction: the fields and rules that count are those of that moment. */
import type { Metadata } from '../../domain/metadata-field.ts'
import type { Repositories } from '../../ports/database.ts'
import { assertKnown, type EvaluatedMetadata, evaluateMetadata } from './evaluate-metadata.ts'

export interface MetadataChange {
  readonly environmentId: string
  /** What the asset has; null: it is new. */
  readonly current: Metadata | null
  /** By field id; empty text removes. Undefined: nothing is said, which matters to new assets only. */
  readonly given: Readonly<Record<string, unknown>> | undefined
  /** Values that conditional rules do not allow are removed instead of refused. */
  readonly clearInvalid?: boolean | undefined
}

type Tables = Pick<Repositories, 'metadataFields' | 'metadataRules'>

/** What the asset will have. Options that the change adds are written. @throws InvalidParameterError */
export async function changeMetadata(tables: Tables, change: MetadataChange): Promise<Metadata> {
  const evaluated = await foreseeMetadata(tables, change)
  await keepNewOptions(tables, change.environmentId, evaluated)
  return evaluated.metadata
}

/** The same without writing anything. @throws InvalidParameterError */
export async function foreseeMetadata(
  tables: Tables,
  { environmentId, current, given, clearInvalid = false }: MetadataChange,
): Promise<EvaluatedMetadata> {
  if (current !== null && given === undefined) return { metadata: current, newOptions: new Map() }
  const fields = await tables.metadataFields.list(environmentId)
  if (fields.length === 0) {
    assertKnown(Object.keys(given ?? {}), fields)
    return { metadata: current ?? {}, newOptions: new Map() }
  }
  const rules = await tables.metadataRules.list(environmentId)
  return evaluateMetadata({ fields, rules, current, given: given ?? {}, clearInvalid })
}

export async function keepNewOptions(
  tables: Pick<Repositories, 'metadataFields'>,
  environmentId: string,
  { newOptions }: EvaluatedMetadata,
): Promise<void> {
  for (const [id, options] of newOptions) await tables.metadataFields.putOptions(environmentId, id, options)
}
