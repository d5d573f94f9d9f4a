/**
 * Copies of remote files: assets of type `fetch` whose public ID is the address. Fetched once, by one request for all
 * who wait; compared with the origin again after 30 days; served on when the origin is gone by then.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Asset, type AssetName, PLAIN_ATTRIBUTES, type ResourceType } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { usageDay } from '../../domain/usage.ts'
import { UnsupportedFormatError } from '../../errors/media-errors.ts'
import { RemoteUnreachableError } from '../../errors/remote-errors.ts'
import { AuthorizationError, StorageFullError } from '../../errors/request-errors.ts'
import { asStorageFull } from '../../errors/want-of-space.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Describer } from '../../ports/describer.ts'
import type { Fetched, Fetcher } from '../../ports/fetcher.ts'
import type { Log } from '../../ports/log.ts'
import type { Random } from '../../ports/random.ts'
import type { Room } from '../../ports/room.ts'
import type { Storage } from '../../ports/storage.ts'
import { isHostAmong } from '../../security/referrer.ts'
import type { RemoteCopies, RemoteCopyRequest } from '../derivations/layers.ts'
import { SharedFlights } from '../derivations/shared-flights.ts'
import type { UsageGate } from '../usage/usage-gate.ts'
import { type ReceivedFile, receiveRemote } from './receive-remote.ts'

export interface RemoteCopiesDependencies {
  readonly database: Database
  readonly storage: Storage
  readonly room: Pick<Room, 'isFull'>
  readonly fetcher: Fetcher
  readonly describer: Describer
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly usageGate: Pick<UsageGate, 'admit'>
  readonly spoolFolder: string
  /** For one whole exchange. */
  readonly fetchTimeoutMs: number
  /** Called after a copy was replaced. */
  onReplaced(asset: Asset): void
}

const DAY_MS = 24 * 60 * 60 * 1000
export const REVALIDATE_AFTER_MS = 30 * DAY_MS
/** After a failed comparison the old copy is served this long before the origin is asked again. */
const RETRY_AFTER_MS = DAY_MS / 24

