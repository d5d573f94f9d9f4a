/**
 * The queue, on headless Uppy: which files run, how many at once, what stops. It knows neither options nor screens; the
 * transfer itself is given in (`run`). No other file names the package.
 *
 * A file that fails or pauses leaves Uppy's queue and comes back when it is to run again, because Uppy otherwise tries
 * failed files by itself with the next batch.
 */
import { Uppy } from '@uppy/core'

export interface EngineOptions {
  /** Files at the same time. */
  readonly concurrency: number
  /** Transfers one file; its rejection is the file's failure. */
  readonly run: (id: string, signal: AbortSignal) => Promise<void>
  /** Place of a file in the queue as it is now: of those that wait the first one is next. */
  readonly placeOf?: (id: string) => number
}

export interface UploadEngine {
  /** Queues files and starts them, in this order. What already runs is left alone. */
  start(ids: readonly string[]): void
  /** Stops files at once; their `run` sees an aborted signal. */
  stop(ids: readonly string[]): void
  isRunning(id: string): boolean
  destroy(): void
}

type Meta = { readonly rowId: string }
type Body = Record<string, never>

const SILENT = { debug: () => undefined, warn: () => undefined, error: () => undefined }

export function createUploadEngine({ concurrency, ...given }: EngineOptions): UploadEngine {
  // A timer of Uppy's own, 3 s after its start, keeps an ended engine alive for so long; but not the widget behind it.
  let host: Pick<EngineOptions, 'run' | 'placeOf'> | undefined = given
  const uppy = new Uppy<Meta, Body>({ autoProceed: false, logger: SILENT })
  uppy.setState({ capabilities: { ...uppy.getState().capabilities, individualCancellation: true } })
  const controllers = new Map<string, AbortController>()
  const uppyIds = new Map<string, string>()
  const waiting: { readonly rowId: string; readonly go: () => void }[] = []
  let running = 0

  const slot = async (rowId: string): Promise<void> => {
    if (running >= concurrency) await new Promise<void>((go) => waiting.push({ rowId, go }))
    else running += 1
  }
  const placeOf = (rowId: string): number => host?.placeOf?.(rowId) ?? 0
  /** The place of one that has ended goes to the next as it is: nobody can come in between. */
  const release = (): void => {
    const next = waiting.reduce((first, _, index) => {
      const [one, other] = [waiting[first], waiting[index]]
      return one && other && placeOf(other.rowId) < placeOf(one.rowId) ? index : first
    }, 0)
    const [chosen] = waiting.splice(next, 1)
    if (chosen) chosen.go()
    else running -= 1
  }
  const forget = (rowId: string): void => {
    const id = uppyIds.get(rowId)
    uppyIds.delete(rowId)
    controllers.delete(rowId)
    if (id !== undefined && uppy.getFile(id)) uppy.removeFile(id)
  }

  const runOne = async (uppyId: string): Promise<void> => {
    const rowId = uppy.getFile(uppyId)?.meta.rowId
    const controller = rowId === undefined ? undefined : controllers.get(rowId)
    if (rowId === undefined || !controller) return
    await slot(rowId)
    try {
      if (!controller.signal.aborted) await host?.run(rowId, controller.signal)
    } finally {
      release()
      if (controllers.get(rowId) === controller) forget(rowId)
    }
  }

  uppy.addUploader(async (ids) => {
    uppy.emit('upload-start', uppy.getFilesByIds(ids))
    await Promise.allSettled(ids.map(runOne))
  })
  uppy.on('file-removed', (file) => controllers.get(file.meta.rowId)?.abort())

  return {
    start(ids) {
      for (const rowId of ids) {
        if (controllers.has(rowId)) continue
        controllers.set(rowId, new AbortController())
        // Uppy makes a file's identity from name, type and size: the row's id as name keeps equal files apart.
        uppyIds.set(rowId, uppy.addFile({ name: rowId, data: new Blob(), meta: { rowId } }))
      }
      void uppy.upload()
    },
    stop(ids) {
      for (const rowId of ids) {
        const controller = controllers.get(rowId)
        forget(rowId)
        controller?.abort()
      }
    },
    isRunning: (id) => controllers.has(id),
    destroy() {
      for (const controller of controllers.values()) controller.abort()
      controllers.clear()
      uppyIds.clear()
      waiting.length = 0
      uppy.destroy()
      host = undefined
    },
  }
}
