import * as contract from '../../contract/metadata-fields.ts'
import { presentField, presentOption } from '../../present/metadata.ts'
import * as datasources from '../../services/metadata/datasources.ts'
import * as fields from '../../services/metadata/fields.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

type SearchHandler = Handler<typeof contract.searchDatasource.input, typeof contract.searchDatasource.output>
type SearchAllHandler = Handler<typeof contract.searchDatasources.input, typeof contract.searchDatasources.output>

export function metadataFieldRoutes(routes: ApiRoutes, dependencies: fields.MetadataDependencies): void {
  const search: SearchHandler = async (input, { environment }) =>
    foundOptions(await datasources.searchDatasources({ ...input, environmentId: environment.id }, dependencies))
  const searchAll: SearchAllHandler = async (input, { environment }) =>
    foundOptions(await datasources.searchDatasources({ ...input, environmentId: environment.id }, dependencies))

  route(routes, contract.listMetadataFields, async ({ externalIds }, { environment }) => ({
    metadata_fields: (await fields.listFields(environment.id, externalIds, dependencies)).map(presentField),
  }))
  route(routes, contract.createMetadataField, async (definition, { environment }) =>
    presentField(await fields.createField(environment.id, definition, dependencies)),
  )
  route(routes, contract.orderMetadataFields, async ({ orderBy, direction }, { environment }) => ({
    metadata_fields: (await fields.orderFields(environment.id, orderBy, direction, dependencies)).map(presentField),
  }))
  route(routes, contract.searchDatasources, searchAll)
  route(routes, contract.searchDatasourcesByQuery, searchAll)
  route(routes, contract.getMetadataField, async ({ fieldId }, { environment }) =>
    presentField(await fields.getField(environment.id, fieldId, dependencies)),
  )
  route(routes, contract.updateMetadataField, async ({ fieldId, ...settings }, { environment }) =>
    presentField(await fields.updateField(environment.id, fieldId, settings, dependencies)),
  )
  route(routes, contract.deleteMetadataField, async ({ fieldId }, { environment }) => {
    await fields.deleteField(environment.id, fieldId, dependencies)
    return { message: 'ok' as const }
  })
  route(routes, contract.moveMetadataField, async ({ fieldId, position }, { environment }) => ({
    metadata_fields: (await fields.moveField(environment.id, fieldId, position, dependencies)).map(presentField),
  }))
  route(routes, contract.updateDatasource, async (input, { environment }) => ({
    values: (await datasources.updateDatasource({ ...input, environmentId: environment.id }, dependencies)).map(
      presentOption,
    ),
  }))
  route(routes, contract.deleteDatasourceEntries, async (input, { environment }) => {
    const request = { ...input, environmentId: environment.id, state: 'inactive' } as const
    return { values: (await datasources.setState(request, dependencies)).map(presentOption) }
  })
  route(routes, contract.restoreDatasourceEntries, async (input, { environment }) => {
    const request = { ...input, environmentId: environment.id, state: 'active' } as const
    return { values: (await datasources.setState(request, dependencies)).map(presentOption) }
  })
  route(routes, contract.orderDatasource, async ({ fieldId, direction }, { environment }) => {
    const request = { environmentId: environment.id, fieldId, direction }
    return { values: (await datasources.orderDatasource(request, dependencies)).map(presentOption) }
  })
  route(routes, contract.searchDatasource, search)
  route(routes, contract.searchDatasourceByQuery, search)
}

function foundOptions(found: Awaited<ReturnType<typeof datasources.searchDatasources>>) {
  return found.map(({ field, option }) => ({ field_id: field.externalId, id: option.externalId, value: option.value }))
}
