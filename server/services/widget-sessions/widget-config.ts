/** What a client without a key is told about uploading: only what an upload preset allows beside public limits. */
import type { MetadataField } from '../../domain/metadata-field.ts'
import type { MetadataRule } from '../../domain/metadata-rule.ts'
import type { UploadPreset } from '../../domain/upload-preset.ts'
import { whitelistOf } from '../../domain/upload-preset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import { metadataSchema } from '../metadata/change-metadata.ts'
import { withInherited } from '../presets/inherited-preset.ts'
import { UNSIGNED_PARAMETERS } from '../upload/unsigned-parameters.ts'

export interface WidgetConfig {
  readonly preset: UploadPreset | null
  /** Parameters that may be sent with it, by wire name. */
  readonly parameters: readonly string[]
  readonly allowedFormats: readonly string[] | null
  /** Names of presets. */
  readonly listed: readonly string[]
  readonly fields: readonly MetadataField[] | null
  readonly rules: readonly MetadataRule[] | null
  readonly tags: readonly string[] | null
}

export interface ConfigRequest {
  readonly environmentId: string
  readonly presetName: string | undefined
  readonly tagPrefix?: string | undefined
  readonly isLoopback: boolean
}

const MOST_TAGS = 100
const MOST_PRESETS = 100

/** @throws InvalidParameterError */
export async function widgetConfig(
  { environmentId, presetName, tagPrefix = '', isLoopback }: ConfigRequest,
  database: Pick<Database, 'presets' | 'metadataFields' | 'metadataRules' | 'listings'>,
): Promise<WidgetConfig> {
  const isOffered = (each: UploadPreset) => each.unsigned && isOn(each, 'widget_listed')
  const listed = (await database.presets.list(environmentId)).filter(isOffered)
  const named = presetName === undefined ? null : await database.presets.find(environmentId, presetName)
  if (presetName !== undefined && (named === null || (named.loopbackOnly && !isLoopback))) {
    throw new InvalidParameterError('Upload preset not found')
  }
  // What it tells is said by the preset that is named, not by one that it inherits from.
  const preset = named === null ? null : await withInherited(named, database.presets)
  const whitelist = preset === null ? null : whitelistOf(preset.settings)
  return {
    preset,
    parameters: UNSIGNED_PARAMETERS.filter((name) => whitelist?.includes(name) ?? true),
    allowedFormats: preset === null ? null : formatsOf(preset),
    listed: listed.map(({ name }) => name).slice(0, MOST_PRESETS),
    ...(isOn(named, 'widget_metadata') ? await formOf(environmentId, database) : { fields: null, rules: null }),
    tags: isOn(named, 'widget_tags') ? await tagsOf(environmentId, tagPrefix, database) : null,
  }
}

async function formOf(
  environmentId: string,
  database: Pick<Database, 'metadataFields' | 'metadataRules'>,
): Promise<Pick<WidgetConfig, 'fields' | 'rules'>> {
  const { fields, rules } = await metadataSchema(database, environmentId)
  return { fields, rules: rules.filter(({ state }) => state === 'active') }
}

async function tagsOf(
  environmentId: string,
  prefix: string,
  { listings }: Pick<Database, 'listings'>,
): Promise<readonly string[]> {
  const ofTypes = await Promise.all(
    (['image', 'video', 'raw'] as const).map((resourceType) =>
      listings.tags({ environmentId, resourceType }, { prefix, folder: null, after: null, limit: MOST_TAGS }),
    ),
  )
  return [...new Set(ofTypes.flat())].sort().slice(0, MOST_TAGS)
}

function isOn(preset: UploadPreset | null, name: string): boolean {
  return ['true', '1', true].includes(preset?.settings[name] as never)
}

function formatsOf({ settings }: UploadPreset): readonly string[] | null {
  const { allowed_formats: formats } = settings
  if (Array.isArray(formats)) return formats.map(String)
  return typeof formats === 'string' ? formats.split(',').map((format) => format.trim()) : null
}
