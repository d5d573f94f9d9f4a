import * as contract from '../../contract/upload-mappings.ts'
import type { UploadMapping } from '../../domain/upload-mapping.ts'
import { externalIdOf } from '../../services/external-id.ts'
import { pageByName } from '../../services/listing/name-pages.ts'
import * as mappings from '../../services/mappings/mappings.ts'
import { type ApiRoutes, type Handler, route } from '../route.ts'

type ListHandler = Handler<typeof contract.listUploadMappings.input, typeof contract.listUploadMappings.output>

export function uploadMappingRoutes(routes: ApiRoutes, dependencies: mappings.MappingDependencies): void {
  const listOrGet: ListHandler = (input, request) =>
    input.folder === undefined ? list(input, request) : get(input, request)
  const list: ListHandler = async (input, { environment }) => {
    const all = await dependencies.database.uploadMappings.list(environment.id)
    const named = all.map((mapping) => ({ ...mapping, name: mapping.folder }))
    const { page, nextCursor } = pageByName(named, input)
    return {
      mappings: page.map(presentMapping),
      total_entries: all.length,
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  }
  const get: ListHandler = async ({ folder = '' }, { environment }) =>
    presentMapping(await mappings.getMapping(environment.id, folder, dependencies))

  route(routes, contract.replaceUploadMappings, async ({ mappings: given }, { environment }) => {
    await mappings.replaceMappings(environment.id, given, dependencies)
    return { message: 'replaced' as const }
  })
  route(routes, contract.listUploadMappings, listOrGet)
  route(routes, contract.createUploadMapping, async (definition, { environment }) => {
    const mapping = await mappings.createMapping(environment.id, definition, dependencies)
    return { message: 'created' as const, folder: mapping.folder, external_id: idOf(mapping) }
  })
  route(routes, contract.updateUploadMapping, async (changes, { environment }) => {
    const mapping = await mappings.updateMapping(environment.id, changes, dependencies)
    return { message: 'updated' as const, folder: mapping.folder, external_id: idOf(mapping) }
  })
  route(routes, contract.deleteUploadMapping, async ({ folder }, { environment }) => {
    await mappings.deleteMapping(environment.id, folder, dependencies)
    return { message: 'deleted' as const }
  })
}

function presentMapping(mapping: UploadMapping) {
  const { folder, template, uploadPresetName } = mapping
  const preset = uploadPresetName === null ? {} : { upload_preset_name: uploadPresetName }
  return { folder, template, external_id: idOf(mapping), ...preset }
}

function idOf({ environmentId, folder }: UploadMapping): string {
  return externalIdOf('upload_mapping', environmentId, folder)
}
