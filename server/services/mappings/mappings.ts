/** Upload mappings: made, changed, deleted, replaced. What they do is in `auto-uploads.ts`. */
import type { UploadMapping } from '../../domain/upload-mapping.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import { assertFolder } from '../upload/public-id.ts'

export interface MappingDependencies {
  readonly database: Database
  readonly clock: Clock
}

export interface MappingDefinition {
  readonly folder: string
  readonly template: string
  /** `none`: no preset. */
  readonly uploadPresetName?: string | undefined
}

export interface MappingChanges extends Omit<MappingDefinition, 'template'> {
  readonly template?: string | undefined
}

/** @throws ConflictError | InvalidParameterError */
export async function createMapping(
  environmentId: string,
  definition: MappingDefinition,
  { database, clock }: MappingDependencies,
): Promise<UploadMapping> {
  return database.transaction(async (tables) => {
    const mapping = await readMapping(environmentId, definition, clock.now(), tables)
    if ((await tables.uploadMappings.find(environmentId, mapping.folder)) !== null) {
      throw new ConflictError(`Upload mapping for folder ${mapping.folder} already exists`)
    }
    await tables.uploadMappings.put(mapping)
    return mapping
  })
}

/** @throws NotFoundError | InvalidParameterError */
export async function updateMapping(
  environmentId: string,
  changes: MappingChanges,
  { database }: MappingDependencies,
): Promise<UploadMapping> {
  return database.transaction(async (tables) => {
    const current = await getMapping(environmentId, changes.folder, { database: tables })
    const definition = {
      folder: current.folder,
      template: changes.template ?? current.template,
      uploadPresetName: changes.uploadPresetName ?? current.uploadPresetName ?? undefined,
    }
    const mapping = await readMapping(environmentId, definition, current.createdAt, tables)
    await tables.uploadMappings.put(mapping)
    return mapping
  })
}

/** @throws NotFoundError */
export async function getMapping(
  environmentId: string,
  folder: string,
  { database }: { readonly database: Pick<Repositories, 'uploadMappings'> },
): Promise<UploadMapping> {
  const mapping = await database.uploadMappings.find(environmentId, withoutEndSlashes(folder))
  if (mapping === null) throw new NotFoundError(`Can't find upload mapping for folder ${folder.slice(0, 255)}`)
  return mapping
}

/** @throws NotFoundError */
export async function deleteMapping(
  environmentId: string,
  folder: string,
  { database }: MappingDependencies,
): Promise<void> {
  await database.transaction(async (tables) => {
    const mapping = await getMapping(environmentId, folder, { database: tables })
    await tables.uploadMappings.delete(environmentId, mapping.folder)
  })
}

/** All of them, or none when one of them cannot be. @throws InvalidParameterError */
export async function replaceMappings(
  environmentId: string,
  definitions: readonly MappingDefinition[],
  { database, clock }: MappingDependencies,
): Promise<void> {
  await database.transaction(async (tables) => {
    for (const { folder } of await tables.uploadMappings.list(environmentId)) {
      await tables.uploadMappings.delete(environmentId, folder)
    }
    const seen = new Set<string>()
    for (const definition of definitions) {
      const mapping = await readMapping(environmentId, definition, clock.now(), tables)
      if (seen.has(mapping.folder)) throw new InvalidParameterError(`folder ${mapping.folder} is given twice`)
      seen.add(mapping.folder)
      await tables.uploadMappings.put(mapping)
    }
  })
}

async function readMapping(
  environmentId: string,
  { folder: given, template, uploadPresetName = 'none' }: MappingDefinition,
  createdAt: number,
  { presets }: Pick<Repositories, 'presets'>,
): Promise<UploadMapping> {
  const folder = assertFolder(withoutEndSlashes(given), 'folder')
  if (folder === '') throw new InvalidParameterError('Missing required parameter - folder')
  if (!/^https?:\/\/[^/]/i.test(template) || !URL.canParse(template) || template.includes('#')) {
    throw new InvalidParameterError(
      `Invalid value ${template.slice(0, 200)} for parameter template: expected an http or https address`,
    )
  }
  const { username, password } = new URL(template)
  if (username !== '' || password !== '') {
    throw new InvalidParameterError('Invalid value for parameter template: expected an address without credentials')
  }
  if (uploadPresetName === 'none') return { environmentId, folder, template, uploadPresetName: null, createdAt }
  if ((await presets.find(environmentId, uploadPresetName)) === null) {
    throw new InvalidParameterError('Upload preset not found')
  }
  return { environmentId, folder, template, uploadPresetName, createdAt }
}

function withoutEndSlashes(folder: string): string {
  return folder.replace(/^\/+|\/+$/g, '')
}
