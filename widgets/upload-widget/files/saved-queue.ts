/**
 * The part of the queue that survives a reload: files on their way, in their order, with what people chose for them and how
 * much of them the server has confirmed, in IndexedDB. Nothing secret is kept: no signature, no parameter of the page.
 *
 * Each page visit is a session with a Web Lock of its name. Entries whose lock nobody holds belong to a visit that ended
 * in the middle; a widget of the same scope may take them over, one of several. Without Web Locks or IndexedDB (plain http,
 * private windows of some browsers) nothing is saved, and nothing else changes. What is older than a week is dropped.
 */
import type { ResumePoint } from '../../kit/upload/upload-file.ts'
import { nextId, type PurchasedFile } from '../new-rows.ts'
import type { RowMaterial } from '../row-runner.ts'
import type { Row } from '../rows.ts'
import { type Change, changeSaved, openSaved, readSaved } from './saved-database.ts'

/** What is kept of a row. */
export interface KeptRow {
  readonly rowId: string
  readonly source: Row['source']
  readonly material: Omit<RowMaterial, 'prepared' | 'body'> & {
    /** A file of an account is not among them: only the sign-in of that visit can fetch it. */
    readonly body: File | { readonly remoteUrl: string } | PurchasedFile
  }
}

/** All but the file, which lies apart and is written once: writing a file again copies it. */
interface Entry {
  readonly key: string
  readonly session: string
  readonly scope: string
  /** Place in the queue; only its order counts. */
  readonly position: number
  readonly savedAtMs: number
  readonly source: Row['source']
  readonly remoteUrl?: string
  readonly purchase?: PurchasedFile
  readonly material: Omit<KeptRow['material'], 'body'>
}

export interface SavedQueueEvents {
  /**
   * So many files of visits that ended in the middle are there, so many of them to be licensed; 0 when another widget has
   * taken them.
   */
  readonly onFound: (count: number, purchases: number) => void
  /** The browser has no room for a copy. */
  readonly onRefused: () => void
}

export interface SavedQueue {
  save(row: KeptRow): Promise<void>
  /** How much of it the server has. */
  confirm(rowId: string, resume: ResumePoint): Promise<void>
  forget(rowIds: readonly string[]): Promise<void>
  /** The queue is in another order now. */
  order(rowIds: readonly string[]): Promise<void>
  /** Files of ended visits, for this widget alone, under new ids of rows; what another took first is missing. */
  take(): Promise<readonly KeptRow[]>
  discard(): Promise<void>
  close(): void
}

const NAME = 'tintype-upload-widget'
/** A copy on disk is made of every file; larger ones would cost more than another upload. */
const MAX_SAVED_BYTES = 2_000_000_000
const WEEK_MS = 7 * 24 * 60 * 60_000

