/**
 * The part of the queue that survives a reload: files on their way and how much of them the server has confirmed, in
 * IndexedDB. Nothing secret is kept: no signature, no parameter.
 *
 * Each page visit is a session with a Web Lock of its name. Entries whose lock nobody holds belong to a visit that ended
 * in the middle; a widget of the same scope may take them over. Without Web Locks or IndexedDB (plain http, private
 * windows of some browsers) nothing is saved, and nothing else changes.
 */

export interface SavedFile {
  readonly key: string
  readonly session: string
  readonly scope: string
  readonly rowId: string
  readonly file: File
  readonly uniqueUploadId: string
  readonly confirmedBytes: number
  readonly publicId?: string | undefined
}

export interface SavedQueue {
  save(entry: Omit<SavedFile, 'key' | 'session' | 'scope'>): Promise<void>
  confirm(rowId: string, confirmedBytes: number): Promise<void>
  forget(rowIds: readonly string[]): Promise<void>
  /** Files of visits that ended in the middle. */
  interrupted(): Promise<readonly SavedFile[]>
  /** Takes them out, for this visit alone; what another widget took first is missing. */
  takeOver(entries: readonly SavedFile[]): Promise<readonly SavedFile[]>
  close(): void
}

const DATABASE = 'tintype-upload-widget'
const STORE = 'files'
/** A copy on disk is made of every file; larger ones would cost more than another upload. */
const MAX_SAVED_BYTES = 2_000_000_000

export function openSavedQueue(scope: string): SavedQueue | undefined {
  if (typeof indexedDB === 'undefined' || typeof navigator === 'undefined' || !navigator.locks) return undefined
  const session = crypto.randomUUID()
  const end = Promise.withResolvers<void>()
  void navigator.locks.request(lockName(session), () => end.promise)
  let database: Promise<IDBDatabase> | undefined
  const open = (): Promise<IDBDatabase> => {
    database ??= openDatabase()
    return database
  }
  const keyOf = (rowId: string): string => `${session}/${rowId}`
  // One after the other, so that a file that is done cannot be saved again by a write that came late.
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    const result = last.then(work).catch(() => otherwise)
    last = result
    return result
  }

  return {
    save: (entry) =>
      inOrder(async () => {
        if (entry.file.size > MAX_SAVED_BYTES) return
        const saved: SavedFile = { ...entry, key: keyOf(entry.rowId), session, scope }
        await change(await open(), (store) => store.put(saved))
      }, undefined),
    confirm: (rowId, confirmedBytes) =>
      inOrder(async () => {
        const present = await read<SavedFile | undefined>(await open(), (store) => store.get(keyOf(rowId)))
        if (present) await change(await open(), (store) => store.put({ ...present, confirmedBytes }))
      }, undefined),
    forget: (rowIds) =>
      inOrder(async () => {
        await change(await open(), (store) => {
          for (const rowId of rowIds) store.delete(keyOf(rowId))
        })
      }, undefined),
    interrupted: () =>
      inOrder(async () => {
        const all = await read<SavedFile[]>(await open(), (store) => store.getAll())
        const { held = [] } = await navigator.locks.query()
        const alive = new Set(held.map((lock) => lock.name))
        return all.filter((entry) => entry.scope === scope && !alive.has(lockName(entry.session)))
      }, []),
    takeOver: (entries) =>
      inOrder(async () => {
        const taken: SavedFile[] = []
        await change(await open(), (store) => {
          for (const entry of entries) {
            const present = store.get(entry.key)
            present.onsuccess = () => {
              if (!present.result) return
              store.delete(entry.key)
              taken.push(entry)
            }
          }
        })
        return taken
      }, []),
    close() {
      end.resolve()
      void last.then(async () => (await database)?.close()).catch(() => undefined)
    },
  }
}

function lockName(session: string): string {
  return `${DATABASE}/${session}`
}

function openDatabase(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

function change(database: IDBDatabase, work: (store: IDBObjectStore) => unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
    work(transaction.objectStore(STORE))
  })
}

function read<Result>(database: IDBDatabase, ask: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(STORE, 'readonly').objectStore(STORE))
    request.onsuccess = () => resolve(request.result as Result)
    request.onerror = () => reject(request.error)
  })
}
