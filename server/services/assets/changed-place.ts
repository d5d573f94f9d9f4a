/** Where an asset lies from now on, and what it is called there. */
import type { Asset } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { uniqueDisplayName } from '../upload/name-upload.ts'
import { assertDisplayName, assertFolder } from '../upload/public-id.ts'

export interface WantedPlace {
  readonly assetFolder?: string | undefined
  readonly displayName?: string | undefined
  readonly uniqueDisplayName?: boolean | undefined
}

/** @throws InvalidParameterError */
export async function changedPlace(
  { assetFolder, displayName, uniqueDisplayName: isUnique }: WantedPlace,
  current: Asset,
  { settings }: ProductEnvironment,
  tables: Repositories,
  { random }: { readonly random: Random },
): Promise<Partial<Asset>> {
  if (settings.folderMode === 'fixed' && (assetFolder !== undefined || displayName !== undefined)) {
    throw new InvalidParameterError('Parameters asset_folder and display_name need dynamic folders')
  }
  const place = {
    assetFolder: assetFolder === undefined ? current.assetFolder : assertFolder(assetFolder, 'asset_folder'),
    displayName: displayName === undefined ? current.displayName : assertDisplayName(displayName),
  }
  if (isUnique !== true) return place
  return {
    ...place,
    displayName: await uniqueDisplayName({ ...current, ...place, name: current }, current, tables, random),
  }
}
