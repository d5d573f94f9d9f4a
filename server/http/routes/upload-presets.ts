import {
  createUploadPreset,
  deleteUploadPreset,
  getUploadPreset,
  listUploadPresets,
  PRESET_PARAMETER_NAMES,
  updateUploadPreset,
} from '../../contract/upload-presets.ts'
import { presentPreset } from '../../present/upload-preset.ts'
import { listPresets } from '../../services/presets/list-presets.ts'
import * as presets from '../../services/presets/presets.ts'
import { type ApiRoutes, route } from '../route.ts'

export function uploadPresetRoutes(routes: ApiRoutes, dependencies: presets.PresetDependencies): void {
  route(routes, listUploadPresets, async (request, { environment }) => {
    const { page, nextCursor } = await listPresets(environment.id, request, dependencies)
    return {
      presets: page.map((preset) => presentPreset(preset, presets.externalIdOf(preset))),
      ...(nextCursor === null ? {} : { next_cursor: nextCursor }),
    }
  })
  route(routes, createUploadPreset, async ({ name, ...input }, { environment }) => {
    const preset = await presets.createPreset(environment.id, name, definitionOf(input), dependencies)
    return { message: 'created', name: preset.name, external_id: presets.externalIdOf(preset) }
  })
  route(routes, getUploadPreset, async ({ name }, { environment }) => {
    const preset = await presets.getPreset(environment.id, name, dependencies)
    return presentPreset(preset, presets.externalIdOf(preset))
  })
  route(routes, updateUploadPreset, async ({ name, ...input }, { environment }) => {
    const preset = await presets.updatePreset(environment.id, name, definitionOf(input), dependencies)
    return { message: 'updated', external_id: presets.externalIdOf(preset) }
  })
  route(routes, deleteUploadPreset, async ({ name }, { environment }) => {
    const preset = await presets.getPreset(environment.id, name, dependencies)
    await presets.deletePreset(environment.id, name, dependencies)
    return { message: 'deleted', external_id: presets.externalIdOf(preset) }
  })
}

function definitionOf(input: {
  readonly unsigned?: boolean | null | undefined
  readonly disallow_public_id?: boolean | null | undefined
}): presets.PresetDefinition {
  const settings = Object.entries(input).filter(([name]) => !PRESET_PARAMETER_NAMES.has(name))
  return {
    unsigned: input.unsigned ?? undefined,
    disallowPublicId: input.disallow_public_id ?? undefined,
    settings: Object.fromEntries(settings),
  }
}
