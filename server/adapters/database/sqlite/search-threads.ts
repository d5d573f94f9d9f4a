/**
 * Searches in threads of their own: one that takes long keeps no other request waiting. Threads are started when they are
 * first needed; each does one search at a time, and the rest wait in line.
 *
 * SQLite cannot be interrupted from here. A search that is given up is answered at once, but its thread goes on to the end
 * of its statement before it is replaced, so that such searches cannot take more than these threads.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { OverloadedError } from '../../../errors/media-errors.ts'
import { SearchTooExpensiveError } from '../../../errors/search-errors.ts'
import type { SearchQuery } from '../../../ports/search.ts'
import type { Found } from '../search/found.ts'
import type { ReadOnlyOptions } from './read-only.ts'

// As for render children: which file of the build holds this line is the bundler's business.
const FROM_SOURCES = import.meta.url.endsWith('.ts')
const PACKAGE = dirname(createRequire(import.meta.url).resolve('@tintype/server/package.json'))
const FOLDER = 'adapters/database/sqlite'
const ENTRY = join(PACKAGE, FROM_SOURCES ? `${FOLDER}/search-worker.ts` : `dist/${FOLDER}/search-worker.js`)

export type SearchAnswer = { readonly found: Found } | { readonly failure: string }

export interface SearchThreadsOptions extends ReadOnlyOptions {
  readonly threads: number
  /** From when it was asked for; then it is given up. */
  readonly timeLimitMs: number
  /** More are refused at once. */
  readonly mostWaiting: number
}

export interface SearchThreads {
  /** @throws SearchTooExpensiveError | OverloadedError | the reason of the signal */
  search(query: SearchQuery, signal?: AbortSignal): Promise<Found>
  close(): Promise<void>
}

interface Task {
  readonly query: SearchQuery
  settle(end: () => void): void
  readonly resolve: (found: Found) => void
  readonly reject: (reason: unknown) => void
}

interface Thread {
  readonly worker: Worker
  task: Task | null
}

export function searchThreads(options: SearchThreadsOptions): SearchThreads {
  const { threads: mostThreads, timeLimitMs, mostWaiting } = options
  const threads = new Set<Thread>()
  const waiting: Task[] = []
  let isClosed = false

  function start(): Thread {
    const { path, cacheBytes, busyTimeoutMs } = options
    const workerData: ReadOnlyOptions = { path, cacheBytes, busyTimeoutMs }
    const worker = new Worker(ENTRY, {
      workerData,
      execArgv: FROM_SOURCES ? ['--conditions=tintype-source', '--no-warnings'] : ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 4 },
    })
    worker.unref()
    const thread: Thread = { worker, task: null }
    worker.on('message', (answer: SearchAnswer) => {
      const task = thread.task
      thread.task = null
      worker.unref()
      if (task !== null) {
        task.settle(() => ('found' in answer ? task.resolve(answer.found) : task.reject(new Error(answer.failure))))
      }
      next()
    })
    let failure: unknown = new Error('A search thread has ended')
    worker.on('error', (error) => {
      failure = error
    })
    worker.on('exit', () => {
      threads.delete(thread)
      const task = thread.task
      task?.settle(() => task.reject(failure))
      next()
    })
    threads.add(thread)
    return thread
  }

  function next(): void {
    while (waiting.length > 0 && !isClosed) {
      const idle = [...threads].find(({ task }) => task === null)
      if (idle === undefined && threads.size >= mostThreads) return
      const task = waiting.shift() as Task
      const thread = idle ?? start()
      thread.task = task
      // While a search is under way its thread keeps the process alive.
      thread.worker.ref()
      thread.worker.postMessage(task.query)
    }
  }

  function giveUp(task: Task): void {
    const place = waiting.indexOf(task)
    if (place >= 0) waiting.splice(place, 1)
    const thread = [...threads].find((known) => known.task === task)
    if (thread !== undefined) void thread.worker.terminate()
  }

  return {
    search(query, signal) {
      return new Promise((resolve, reject) => {
        if (isClosed) throw new Error('The database is closed')
        signal?.throwIfAborted()
        if (waiting.length >= mostWaiting) throw new OverloadedError(1)
        let isSettled = false
        const settle = (end: () => void) => {
          if (isSettled) return
          isSettled = true
          clearTimeout(timer)
          signal?.removeEventListener('abort', abort)
          end()
        }
        const task: Task = { query, settle, resolve, reject }
        const stop = (reason: unknown) => {
          settle(() => reject(reason))
          giveUp(task)
        }
        const abort = () => stop(signal?.reason)
        const timer = setTimeout(() => stop(new SearchTooExpensiveError()), timeLimitMs)
        signal?.addEventListener('abort', abort)
        waiting.push(task)
        next()
      })
    },
    async close() {
      isClosed = true
      const gone = new Error('The database is closed')
      for (const task of waiting.splice(0)) task.settle(() => task.reject(gone))
      await Promise.all([...threads].map(({ worker }) => worker.terminate()))
    },
  }
}
