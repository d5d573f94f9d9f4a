/** Changes settings of a product environment, all that are named or none, and lets everybody know at once. */
import type { SettingsInput } from '../../contract/settings.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { Database, Repositories } from '../../ports/database.ts'
import { isAddressWithin } from '../../security/address-list.ts'
import type { Derivations } from '../derivations/derivations.ts'
import { changedSettings } from './change-settings.ts'
import type { Environments } from './environments.ts'

export interface SettingsDependencies {
  readonly database: Database
  readonly environments: Environments
  readonly derivations: Pick<Derivations, 'forgetEnvironment'>
}

export interface SettingsChange {
  readonly environment: ProductEnvironment
  readonly input: SettingsInput
  /** Who asks, so that nobody locks themselves out; null where that is not known. */
  readonly address: string | null
}

/** Gives the environment as it then is. @throws InvalidParameterError */
export async function updateSettings(
  { environment, input, address }: SettingsChange,
  { database, environments, derivations }: SettingsDependencies,
): Promise<ProductEnvironment> {
  if (input.admin_addresses !== undefined) assertNotLockedOut(input.admin_addresses, address)
  await database.transaction(async (rows) => {
    const stored = await rows.environments.findById(environment.id)
    if (stored === null) throw new NotFoundError(`Invalid cloud_name ${environment.cloudName}`)
    await assertFolderMode(stored, input, rows)
    await assertPreset(stored, input, rows)
    await rows.environments.updateSettings(stored.id, changedSettings(stored.settings, input))
  })
  environments.forget()
  derivations.forgetEnvironment(environment.id)
  const changed = await environments.findByCloudName(environment.cloudName)
  if (changed === null) throw new NotFoundError(`Invalid cloud_name ${environment.cloudName}`)
  return changed
}

function assertNotLockedOut(allowed: readonly string[], address: string | null): void {
  if (allowed.length === 0 || (address !== null && isAddressWithin(address, allowed))) return
  throw new InvalidParameterError(
    `Invalid value for parameter admin_addresses: your own address ${address ?? ''} is not among them, which would lock you out`,
  )
}

async function assertFolderMode(
  { id, settings }: ProductEnvironment,
  { folder_mode: wanted }: SettingsInput,
  rows: Repositories,
): Promise<void> {
  if (wanted === undefined || wanted === settings.folderMode || !(await rows.environments.hasAssets(id))) return
  throw new InvalidParameterError(
    `Invalid value ${wanted} for parameter folder_mode: it is ${settings.folderMode}, and cannot be changed once there are assets`,
  )
}

async function assertPreset(
  { id }: ProductEnvironment,
  { default_upload_preset: name }: SettingsInput,
  rows: Repositories,
): Promise<void> {
  if (name === undefined || name === 'none' || (await rows.presets.find(id, name)) !== null) return
  throw new InvalidParameterError(
    `Invalid value ${name} for parameter default_upload_preset: there is no such upload preset`,
  )
}
