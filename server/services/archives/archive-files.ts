/** The files of an archive, one after the other: each is found or made when the one before is written. */
import type { Asset } from '../../domain/asset.ts'
import { rawContentTypeOf } from '../../domain/content-type.ts'
import { ObjectNotFoundError } from '../../errors/port-errors.ts'
import type { ArchiveEntry } from '../../ports/archive-writer.ts'
import type { EagerChain } from '../../present/derived.ts'
import { deleteDerivedByIds } from '../assets/delete-derived.ts'
import { openerOfDerived } from '../delivery/openers.ts'
import { AssetChangedError } from '../derivations/shelf.ts'
import type { ArchiveDependencies, ArchiveRequest, ArchiveTally } from './archive-types.ts'
import { type NamingWish, uniqueNames, wantedName } from './entry-names.ts'

const BATCH = 100
/** An asset that is replaced again and again is given up after so many tries. */
const MAX_TRIES = 5
const NO_HINTS = { accepts: [], dpr: null, width: null, saveData: false } as const

export interface ArchiveContent {
  readonly ids: readonly string[]
  /** None: originals. */
  readonly chains: readonly EagerChain[]
  readonly tally: ArchiveTally
}

/** What was deleted since it was selected is left out. */
export async function* archiveFiles(
  request: ArchiveRequest,
  { ids, chains, tally }: ArchiveContent,
  dependencies: ArchiveDependencies,
): AsyncGenerator<ArchiveEntry> {
  const { environment, wish, signal } = request
  const naming: NamingWish = { ...wish, hasSeveralChains: chains.length > 1 }
  const unique = uniqueNames()
  const made: string[] = []
  try {
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH)
      const assets = await dependencies.database.listings.byIds(environment.id, batch)
      const byId = new Map(assets.map((asset) => [asset.id, asset]))
      for (const asset of batch.map((id) => byId.get(id))) if (asset !== undefined) yield* filesOf(asset)
      await forgetMade()
    }
  } finally {
    await forgetMade()
  }

  async function* filesOf(asset: Asset): AsyncGenerator<ArchiveEntry> {
    let count = 0
    // A raw file is what it is, whatever is made of the others.
    const wanted = asset.resourceType === 'raw' || chains.length === 0 ? [null] : chains
    for (const chain of wanted) {
      signal.throwIfAborted()
      const opened = await openCurrent(asset, chain)
      if (opened === null) continue
      count += 1
      const { asset: current, format, ...file } = opened
      const name = unique(wantedName(current, { chain: chain?.transformation ?? null, format }, naming))
      tally.files += 1
      yield { ...file, name, isCompressible: isCompressible(current, format) }
    }
    if (count > 0) tally.resources += 1
  }

  /** Null when it is gone. */
  async function openCurrent(asset: Asset, chain: EagerChain | null): Promise<OpenedFile | null> {
    let current: Asset | null = asset
    for (let attempt = 1; ; attempt++) {
      if (current === null || current.placeholder !== null) return null
      try {
        return await (chain === null ? openOriginal(current) : openDerived(current, chain))
      } catch (error) {
        // It was replaced under our hands: look again, and take the new one.
        const isGone = error instanceof AssetChangedError || error instanceof ObjectNotFoundError
        if (!isGone || attempt === MAX_TRIES) throw error
        current = await dependencies.database.assets.findById(environment.id, asset.id)
      }
    }
  }

  async function openOriginal(asset: Asset): Promise<OpenedFile> {
    const { body } = await dependencies.storage.get(asset.storageKey, { signal })
    return { asset, format: asset.format, bytes: asset.bytes, modifiedAt: asset.uploadedAt, body }
  }

  async function openDerived(asset: Asset, { transformation, format }: EagerChain): Promise<OpenedFile> {
    const { derivations } = dependencies
    const extension = format ?? asset.format
    const wanted = { environment, asset, transformation, extension, hints: NO_HINTS, isTrusted: true }
    const prepared = await derivations.prepare(wanted, signal)
    const obtained = await derivations.obtain(prepared, signal)
    const { derived, isFresh, unkept } = obtained
    if (isFresh && unkept === null && !wish.keepDerived) made.push(derived.id)
    const body = await openerOfDerived(obtained, prepared, dependencies)({})
    return { asset, format: derived.format, bytes: derived.bytes, modifiedAt: derived.createdAt, body }
  }

  /** Files that were made for the archive alone. */
  async function forgetMade(): Promise<void> {
    await deleteDerivedByIds(environment.id, made.splice(0), dependencies)
  }
}

interface OpenedFile extends Pick<ArchiveEntry, 'bytes' | 'modifiedAt' | 'body'> {
  readonly asset: Asset
  readonly format: string | null
}

/** Text, and pictures without compression of their own. */
function isCompressible({ publicId, resourceType }: Asset, format: string | null): boolean {
  if (resourceType !== 'raw') return format !== null && ['svg', 'bmp', 'ico', 'psd', 'wav'].includes(format)
  return /^text\/|[/+](json|xml)\b|javascript/.test(rawContentTypeOf(publicId))
}
