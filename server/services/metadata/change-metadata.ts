/** Metadata of assets, changed within a transaction: the fields and rules that count are those of that moment. */
import type { Asset } from '../../domain/asset.ts'
import type { Metadata } from '../../domain/metadata-field.ts'
import {
  assertKnown,
  type EvaluatedMetadata,
  evaluateMetadata,
  type MetadataRequest,
} from '../../metadata-rules/evaluate-metadata.ts'
import { readFieldValue } from '../../metadata-rules/field-values.ts'
import type { Repositories } from '../../ports/database.ts'

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

/** What `explicit` and the like change of an asset when they speak of metadata. @throws InvalidParameterError */
export async function changedMetadata(
  tables: Tables,
  asset: Asset,
  {
    metadata: given,
    clearInvalid,
  }: { readonly metadata?: MetadataChange['given']; readonly clearInvalid?: boolean | undefined },
  now: number,
): Promise<Partial<Pick<Asset, 'metadata' | 'lastUpdated'>>> {
  if (given === undefined) return {}
  const { environmentId, metadata: current, lastUpdated } = asset
  const metadata = await changeMetadata(tables, { environmentId, current, given, clearInvalid })
  return { metadata, lastUpdated: { ...lastUpdated, metadata: now } }
}

/** What `changeMetadata` would give, without writing anything. @throws InvalidParameterError */
export async function foreseeMetadata(
  tables: Tables,
  { environmentId, current, given, clearInvalid = false }: MetadataChange,
): Promise<EvaluatedMetadata> {
  if (current !== null && given === undefined) return { metadata: current, newOptions: new Map() }
  const schema = await metadataSchema(tables, environmentId)
  return evaluateMetadata({ ...schema, current, given: given ?? {}, clearInvalid })
}

/** What there is to say about assets, and what conditional rules make of it. */
export async function metadataSchema(
  { metadataFields, metadataRules }: Tables,
  environmentId: string,
): Promise<Pick<MetadataRequest, 'fields' | 'rules'>> {
  const fields = await metadataFields.list(environmentId)
  // Rules name fields: most environments have neither.
  return { fields, rules: fields.length === 0 ? [] : await metadataRules.list(environmentId) }
}

/** Whether an upload could say this, whatever conditional rules make of it then. @throws InvalidParameterError */
export async function assertMetadata(
  { metadataFields }: Pick<Repositories, 'metadataFields'>,
  environmentId: string,
  given: Readonly<Record<string, unknown>>,
): Promise<void> {
  const fields = await metadataFields.list(environmentId)
  assertKnown(Object.keys(given), fields)
  for (const field of fields) {
    const value = given[field.externalId]
    if (Object.hasOwn(given, field.externalId) && value !== '') readFieldValue(field, value)
  }
}

export async function keepNewOptions(
  tables: Pick<Repositories, 'metadataFields'>,
  environmentId: string,
  { newOptions }: EvaluatedMetadata,
): Promise<void> {
  for (const [id, options] of newOptions) await tables.metadataFields.putOptions(environmentId, id, options)
}
