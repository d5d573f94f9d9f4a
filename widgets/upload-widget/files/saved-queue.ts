/**
 * The part of the queue that survives a reload: files on their way and how much of them the server has confirmed, in
 * IndexedDB. Nothing secret is kept: no signature, no parameter.
 *
 * Each page visit is a session with a Web Lock of its name. Entries whose lock nobody holds belong to a visit that ended
 * in the middle; a widget of the same scope may take them over. Without Web Locks or IndexedDB (plain http, private
 * windows of some browsers) nothing is saved, and nothing else changes.
 */

export interface SavedFile extends SavedUpload {
  readonly file: File
}

/** What changes while a file is sent. It lies apart from the file, which is written once: writing a file again copies it. */
interface SavedUpload {
  readonly key: string
  readonly session: string
  readonly scope: string
  readonly uniqueUploadId: string
  readonly confirmedBytes: number
  readonly publicId?: string | undefined
  /** Milliseconds since 1970. */
  readonly savedAt: number
}

export interface SavedQueue {
  save(
    entry: Pick<SavedFile, 'file' | 'uniqueUploadId' | 'confirmedBytes' | 'publicId'> & { readonly rowId: string },
  ): Promise<void>
  confirm(rowId: string, confirmedBytes: number): Promise<void>
  forget(rowIds: readonly string[]): Promise<void>
  /** Files of visits that ended in the middle. */
  interrupted(): Promise<readonly SavedFile[]>
  /** Makes them those of this visit alone; what another widget took first is missing. */
  takeOver(entries: readonly SavedFile[]): Promise<readonly SavedFile[]>
  discard(entries: readonly SavedFile[]): Promise<void>
  close(): void
}

const DATABASE = 'tintype-upload-widget'
const UPLOADS = 'uploads'
const FILES = 'contents'
/** A copy on disk is made of every file; larger ones would cost more than another upload. */
const MAX_SAVED_BYTES = 2_000_000_000
/** Of an upload that nobody goes on with: its copy takes room on somebody's disk. */
const MAX_AGE_MS = 7 * 24 * 3_600_000

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
  const keysOfRows = new Map<string, string>()
  /** Of files that came from here, and so are kept already. */
  const keysOfFiles = new WeakMap<File, string>()
  // One after the other, so that a file that is done cannot be saved again by a write that came late.
  let last: Promise<unknown> = Promise.resolve()
  const inOrder = <Result>(work: () => Promise<Result>, otherwise: Result): Promise<Result> => {
    const result = last.then(work).catch(() => otherwise)
    last = result
    return result
  }
  const removed = async (keys: readonly string[]): Promise<void> => {
    if (keys.length === 0) return
    await change(await open(), (uploads, files) => {
      for (const key of keys) {
        uploads.delete(key)
        files.delete(key)
      }
    })
  }

  /** Those that no other widget claimed before. */
  const claimed = async (entries: readonly SavedFile[]): Promise<readonly SavedFile[]> => {
    const taken: SavedFile[] = []
    await change(await open(), (uploads) => {
      for (const entry of entries) {
        replace(uploads, entry.key, (present) => {
          if (present.session !== entry.session) return present
          taken.push(entry)
          return { ...present, session }
        })
      }
    })
    return taken
  }

  return {
    save: ({ rowId, file, uniqueUploadId, confirmedBytes, publicId }) =>
      inOrder(async () => {
        if (file.size > MAX_SAVED_BYTES) return
        const kept = keysOfFiles.get(file)
        const key = kept ?? crypto.randomUUID()
        const savedAt = Date.now()
        const upload: SavedUpload = { key, session, scope, uniqueUploadId, confirmedBytes, publicId, savedAt }
        await change(await open(), (uploads, files) => {
          uploads.put(upload)
          if (kept === undefined) files.put({ key, file })
        })
        keysOfRows.set(rowId, key)
      }, undefined),
    confirm: (rowId, confirmedBytes) =>
      inOrder(async () => {
        const key = keysOfRows.get(rowId)
        if (key === undefined) return
        await change(await open(), (uploads) => replace(uploads, key, (present) => ({ ...present, confirmedBytes })))
      }, undefined),
    forget: (rowIds) => inOrder(() => removed(rowIds.flatMap((rowId) => keysOfRows.get(rowId) ?? [])), undefined),
    interrupted: () =>
      inOrder(async () => {
        const all = await read<SavedUpload[]>(await open(), UPLOADS, (store) => store.getAll())
        const { held = [] } = await navigator.locks.query()
        const alive = new Set(held.map((lock) => lock.name))
        const left = all.filter((upload) => !alive.has(lockName(upload.session)))
        const isOld = ({ savedAt }: SavedUpload): boolean => savedAt < Date.now() - MAX_AGE_MS
        await removed(left.filter(isOld).map(({ key }) => key))
        const found: SavedFile[] = []
        for (const upload of left) {
          if (upload.scope !== scope || isOld(upload)) continue
          const kept = await read<{ file: File } | undefined>(await open(), FILES, (store) => store.get(upload.key))
          if (kept) found.push({ ...upload, file: kept.file })
        }
        return found
      }, []),
    takeOver: (entries) =>
      inOrder(async () => {
        const taken = await claimed(entries)
        for (const { file, key } of taken) keysOfFiles.set(file, key)
        return taken
      }, []),
    discard: (entries) => inOrder(async () => removed((await claimed(entries)).map(({ key }) => key)), undefined),
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
    const request = indexedDB.open(DATABASE, 2)
    request.onupgradeneeded = () => {
      for (const name of [...request.result.objectStoreNames]) request.result.deleteObjectStore(name)
      for (const name of [UPLOADS, FILES]) request.result.createObjectStore(name, { keyPath: 'key' })
    }
    request.onsuccess = () => {
      // A page with a later version may change it; this one saves nothing more then.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
}

function change(
  database: IDBDatabase,
  work: (uploads: IDBObjectStore, files: IDBObjectStore) => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction([UPLOADS, FILES], 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
    work(transaction.objectStore(UPLOADS), transaction.objectStore(FILES))
  })
}

function replace(uploads: IDBObjectStore, key: string, change: (present: SavedUpload) => SavedUpload): void {
  const request: IDBRequest<SavedUpload | undefined> = uploads.get(key)
  request.onsuccess = () => {
    if (request.result) uploads.put(change(request.result))
  }
}

function read<Result>(
  database: IDBDatabase,
  name: string,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(name, 'readonly').objectStore(name))
    request.onsuccess = () => resolve(request.result as Result)
    request.onerror = () => reject(request.error)
  })
}
