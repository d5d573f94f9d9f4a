/** Objects whose key begins with one certain folder live in a storage of their own, under their whole key. */
import type { Storage } from '../../ports/storage.ts'

/** @param folder first segment of the keys that go to `apart` */
export function routedStorage(main: Storage, folder: string, apart: Storage): Storage {
  const prefix = `${folder}/`
  const of = (key: string) => (key.startsWith(prefix) ? apart : main)
  const bothLocal = main.localPath !== undefined && apart.localPath !== undefined
  const routed: Storage = {
    name: main.name,
    put: (key, body, options) => of(key).put(key, body, options),
    adopt: (key, localPath, options) => of(key).adopt(key, localPath, options),
    get: (key, options) => of(key).get(key, options),
    head: (key) => of(key).head(key),
    delete: (key) => of(key).delete(key),
    async *list(wanted) {
      if (wanted.startsWith(prefix)) yield* apart.list(wanted)
      else {
        yield* main.list(wanted)
        if (prefix.startsWith(wanted)) yield* apart.list(prefix)
      }
    },
  }
  // Either all objects have a path on this machine, or nobody may count on it.
  if (!bothLocal) return routed
  return { ...routed, localPath: (key) => of(key).localPath?.(key) ?? '' }
}
