/** The two tables of the saved queue: uploads, which change, and their files, which do not. */

export type Change = (uploads: IDBObjectStore, files: IDBObjectStore) => unknown

const VERSION = 3
const STORES = ['uploads', 'files']

export function openSaved(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, VERSION)
    request.onupgradeneeded = () => {
      for (const store of [...request.result.objectStoreNames]) request.result.deleteObjectStore(store)
      for (const store of STORES) request.result.createObjectStore(store, { keyPath: 'key' })
    }
    // A page of an older version holds its own open: then this visit keeps nothing.
    request.onblocked = () => reject(new Error('The database is in use by an older page'))
    request.onsuccess = () => {
      // A page with a later version may change it; this one saves nothing more then.
      request.result.onversionchange = () => request.result.close()
      resolve(request.result)
    }
    request.onerror = () => reject(request.error)
  })
}

export function changeSaved(database: IDBDatabase, work: Change): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORES, 'readwrite')
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
    work(transaction.objectStore('uploads'), transaction.objectStore('files'))
  })
}

export function readSaved<Result>(
  database: IDBDatabase,
  name: 'uploads' | 'files',
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const request = ask(database.transaction(name, 'readonly').objectStore(name))
    request.onsuccess = () => resolve(request.result as Result)
    request.onerror = () => reject(request.error)
  })
}
