/**
 * Compares rows and stored files. An original that no row names, older than an hour, is moved to the quarantine, because
 * a missing row may be the mistake (an older copy of the database); after 30 days there it is deleted. A derived file
 * without a row can be made again, and goes at once. An asset without its file is reported in the log.
 */
import { utimes } from 'node:fs/promises'
import type { Asset } from '../../domain/asset.ts'
import { backupKeyOf } from '../../domain/asset-backup.ts'
import { isDerivedKey } from '../derivations/file-key.ts'
import { readIntents } from '../upload/intents.ts'
import { isNamed } from './named-files.ts'
import type { Round, SweepDependencies } from './sweep-dependencies.ts'

type Dependencies = Pick<SweepDependencies, 'database' | 'storage' | 'spool' | 'clock' | 'log'>

/** First segment of the keys of quarantined files; their old key follows. Ids of environments are longer. */
export const QUARANTINE = 'quarantine'

const UNNAMED_MS = 3_600_000
export const QUARANTINE_MS = 30 * 24 * 3_600_000

/** Yields after every `limit` rows or files, for its caller to breathe. */
export async function* inspect(dependencies: Dependencies, round: Round): AsyncGenerator<void, void> {
  yield* reportMissingFiles(dependencies, round)
  yield* quarantineUnnamedFiles(dependencies, round)
}

async function* reportMissingFiles({ database, storage, log }: Dependencies, { limit }: Round): AsyncGenerator<void> {
  let after: string | null = null
  do {
    const assets: readonly Asset[] = await database.assets.listAfter(after, limit)
    for (const { id, environmentId, versionId, storageKey } of assets) {
      if ((await storage.head(storageKey)) !== null) continue
      // Replaced or deleted since it was listed?
      const current = await database.assets.findById(environmentId, id)
      if (current?.versionId !== versionId) continue
      log.error({ environmentId, assetId: id, versionId, storageKey }, 'the file of an asset is missing')
    }
    after = assets.length < limit ? null : (assets.at(-1)?.id ?? null)
    yield
  } while (after !== null)
}

async function* quarantineUnnamedFiles(dependencies: Dependencies, { limit }: Round): AsyncGenerator<void> {
  const { storage, clock } = dependencies
  let seen = 0
  for await (const { key, modifiedAt } of storage.list('')) {
    const age = clock.now() - modifiedAt.getTime()
    if (key.startsWith(`${QUARANTINE}/`)) {
      if (age > QUARANTINE_MS) await deleteForGood(dependencies, key)
    } else if (age > UNNAMED_MS) await putAsideIfUnnamed(dependencies, key)
    seen += 1
    if (seen % limit === 0) yield
  }
}

async function putAsideIfUnnamed(dependencies: Dependencies, key: string): Promise<void> {
  const { database, spool, log } = dependencies
  if ((await isNamed(database, key)) || (await database.garbage.has(key))) return
  // In this order: an upload removes its intent only after its row is there.
  if (await isBeingStored(key, spool)) return
  if (await isNamed(database, key)) return
  if (isDerivedKey(key)) {
    await dependencies.storage.delete(key)
    log.info({ storageKey: key }, 'a derived file that no row names was deleted')
    return
  }
  await moveToQuarantine(dependencies, key)
  log.warn({ storageKey: key }, 'a stored file that no row names was moved to the quarantine')
}

async function deleteForGood({ storage, log }: Dependencies, key: string): Promise<void> {
  await storage.delete(key)
  log.warn({ storageKey: key }, 'a file was deleted that had been in the quarantine for 30 days')
}

async function isBeingStored(key: string, spool: SweepDependencies['spool']): Promise<boolean> {
  const intents = (await readIntents(spool)).flatMap(({ intent }) => (intent === null ? [] : [intent.storageKey]))
  return intents.some((storageKey) => storageKey === key || backupKeyOf(storageKey) === key)
}

async function moveToQuarantine({ storage, clock, log }: Dependencies, key: string): Promise<void> {
  const target = `${QUARANTINE}/${key}`
  try {
    if (storage.localPath !== undefined) {
      // Its time in the quarantine begins now.
      const now = new Date(clock.now())
      await utimes(storage.localPath(key), now, now)
      await storage.adopt(target, storage.localPath(key))
    } else await storage.put(target, (await storage.get(key)).body)
    // After a move this removes the folders that became empty.
    await storage.delete(key)
  } catch (error) {
    log.warn({ error, storageKey: key }, 'a stored file that no row names could not be moved to the quarantine')
  }
}
