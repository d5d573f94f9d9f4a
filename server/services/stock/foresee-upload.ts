/**
 * Before money is spent: whether the file of a licence will be taken, as far as that can be known without it. What is
 * refused here would be refused after the purchase, in the same words.
 */
import type { KnownStockPlan } from '../../contract/stock-answers.ts'
import type { ResourceType } from '../../domain/asset.ts'
import { expectedIdentity } from '../../domain/recognised-formats.ts'
import { ConflictError, StorageFullError } from '../../errors/request-errors.ts'
import { LicenceRefusedError } from '../../errors/stock-errors.ts'
import type { Database } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import type { Room } from '../../ports/room.ts'
import { foreseeMetadata } from '../metadata/change-metadata.ts'
import { assertImagePixels } from '../upload/describe.ts'
import { guard } from '../upload/guard.ts'
import { assertBytes, kindOf, readRequested } from '../upload/identify.ts'
import { chooseName } from '../upload/name-upload.ts'
import { assertWithin } from '../upload/upload.ts'
import type { UploadRequest } from '../upload/upload-types.ts'
import type { UsageGate } from '../usage/usage-gate.ts'
import type { LicenceWish } from './licences.ts'
import type { Stock } from './stock-libraries.ts'

export interface ForeseeDependencies {
  readonly database: Database
  readonly random: Random
  readonly room: Pick<Room, 'isFull'>
  readonly stock: Stock
  readonly usageGate: Pick<UsageGate, 'assertOpen'>
}

export type LicensedRequest = Omit<UploadRequest, 'source'>

type Format = KnownStockPlan['formats'][number]

/** @throws TintypeError when the file would be refused, or the library does not sell this */
export async function foreseeUpload(
  request: LicensedRequest,
  wish: LicenceWish,
  dependencies: ForeseeDependencies,
): Promise<void> {
  const { room, stock, usageGate } = dependencies
  await usageGate.assertOpen(request.environment)
  if (room.isFull()) throw new StorageFullError()
  const kind = assertFormat(request, formatOf(wish, await stock.plans(wish.library, wish.id, request.signal)))
  // A script may change how a file is called and described; it needs the file for that.
  if (request.parameters.eval === undefined) await assertDescribed(request, kind, dependencies)
}

function formatOf({ library, plan, format }: LicenceWish, plans: readonly KnownStockPlan[]): Format {
  const found = plans.find(({ id }) => id === plan)?.formats.find(({ id }) => id === format)
  if (found !== undefined) return found
  throw new LicenceRefusedError(`${library} does not sell this with plan ${plan} in format ${format}`)
}

/** The kind of asset it will be; null: that cannot be told. */
function assertFormat(request: LicensedRequest, { extension, bytes, width, height }: Format): ResourceType | null {
  const { resourceType, parameters, environment } = request
  const identity = extension === null ? null : expectedIdentity(extension)
  const asked = resourceType === 'auto' ? null : resourceType
  const kind = identity === null ? asked : kindOf(resourceType, identity.resourceType)
  readRequested(parameters, kind ?? 'image')
  if (extension !== null) {
    const format = kind === 'raw' ? null : (identity?.format ?? null)
    guard({ parameters, kind: kind ?? 'image', format, filename: `file.${extension}` })
  }
  if (kind === null) return null
  if (bytes !== null) assertBytes(bytes, { kind, format: identity?.format ?? null }, request)
  if (kind === 'image' && width !== null && height !== null)
    assertImagePixels(width * height, environment.settings.limits)
  return kind
}

/** Name, folder and metadata. */
async function assertDescribed(
  request: LicensedRequest,
  kind: ResourceType | null,
  { database, random }: ForeseeDependencies,
): Promise<void> {
  const { environment, parameters, within } = request
  const { name, assetFolder } = chooseName({ environment, parameters, kind: kind ?? 'image', filename: null }, random)
  const holder = kind === null ? null : await database.assets.findOrDeleted(name)
  assertWithin(within, [assetFolder, ...(holder === null ? [] : [holder.assetFolder])])
  if (holder !== null && holder.placeholder !== 'deleted' && parameters.overwrite === false) {
    throw new ConflictError(`${name.publicId} is taken, and overwrite is false: nothing was bought`)
  }
  await foreseeMetadata(database, {
    environmentId: environment.id,
    current: null,
    given: parameters.metadata,
    clearInvalid: parameters.clearInvalid,
  })
}
