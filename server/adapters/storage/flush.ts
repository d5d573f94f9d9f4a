/** Flushing of files and folders to the disk, with as few calls as the promise allows. */
import { closeSync, fsync, openSync } from 'node:fs'
import { promisify } from 'node:util'

const flushFile = promisify(fsync)

/** Opening and closing take microseconds, a round trip through the thread pool takes longer: only flushing waits. */
export async function flush(path: string): Promise<void> {
  const file = openSync(path, 'r')
  try {
    await flushFile(file)
  } finally {
    closeSync(file)
  }
}

interface Flushing {
  readonly done: Promise<void>
  /** One that begins when this one is done, for all who came meanwhile: this one may have missed their entries. */
  next: Promise<void> | null
}

/** Flushes folders; those who ask for the same one while it is being flushed share the flush after that. */
export function folderFlush(): (path: string) => Promise<void> {
  const underWay = new Map<string, Flushing>()

  function start(path: string): Promise<void> {
    const flushing: Flushing = {
      done: flush(path).finally(() => {
        if (underWay.get(path) === flushing) underWay.delete(path)
      }),
      next: null,
    }
    underWay.set(path, flushing)
    return flushing.done
  }

  return (path) => {
    const current = underWay.get(path)
    if (current === undefined) return start(path)
    const again = () => start(path)
    current.next ??= current.done.then(again, again)
    return current.next
  }
}
