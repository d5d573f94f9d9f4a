/** Upload presets: named upload parameters. */
import { createHash } from 'node:crypto'
import { readInput } from '../../contract/read-input.ts'
import { refuseUnsupported } from '../../contract/refused-parameters.ts'
import { protocolParameters, UPLOAD_PARAMETER_NAMES, uploadParameters } from '../../contract/upload-parameters.ts'
import { PRESET_OPTION_NAMES } from '../../contract/upload-presets.ts'
import { type UploadPreset, whitelistOf } from '../../domain/upload-preset.ts'
import { ConflictError, InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { parseTransformation } from '../../transformation/parse.ts'
import { decodeChain } from '../../transformation/stored-chain.ts'
import { assertMetadata } from '../metadata/change-metadata.ts'
import { readUrls } from '../notifications/triggers.ts'
import { readEagerChains } from '../upload/eager-chains.ts'
import { UNSIGNED_PARAMETERS } from '../upload/unsigned-parameters.ts'
import { withInherited } from './inherited-preset.ts'

export interface PresetDependencies {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
}

export interface PresetDefinition {
  readonly unsigned?: boolean | undefined
  readonly disallowPublicId?: boolean | undefined
  /** Upload parameters by wire name. */
  readonly settings: Readonly<Record<string, unknown>>
}

const NAME = /^[^\p{Cc}/?&#\\%<>+][^\p{Cc}?&#\\%<>+]{0,254}$/u

export async function createPreset(
  environmentId: string,
  name: string | undefined,
  definition: PresetDefinition,
  { database, clock, random }: PresetDependencies,
): Promise<UploadPreset> {
  const preset: UploadPreset = {
    environmentId,
    name: assertName(name ?? random.alphanumeric(8)),
    unsigned: definition.unsigned ?? false,
    disallowPublicId: definition.disallowPublicId ?? false,
    loopbackOnly: false,
    settings: assertSettings(kept(definition.settings)),
    createdAt: clock.now(),
  }
  await database.transaction(async (tables) => {
    if ((await tables.presets.find(environmentId, preset.name)) !== null) {
      throw new ConflictError(`Preset ${preset.name} already exists`)
    }
    await assertReferences(preset, tables)
    await tables.presets.put(preset)
  })
  return preset
}

/** Settings that are not mentioned stay as they are, those that are null go. */
export async function updatePreset(
  environmentId: string,
  name: string,
  definition: PresetDefinition,
  { database }: PresetDependencies,
): Promise<UploadPreset> {
  return database.transaction(async (tables) => {
    const current = await tables.presets.find(environmentId, name)
    if (current === null) throw notFound(name)
    const preset: UploadPreset = {
      ...current,
      unsigned: definition.unsigned ?? current.unsigned,
      disallowPublicId: definition.disallowPublicId ?? current.disallowPublicId,
      settings: assertSettings(kept({ ...current.settings, ...definition.settings })),
    }
    await assertReferences(preset, tables)
    await tables.presets.put(preset)
    return preset
  })
}

export async function getPreset(
  environmentId: string,
  name: string,
  { database }: PresetDependencies,
): Promise<UploadPreset> {
  const preset = await database.presets.find(environmentId, name)
  if (preset === null) throw notFound(name)
  return preset
}

export async function deletePreset(
  environmentId: string,
  name: string,
  { database }: PresetDependencies,
): Promise<void> {
  if (!(await database.presets.delete(environmentId, name))) throw notFound(name)
}

/** Identifies a preset to other systems: 32 hex, the same as long as its name. */
export function externalIdOf({ environmentId, name }: UploadPreset): string {
  return createHash('sha256').update(`${environmentId}/${name}`).digest('hex').slice(0, 32)
}

function notFound(name: string): NotFoundError {
  return new NotFoundError(`Can't find upload preset with name ${name}`)
}

function assertName(name: string): string {
  if (NAME.test(name)) return name
  throw new InvalidParameterError(`Invalid value ${name.slice(0, 100)} for parameter name`)
}

/** What a preset names has to be there. @throws InvalidParameterError */
async function assertReferences(preset: UploadPreset, tables: Repositories): Promise<void> {
  await withInherited(preset, {
    find: async (environmentId, name) => (name === preset.name ? preset : tables.presets.find(environmentId, name)),
  })
  const { metadata } = readInput(uploadParameters, preset.settings)
  if (metadata !== undefined) await assertMetadata(tables, preset.environmentId, metadata)
}

/** Without what was taken away, and without what is of the request: SDKs send a timestamp with every set of parameters. */
function kept(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const isOfRequest = (name: string) => name in protocolParameters && name !== 'upload_preset'
  return Object.fromEntries(Object.entries(settings).filter(([name, value]) => value !== null && !isOfRequest(name)))
}

/** Everything is read as an upload would read it, so that a mistake shows now and not at the first upload. */
function assertSettings(settings: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  refuseUnsupported(settings)
  const isKnown = (name: string) => UPLOAD_PARAMETER_NAMES.has(name) || PRESET_OPTION_NAMES.includes(name)
  const unknown = Object.keys(settings).find((name) => !isKnown(name))
  if (unknown !== undefined) throw new InvalidParameterError(`Unknown parameter ${unknown.slice(0, 100)}`)
  const notAllowed = whitelistOf(settings)?.find((name) => !UNSIGNED_PARAMETERS.includes(name))
  if (notAllowed !== undefined) {
    throw new InvalidParameterError(
      `Invalid value ${notAllowed.slice(0, 100)} for parameter parameter_whitelist: expected some of ${UNSIGNED_PARAMETERS.join(', ')}`,
    )
  }
  const read = readInput(uploadParameters, settings)
  readEagerChains(read.eager)
  readUrls(read.notificationUrl, 'notification_url')
  readUrls(read.eagerNotificationUrl, 'eager_notification_url')
  if (read.transformation !== undefined) parseTransformation(decodeChain(read.transformation))
  return settings
}
