/**
 * Step 4: what the asset will be called, and where it will lie.
 *
 *   fixed folders    `folder` is the beginning of the public id, and what stands before its last slash is the folder
 *   dynamic folders  `asset_folder` is independent of the public id; `folder` is both
 */
import type { Asset, AssetName } from '../../domain/asset.ts'
import { parentFolder } from '../../domain/folder.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { assertDisplayName, assertFolder, assertPublicId, publicIdFromFilename, splitFilename } from './public-id.ts'
import type { IdentifiedUpload } from './upload-types.ts'

/** What a name is chosen by. */
type Named = Pick<IdentifiedUpload, 'environment' | 'parameters' | 'kind' | 'filename' | 'made'>

const RANDOM_ID_LENGTH = 20
const SUFFIX_LENGTH = 6

export interface ChosenName {
  readonly name: AssetName
  readonly assetFolder: string
  readonly displayName: string
  readonly originalFilename: string | null
}

/** Chooses without looking whether the name is taken: made-up ones are free for all practical purposes. */
export function chooseName(upload: Named, random: Random): ChosenName {
  const { environment, parameters, kind } = upload
  assertFolderMode(upload)
  const folder = assertFolder(parameters.folder ?? '', 'folder')
  const isDynamic = environment.settings.folderMode === 'dynamic'
  const assetFolder = isDynamic ? assertFolder(parameters.assetFolder ?? folder, 'asset_folder') : ''
  const prefixes = [
    assertFolder(parameters.publicIdPrefix ?? '', 'public_id_prefix'),
    parameters.useAssetFolderAsPublicIdPrefix === true && assetFolder !== folder ? assetFolder : '',
    folder,
  ]
  const last = parameters.publicId ?? madeUpId(upload, random)
  const made = upload.made?.publicId ?? null
  const publicId = made ?? assertPublicId([...prefixes.toReversed(), last].filter((part) => part !== '').join('/'))
  const type = upload.made?.type ?? parameters.type ?? 'upload'
  const filename = parameters.filenameOverride ?? upload.filename
  return {
    name: { environmentId: environment.id, resourceType: kind, type, publicId },
    assetFolder: isDynamic ? assetFolder : parentFolder(publicId),
    displayName: isDynamic ? displayNameOf(upload, publicId, filename) : '',
    originalFilename:
      filename === null || parameters.discardOriginalFilename === true ? null : splitFilename(filename).stem,
  }
}

/** `name`, or `name_1a2b3c` when another asset of the folder shows that name and it is to be unique. */
export async function uniqueDisplayName(
  chosen: ChosenName,
  existing: Asset | null,
  tables: Pick<Repositories, 'assets'>,
  random: Random,
): Promise<string> {
  const { environmentId } = chosen.name
  const holder = await tables.assets.findByDisplayName(environmentId, chosen.assetFolder, chosen.displayName)
  if (holder === null || holder.id === existing?.id) return chosen.displayName
  return `${chosen.displayName.slice(0, 240)}_${random.alphanumeric(SUFFIX_LENGTH)}`
}

function madeUpId({ parameters, filename, kind }: Named, random: Random): string {
  const named = parameters.filenameOverride ?? filename
  const { stem, extension } = splitFilename(named ?? '')
  // The name of a raw file is complete: nothing is appended at delivery.
  const ending = kind === 'raw' && extension !== null ? `.${extension}` : ''
  if (parameters.useFilename !== true || named === null) return `${random.alphanumeric(RANDOM_ID_LENGTH)}${ending}`
  const suffix = parameters.uniqueFilename === false ? '' : `_${random.alphanumeric(SUFFIX_LENGTH)}`
  return `${publicIdFromFilename(stem)}${suffix}${ending}`
}

function displayNameOf({ parameters }: Named, publicId: string, filename: string | null): string {
  if (parameters.displayName !== undefined) return assertDisplayName(parameters.displayName)
  if (parameters.useFilenameAsDisplayName === true && filename !== null) {
    return splitFilename(filename)
      .stem.replace(/[/\p{Cc}]/gu, '_')
      .slice(0, 255)
  }
  return publicId.split('/').at(-1) ?? publicId
}

function assertFolderMode({ environment, parameters }: Named): void {
  if (environment.settings.folderMode === 'dynamic') return
  const given = [
    ['asset_folder', parameters.assetFolder],
    ['display_name', parameters.displayName],
    ['unique_display_name', parameters.uniqueDisplayName],
    ['use_asset_folder_as_public_id_prefix', parameters.useAssetFolderAsPublicIdPrefix],
    ['use_filename_as_display_name', parameters.useFilenameAsDisplayName],
  ].find(([, value]) => value !== undefined && value !== false)
  if (given !== undefined) {
    throw new InvalidParameterError(`Parameter ${given[0]} needs dynamic folders; this environment has fixed ones`)
  }
}
