/** The values that the enums and sets of an environment choose from. All answers are the active ones, in their order. */
import { hasOptions, type MetadataField, type MetadataOption } from '../../domain/metadata-field.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { getField, type MetadataDependencies } from './fields.ts'
import {
  activeOptions,
  findOptions,
  type GivenOption,
  mergeOptions,
  type OptionSearch,
  sortedByValue,
  withState,
} from './options.ts'

interface DatasourceRequest {
  readonly environmentId: string
  readonly fieldId: string
}

export function updateDatasource(
  request: DatasourceRequest & { readonly values: readonly GivenOption[] },
  dependencies: MetadataDependencies,
): Promise<readonly MetadataOption[]> {
  return change(request, dependencies, ({ options }) => mergeOptions(options, request.values, dependencies.random))
}

export function setState(
  request: DatasourceRequest & { readonly externalIds: readonly string[]; readonly state: MetadataOption['state'] },
  dependencies: MetadataDependencies,
): Promise<readonly MetadataOption[]> {
  return change(request, dependencies, (field) => withState(field, request.externalIds, request.state))
}

export function orderDatasource(
  request: DatasourceRequest & { readonly direction: 'asc' | 'desc' },
  dependencies: MetadataDependencies,
): Promise<readonly MetadataOption[]> {
  return change(request, dependencies, ({ options }) => sortedByValue(options, request.direction))
}

/** Of one field, or of all. @throws NotFoundError */
export async function searchDatasources(
  { environmentId, fieldId, ...search }: OptionSearch & { readonly environmentId: string; readonly fieldId?: string },
  { database }: Pick<MetadataDependencies, 'database'>,
) {
  const fields =
    fieldId === undefined
      ? await database.metadataFields.list(environmentId)
      : [await getField(environmentId, fieldId, { database })]
  return findOptions(fields, search)
}

async function change(
  { environmentId, fieldId }: DatasourceRequest,
  { database }: MetadataDependencies,
  work: (field: MetadataField) => readonly MetadataOption[],
): Promise<readonly MetadataOption[]> {
  return database.transaction(async (tables) => {
    const field = await getField(environmentId, fieldId, { database: tables })
    if (!hasOptions(field)) throw new InvalidParameterError(`Metadata field ${fieldId} has no datasource`)
    const options = work(field)
    await tables.metadataFields.putOptions(environmentId, fieldId, options)
    return activeOptions(options)
  })
}
