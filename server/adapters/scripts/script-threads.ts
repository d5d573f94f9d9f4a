/**
 * Scripts in threads, each in one of its own that ends with it: nothing of a script is left for the next, and one that
 * does not stop is stopped from outside. The thread is bounded as well as the engine in it.
 */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { OverloadedError } from '../../errors/media-errors.ts'
import { ScriptError } from '../../errors/script-error.ts'
import type { Script, ScriptOutcome, ScriptRunner } from '../../ports/script-runner.ts'
import type { ScriptAnswer, ScriptLimits } from './run-in-quickjs.ts'
import type { ScriptMessage, ScriptTask } from './script-worker.ts'

// As for render children: which file of the build holds this line is the bundler's business.
const FROM_SOURCES = import.meta.url.endsWith('.ts')
const PACKAGE = dirname(createRequire(import.meta.url).resolve('@tintype/server/package.json'))
const FOLDER = 'adapters/scripts'
const ENTRY = join(PACKAGE, FROM_SOURCES ? `${FOLDER}/script-worker.ts` : `dist/${FOLDER}/script-worker.js`)

export interface ScriptThreadsOptions extends ScriptLimits {
  /** At the same time; the others wait. */
  readonly threads: number
  /** More are refused at once. */
  readonly mostWaiting: number
  /** Of the code. */
  readonly codeCharacters: number
}

export const SCRIPT_DEFAULTS: ScriptThreadsOptions = {
  threads: 2,
  mostWaiting: 32,
  codeCharacters: 20_000,
  timeLimitMs: 1_000,
  memoryBytes: 16 * 1_048_576,
  stackBytes: 256 * 1_024,
  resultCharacters: 1_000_000,
}

/** For starting the thread and the engine: about 0.15 s beside two other busy processes on two cores. */
const START_MS = 20_000
/** What the engine is given to notice its deadline. */
const GRACE_MS = 500

export function scriptThreads(given: Partial<ScriptThreadsOptions> = {}): ScriptRunner {
  const options = { ...SCRIPT_DEFAULTS, ...given }
  const workers = new Set<Worker>()
  const waiting: (() => void)[] = []
  let busy = 0
  let isClosed = false

  async function turn(signal: AbortSignal): Promise<void> {
    if (busy < options.threads) {
      busy += 1
      return
    }
    if (waiting.length >= options.mostWaiting) throw new OverloadedError(1)
    await new Promise<void>((resolve, reject) => {
      const abort = () => {
        waiting.splice(waiting.indexOf(go), 1)
        reject(signal.reason)
      }
      const go = () => {
        signal.removeEventListener('abort', abort)
        resolve()
      }
      signal.addEventListener('abort', abort, { once: true })
      waiting.push(go)
    })
  }

  /** The place goes to the next in line, or becomes free. */
  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) busy -= 1
    else next()
  }

  async function runInThread(script: Script, signal: AbortSignal): Promise<ScriptAnswer> {
    signal.throwIfAborted()
    const { timeLimitMs, memoryBytes, stackBytes, resultCharacters } = options
    const task: ScriptTask = { script, limits: { timeLimitMs, memoryBytes, stackBytes, resultCharacters } }
    const worker = new Worker(ENTRY, {
      workerData: task,
      env: {},
      stdin: false,
      execArgv: FROM_SOURCES ? ['--conditions=tintype-source', '--no-warnings'] : ['--no-warnings'],
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8 },
    })
    workers.add(worker)
    let timer: NodeJS.Timeout | undefined
    let stop: (() => void) | undefined
    try {
      return await new Promise<ScriptAnswer>((resolve, reject) => {
        stop = () => reject(signal.reason)
        signal.addEventListener('abort', stop, { once: true })
        timer = setTimeout(() => reject(new OverloadedError(1)), START_MS)
        worker.on('message', (message: ScriptMessage) => {
          if (message !== 'ready') return resolve(message)
          clearTimeout(timer)
          const late: ScriptAnswer = { failure: `it ran longer than ${timeLimitMs} ms` }
          timer = setTimeout(() => resolve(late), timeLimitMs + GRACE_MS)
        })
        worker.once('error', reject)
        worker.once('exit', () => reject(new Error('The thread of a script has ended')))
      })
    } finally {
      clearTimeout(timer)
      if (stop !== undefined) signal.removeEventListener('abort', stop)
      workers.delete(worker)
      await worker.terminate()
    }
  }

  return {
    async run(script, { signal }): Promise<ScriptOutcome> {
      signal.throwIfAborted()
      if (script.code.length > options.codeCharacters) {
        throw new ScriptError(`Script ${script.name} is longer than ${options.codeCharacters} characters`)
      }
      await turn(signal)
      try {
        if (isClosed) throw new Error('Scripts are not run any more')
        const answer = await runInThread(script, signal)
        if ('failure' in answer) throw new ScriptError(`Script ${script.name} failed: ${answer.failure}`)
        return answer.outcome
      } finally {
        leave()
      }
    },
    async close() {
      isClosed = true
      await Promise.all([...workers].map((worker) => worker.terminate()))
    },
  }
}
