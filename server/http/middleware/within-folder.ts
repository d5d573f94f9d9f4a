/**
 * Keeps a key that is limited to a folder there: what the parameters of its request name must lie in that folder or
 * below it. Where an upload will lie is known only to its service, which checks that. Sessions are not even told that
 * something lies elsewhere, by operations that can keep it from them.
 */
import type { FolderScope, OperationContract } from '../../contract/operation.ts'
import type { Asset, AssetName } from '../../domain/asset.ts'
import { isInFolder, parentFolder } from '../../domain/folder.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { PermissionDeniedError } from '../../errors/request-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { Parameters } from '../decode/values.ts'
import { refusalOf, statusOf } from './authorise.ts'
import { folderOf, type Principal } from './principal.ts'

/** Each is looked up. */
const MOST_NAMES = 1_000

export interface FolderCheck {
  readonly principal: Principal
  readonly operation: OperationContract
  readonly environment: ProductEnvironment
  readonly parameters: Parameters
}

/** @throws PermissionDeniedError */
export async function assertWithinFolder(check: FolderCheck, { assets }: Pick<Database, 'assets'>): Promise<void> {
  const { principal, operation, environment, parameters } = check
  const scope = operation.withinFolder
  const folderPrefix = folderOf(principal)
  if (folderPrefix === null || scope === null) return
  const refuse = (what: string): never => {
    throw new PermissionDeniedError(
      `${refusalOf(principal, operation)}: it is limited to the folder ${folderPrefix}, and ${what}`,
      statusOf(operation, principal),
    )
  }
  const beyond = scope.without?.find((name) => parameters[name] !== undefined)
  if (beyond !== undefined) refuse(`the parameter ${beyond} leads beyond it`)
  const outside = foldersOf(scope, check).find((folder) => !isInFolder(folder, folderPrefix))
  if (outside !== undefined) refuse(`the folder "${outside}" is outside of it`)
  if (principal.kind === 'session' && scope.hidesOthers === true) return
  const named = [...(scope.publicIds ?? []), ...(scope.assetIds ?? [])].flatMap((name) => listOf(parameters[name]))
  if (named.length > MOST_NAMES) refuse(`a call of such a key names at most ${MOST_NAMES} assets`)
  const found = await namedAssets(scope, environment.id, parameters, assets)
  const stranger = found.find(({ assetFolder }) => !isInFolder(assetFolder, folderPrefix))
  if (stranger !== undefined) refuse(`${stranger.publicId} is outside of it`)
}

function foldersOf({ folders = [], movesTo = [], target }: FolderScope, check: FolderCheck): readonly string[] {
  const { parameters, environment } = check
  const given = movesTo.filter((name) => parameters[name] !== undefined)
  // With fixed folders the public id says where an asset will lie.
  const becomes =
    target !== undefined && environment.settings.folderMode === 'fixed' ? [textOf(parameters[target])] : []
  return [
    ...[...folders, ...given].map((name) => textOf(parameters[name])),
    ...becomes.map((publicId) => parentFolder(publicId)),
  ]
}

async function namedAssets(
  { publicIds = [], assetIds = [], target, resourceType: only }: FolderScope,
  environmentId: string,
  parameters: Parameters,
  assets: Database['assets'],
): Promise<readonly Asset[]> {
  const type = textOf(parameters.type) || 'upload'
  const named = (ids: readonly string[], ofType: string) => {
    const resourceType = only ?? (textOf(parameters.resource_type) as AssetName['resourceType'])
    return assets.findMany({ environmentId, resourceType, type: ofType }, ids)
  }
  const byId = assetIds.flatMap((name) => listOf(parameters[name])).map((id) => assets.findById(environmentId, id))
  const found = await Promise.all([
    named(
      publicIds.flatMap((name) => listOf(parameters[name])),
      type,
    ),
    ...(target === undefined ? [] : [named(listOf(parameters[target]), textOf(parameters.to_type) || type)]),
    Promise.all(byId).then((rows) => rows.filter((row) => row !== null)),
  ])
  return found.flat()
}

/** Lists by comma count as well, as operations read them. */
function listOf(value: unknown): readonly string[] {
  if (value === undefined) return []
  const entries = (Array.isArray(value) ? value : [value]).map(String)
  const parts = entries.flatMap((entry) => entry.split(',').map((part) => part.trim()))
  return [...new Set([...entries, ...parts])]
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/^\/+|\/+$/g, '') : ''
}
