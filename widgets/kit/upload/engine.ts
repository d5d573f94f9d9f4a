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
  /** Uppy copies its list of files with every file that comes or goes: it is given only what runs. */
  const waiting = new Set<string>()
  let running = 0

  const placeOf = (rowId: string): number => host?.placeOf?.(rowId) ?? 0
  const takeNext = (): string | undefined => {
    let first: string | undefined
    for (const rowId of waiting) if (first === undefined || placeOf(rowId) < placeOf(first)) first = rowId
    if (first !== undefined) waiting.delete(first)
    return first
  }
  const fill = (): void => {
    while (running < concurrency) {
      const rowId = takeNext()
      if (rowId === undefined) return
      running += 1
      // Uppy makes a file's identity from name, type and size: the row's id as name keeps equal files apart.
      uppyIds.set(rowId, uppy.addFile({ name: rowId, data: new Blob(), meta: { rowId } }))
      void uppy.upload().finally(() => {
        running -= 1
        fill()
      })
    }
  }
  const forget = (rowId: string): void => {
    const id = uppyIds.get(rowId)
    waiting.delete(rowId)
    uppyIds.delete(rowId)
    controllers.delete(rowId)
    if (id !== undefined && uppy.getFile(id)) uppy.removeFile(id)
  }

  const runOne = async (uppyId: string): Promise<void> => {
    const rowId = uppy.getFile(uppyId)?.meta.rowId
    const controller = rowId === undefined ? undefined : controllers.get(rowId)
    if (rowId === undefined || !controller) return
    try {
      if (!controller.signal.aborted) await host?.run(rowId, controller.signal)
    } finally {
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
        waiting.add(rowId)
      }
      fill()
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
      waiting.clear()
      uppy.destroy()
      host = undefined
    },
  }
}