export function openSavedQueue(
  scope: string,
  { onFound, onRefused }: SavedQueueEvents,
  now: () => number = Date.now,
): SavedQueue | undefined {
  if (typeof indexedDB === 'undefined' || typeof navigator === 'undefined' || !navigator.locks) return undefined
  const session = crypto.randomUUID()
  const end = Promise.withResolvers<void>()
  void navigator.locks.request(lockName(session), () => end.promise)
  // Two widgets of a page offer the same files; when one has them the other stops offering.
  const news = new BroadcastChannel(NAME)
  let database: Promise<IDBDatabase> | undefined
  const opened = (): Promise<IDBDatabase> => {
    database ??= openSaved(NAME)
    return database
  }
  const change = async (work: Change): Promise<void> => changeSaved(await opened(), work)
  const keysOfRows = new Map<string, string>()
  /** Files that are kept already: of an earlier visit, or of this one. */
  const keysOfFiles = new WeakMap<File, string>()
  let position = 0
  let isRefused = false
  // One after the other, so that a file that is done cannot be saved again by a write that came late.
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    const result = last.then(work).catch((error: unknown) => {
      if ((error as DOMException | null)?.name === 'QuotaExceededError' && !isRefused) {
        isRefused = true
        onRefused()
      }
      return otherwise
    })
    last = result
    return result
  }
  const remove = (keys: readonly string[]): Promise<void> =>
    change((uploads, files) => {
      for (const key of keys) {
        uploads.delete(key)
        files.delete(key)
      }
    })
  const interrupted = async (): Promise<readonly Entry[]> => {
    const all = await readSaved<Entry[]>(await opened(), 'uploads', (store) => store.getAll())
    const { held = [] } = await navigator.locks.query()
    const alive = new Set(held.map((lock) => lock.name))
    const ended = all.filter((entry) => !alive.has(lockName(entry.session)))
    const isOld = ({ savedAtMs }: Entry): boolean => savedAtMs < now() - WEEK_MS
    const old = ended.filter(isOld)
    if (old.length > 0) await remove(old.map(({ key }) => key))
    return inVisits(ended.filter((entry) => entry.scope === scope && !isOld(entry)))
  }
  /** Those that no other widget claims before, as entries of this visit. */
  const claimed = async (): Promise<readonly Entry[]> => {
    const found = await interrupted()
    const taken: Entry[] = []
    await change((uploads) => {
      for (const entry of found) {
        replace(uploads, entry.key, (present) => {
          if (present.session !== entry.session) return present
          position += 1
          const own = { ...present, session, position }
          taken.push(own)
          return own
        })
      }
    })
    onFound(0, 0)
    news.postMessage('taken')
    return taken
  }
  const kept = async ({ key, remoteUrl, purchase, source, material }: Entry): Promise<KeptRow | undefined> => {
    const rowId = nextId('file')
    if (remoteUrl !== undefined) return { rowId, source, material: { ...material, body: { remoteUrl } } }
    if (purchase !== undefined) return { rowId, source, material: { ...material, body: purchase } }
    const content = await readSaved<{ file: File } | undefined>(await opened(), 'files', (store) => store.get(key))
    if (!content) return undefined
    keysOfFiles.set(content.file, key)
    return { rowId, source, material: { ...material, body: content.file } }
  }
  const tell = (): Promise<void> =>
    inOrder(async () => {
      const found = await interrupted()
      onFound(found.length, found.filter(({ purchase }) => purchase !== undefined).length)
    }, undefined)
  news.onmessage = () => void tell()
  void tell()

  return {
    save: ({ rowId, source, material: { body, ...material } }) =>
      inOrder(async () => {
        const file = 'lastModified' in body ? body : undefined
        if (file && file.size > MAX_SAVED_BYTES) return
        const key = keysOfRows.get(rowId) ?? (file && keysOfFiles.get(file)) ?? crypto.randomUUID()
        position += 1
        const entry: Entry = {
          ...{ key, session, scope, position, source, material, savedAtMs: now() },
          ...('remoteUrl' in body ? { remoteUrl: body.remoteUrl } : {}),
          ...('isParametersOnly' in body ? { purchase: body } : {}),
        }
        await change((uploads, files) => {
          const present: IDBRequest<Entry | undefined> = uploads.get(key)
          // What replaces a copy (a picture that has been made smaller) keeps its place.
          present.onsuccess = () => uploads.put({ ...entry, position: present.result?.position ?? entry.position })
          if (file && keysOfFiles.get(file) !== key) files.put({ key, file })
        })
        keysOfRows.set(rowId, key)
        if (file) keysOfFiles.set(file, key)
      }, undefined),
    confirm: (rowId, resume) =>
      inOrder(async () => {
        const key = keysOfRows.get(rowId)
        if (key === undefined) return
        await change((uploads) =>
          replace(uploads, key, (entry) => ({ ...entry, material: { ...entry.material, resume } })),
        )
      }, undefined),
    forget: (rowIds) =>
      inOrder(async () => {
        const keys = rowIds.flatMap((rowId) => keysOfRows.get(rowId) ?? [])
        for (const rowId of rowIds) keysOfRows.delete(rowId)
        if (keys.length > 0) await remove(keys)
      }, undefined),
    order: (rowIds) =>
      inOrder(async () => {
        const keys = rowIds.flatMap((rowId) => keysOfRows.get(rowId) ?? [])
        const before = position
        position += keys.length
        await change((uploads) => {
          for (const [index, key] of keys.entries()) {
            replace(uploads, key, (entry) => ({ ...entry, position: before + index + 1 }))
          }
        })
      }, undefined),
    take: () =>
      inOrder<readonly KeptRow[]>(async () => {
        const rows: KeptRow[] = []
        for (const entry of await claimed()) {
          const row = await kept(entry)
          if (!row) continue
          keysOfRows.set(row.rowId, entry.key)
          rows.push(row)
        }
        return rows
      }, []),
    discard: () => inOrder(async () => remove((await claimed()).map(({ key }) => key)), undefined),
    close() {
      end.resolve()
      news.close()
      void last.then(async () => (await database)?.close()).catch(() => undefined)
    },
  }
}

function lockName(session: string): string {
  return `${NAME}/${session}`
}

/** Writes what became of an entry; an entry that has gone stays gone. */
function replace(uploads: IDBObjectStore, key: string, changed: (entry: Entry) => Entry): void {
  const present: IDBRequest<Entry | undefined> = uploads.get(key)
  present.onsuccess = () => present.result && uploads.put(changed(present.result))
}

/** Visit by visit, the oldest first, each in its order. */
function inVisits(entries: readonly Entry[]): readonly Entry[] {
  const begun = new Map<string, number>()
  for (const { session, savedAtMs } of entries) {
    begun.set(session, Math.min(savedAtMs, begun.get(session) ?? savedAtMs))
  }
  const beginOf = (entry: Entry): number => begun.get(entry.session) ?? 0
  return entries.toSorted((one, other) =>
    one.session === other.session ? one.position - other.position : beginOf(one) - beginOf(other),
  )
}