export function createRemoteCopies(dependencies: RemoteCopiesDependencies): RemoteCopies {
  const { database, storage, fetcher, describer, clock, random, log, spoolFolder } = dependencies
  const fetching = new SharedFlights<Asset>()

  async function obtain(request: RemoteCopyRequest, signal?: AbortSignal): Promise<Asset> {
    assertAllowedHost(request, URL.canParse(request.url) ? new URL(request.url) : null)
    const name = nameOf(request)
    const known = await database.assets.find(name)
    if (known?.source && clock.now() - known.source.checkedAt < REVALIDATE_AFTER_MS) return known
    const key = JSON.stringify(name)
    return fetching.run(
      key,
      (stop) => (known === null ? take(request, null, stop) : renew(request, known, stop)),
      signal,
    )
  }

  async function renew(request: RemoteCopyRequest, known: Asset, signal: AbortSignal): Promise<Asset> {
    try {
      return await take(request, known, signal)
    } catch (error) {
      signal.throwIfAborted()
      log.warn({ error, assetId: known.id }, 'a fetched copy could not be compared with its origin')
      return checked(known, clock.now() - REVALIDATE_AFTER_MS + RETRY_AFTER_MS)
    }
  }

  async function take(request: RemoteCopyRequest, known: Asset | null, signal: AbortSignal): Promise<Asset> {
    const { url, resourceType, environment } = request
    if (dependencies.room.isFull()) throw new StorageFullError()
    if (known === null) await dependencies.usageGate.admit(environment)
    const etag = known?.source?.etag ?? null
    const answer = await fetcher.fetch(url, {
      maxBytes: largest(environment, resourceType),
      timeoutMs: dependencies.fetchTimeoutMs,
      signal,
      assertTarget: (target) => assertAllowedHost(request, target),
      ...(etag === null ? {} : { headers: { 'if-none-match': etag } }),
    })
    if (answer.status === 304 && known !== null) {
      answer.body.destroy()
      return checked(known, clock.now())
    }
    if (answer.status < 200 || answer.status > 299) {
      answer.body.destroy()
      throw new RemoteUnreachableError(url, `the answer was ${answer.status}`)
    }
    const path = join(spoolFolder, `remote-${random.hex(32)}`)
    try {
      const file = await receiveRemote(answer.body, path, signal)
      return await keep(request, known, file, answer, signal)
    } catch (error) {
      throw asStorageFull(error)
    } finally {
      await rm(path, { force: true })
    }
  }

  async function keep(
    request: RemoteCopyRequest,
    known: Asset | null,
    file: ReceivedFile,
    answer: Fetched,
    signal: AbortSignal,
  ): Promise<Asset> {
    const source = { url: answer.url, checkedAt: clock.now(), etag: answer.headers.etag ?? null }
    if (known !== null && known.sha256 === file.sha256) return checked({ ...known, source }, source.checkedAt)
    const found = await identify(request, file, signal)
    const id = known?.id ?? random.hex(32)
    const version = Math.max(Math.floor(clock.now() / 1000), (known?.version ?? 0) + 1)
    const versionId = random.hex(32)
    const storageKey = `${request.environment.id}/${id}/${versionId}/original.${found.format ?? 'bin'}`
    const asset: Asset = {
      ...(known ?? blankAsset(request, id, clock.now())),
      ...found,
      version,
      versionId,
      storageKey,
      bytes: file.bytes,
      etag: file.md5,
      sha256: file.sha256,
      uploadedAt: clock.now(),
      updatedAt: clock.now(),
      source,
    }
    await storage.adopt(storageKey, file.path)
    await record(asset, known)
    if (known !== null) dependencies.onReplaced(asset)
    return asset
  }

  async function identify({ resourceType, url }: RemoteCopyRequest, { path }: ReceivedFile, signal: AbortSignal) {
    if (resourceType === 'raw') return { format: null, facts: null }
    const kind = await describer.identify(path)
    if (kind.resourceType !== resourceType || kind.format === null) {
      throw new UnsupportedFormatError(
        `Error in loading ${url} - it is not ${resourceType === 'image' ? 'an image' : 'a video'}`,
      )
    }
    const { facts } = await describer.describe(path, { verify: true }, { signal })
    return { format: kind.format, facts }
  }

  async function record(asset: Asset, known: Asset | null): Promise<void> {
    await database.transaction(async (rows) => {
      if (known === null) {
        // Only the first time; when the origin has changed, what is made from the new file counts.
        const counts = { uploads: asset.bytes, 'transformations.upload': asset.resourceType === 'raw' ? 0 : 1 }
        await rows.usage.add(asset.environmentId, usageDay(clock.now()), counts)
        return rows.assets.insert(asset)
      }
      await rows.assets.update(asset)
      const derived = await rows.derived.deleteByAsset(asset.id, { exceptVersionId: asset.versionId })
      const orphans = new Set([known.storageKey, ...derived.map(({ storageKey }) => storageKey)])
      await rows.garbage.add([...orphans], clock.now())
    })
  }

  async function checked(asset: Asset, checkedAt: number): Promise<Asset> {
    const source = asset.source === null ? null : { ...asset.source, checkedAt }
    const renewed = { ...asset, source }
    await database.assets.update(renewed)
    return renewed
  }

  return { obtain }
}

function nameOf({ environment, resourceType, url }: RemoteCopyRequest): AssetName {
  return { environmentId: environment.id, resourceType, type: 'fetch', publicId: url }
}

/** An allowed host can redirect to one that is not. */
function assertAllowedHost({ environment }: RemoteCopyRequest, target: URL | null): void {
  const { allowedFetchHosts } = environment.settings
  if (allowedFetchHosts.length === 0) return
  const host = target?.hostname ?? ''
  if (!isHostAmong(host, allowedFetchHosts))
    throw new AuthorizationError(`Fetching from ${host} is not allowed in this product environment`)
}

function largest({ settings: { limits } }: ProductEnvironment, resourceType: ResourceType): number {
  if (resourceType === 'image') return limits.imageBytes
  return resourceType === 'video' ? limits.videoBytes : limits.rawBytes
}

function blankAsset(request: RemoteCopyRequest, id: string, now: number) {
  return {
    ...nameOf(request),
    id,
    video: null,
    analysis: {},
    assetFolder: '',
    displayName: '',
    originalFilename: null,
    ...PLAIN_ATTRIBUTES,
    createdAt: now,
  } as const
}
