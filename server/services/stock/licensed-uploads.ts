/**
 * Uploads whose file is licensed from a paid library first: bought once, fetched, stored once. However a try ends, the same
 * order goes on from there; what became of it is written down with the order.
 */
import { TintypeError } from '../../errors/base.ts'
import { LicensedFileError } from '../../errors/stock-errors.ts'
import type { Locks } from '../../ports/locks.ts'
import { chooseName } from '../upload/name-upload.ts'
import { assertWithin, existingOutcome } from '../upload/upload.ts'
import type { UploadOutcome } from '../upload/upload-types.ts'
import type { Uploads } from '../upload/uploads.ts'
import { type ForeseeDependencies, foreseeUpload, type LicensedRequest } from './foresee-upload.ts'
import {
  assertSameOrder,
  type BoughtLicence,
  createLicences,
  type LicenceDependencies,
  type LicenceWish,
} from './licences.ts'

export interface LicensedUploads {
  upload(request: LicensedRequest, wish: LicenceWish): ReturnType<Uploads['upload']>
}

export interface LicensedUploadDependencies extends LicenceDependencies, ForeseeDependencies {
  readonly locks: Locks
  readonly uploads: Pick<Uploads, 'upload'>
}

/** The file of the try before may be a film. */
const WAIT_MS = 10 * 60_000
const UNKNOWN_PROBLEM = 'the server could not store it'

export function createLicensedUploads(dependencies: LicensedUploadDependencies): LicensedUploads {
  const { database, locks, uploads, log } = dependencies
  const { stockOrders } = database
  const licences = createLicences(dependencies)

  async function uploadUnderLock(request: LicensedRequest, wish: LicenceWish) {
    const stored = await storedBefore(request, wish)
    if (stored !== null) return stored
    const licence = await licences.buy(wish, () => foreseeUpload(request, wish, dependencies))
    return store(request, wish, licence)
  }

  /** An answer that got lost is given again; another name makes another asset, and costs nothing either. */
  async function storedBefore(request: LicensedRequest, wish: LicenceWish): Promise<UploadOutcome | null> {
    const { environment, parameters, resourceType, within } = request
    const { random } = dependencies
    const order = await stockOrders.find(environment.id, wish.order)
    if (order === null || order.assetId === null) return null
    assertSameOrder(order, wish)
    const asset = await database.assets.findById(environment.id, order.assetId)
    if (asset === null || asset.placeholder === 'deleted') return null
    const kind = resourceType === 'auto' ? asset.resourceType : resourceType
    const { name } = chooseName({ environment, parameters, kind, filename: null }, random)
    const isNamed = parameters.publicId !== undefined
    if (kind !== asset.resourceType || name.type !== asset.type) return null
    if (isNamed && name.publicId !== asset.publicId) return null
    assertWithin(within, [asset.assetFolder])
    return existingOutcome(asset, { parameters, hooks: {} })
  }

  async function store(request: LicensedRequest, wish: LicenceWish, { licenceId, url, orderId }: BoughtLicence) {
    const { environment, parameters, signal } = request
    const context = { stock_library: wish.library, stock_id: wish.id, stock_license: licenceId }
    try {
      return await uploads.upload({
        ...request,
        // Whoever has the address has the file.
        source: { kind: 'text', text: url, alias: `the file of order ${orderId}` },
        parameters: { ...parameters, context: { ...parameters.context, ...context } },
        alsoRecord: (tables, asset) => tables.stockOrders.setAsset(environment.id, orderId, asset.id),
      })
    } catch (error) {
      if (signal.aborted) throw error
      const reason = error instanceof TintypeError ? error.message : UNKNOWN_PROBLEM
      // What the client is told matters more than that it is written down.
      await stockOrders.setProblem(environment.id, orderId, reason.slice(0, 1000)).catch((failure: unknown) => {
        log.warn({ error: failure, orderId }, 'the problem of an order was not written down')
      })
      const isOfFile = error instanceof TintypeError && error.status === 400
      throw isOfFile ? new LicensedFileError(orderId, reason, { cause: error }) : error
    }
  }

  return {
    upload: (request, wish) =>
      locks.withLock(`stock order:${request.environment.id}:${wish.order}`, () => uploadUnderLock(request, wish), {
        waitMs: WAIT_MS,
        signal: request.signal,
      }),
  }
}
