/**
 * Pictures are made smaller one at a time, in a worker where the page can have one, otherwise in the page itself, with a
 * pause for the page before each.
 *
 * Browsers run workers only from the page's own host. So the file that lies beside this part is used where the widgets
 * come from that host; a page that has them from another one can host a copy, or one line that imports it, and name it by
 * `reduceWorker`. No `blob:` is used, which many policies forbid. Decoding and encoding are asynchronous in browsers
 * either way; what the worker spares the page is scaling and the reading of bytes.
 */
import { debugOnce } from '../../kit/log.ts'
import { type ReducedPicture, reducePicture } from './reduce-picture.ts'
import hostedAddress from './reduce-worker.ts?worker&url'
import type { ReductionPlan } from './reduction-plan.ts'
import { type Answer, type Job, PROTOCOL } from './worker-messages.ts'

export interface Reducer {
  /** Rejects with the signal's reason when it is aborted; the turn of a file that waits is then free for the next. */
  reduce(file: Blob, plan: ReductionPlan, signal: AbortSignal): Promise<ReducedPicture>
  /** Where the last picture was worked on. */
  readonly place: 'worker' | 'page' | undefined
  destroy(): void
}

/** Longer without work, and the worker goes: its memory is that of the largest picture. */
const IDLE_MS = 20_000

/**
 * @param address of the worker's file on the page's own host, when the widgets come from another one
 * @param trust makes an address one that Trusted Types let through. It is given, not imported: a module that Lit and a part
 *   have in common would make the bundler take Lit out of the first script.
 */
export function createReducer(address?: string, trust: (address: string) => unknown = (plain) => plain): Reducer {
  let worker: Worker | null | undefined
  let place: Reducer['place']
  let idle: ReturnType<typeof setTimeout> | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let counter = 0

  const stop = (): void => {
    clearTimeout(idle)
    if (worker) worker.terminate()
    worker = worker === null ? null : undefined
  }
  const giveUp = (why: string): void => {
    stop()
    worker = null
    debugOnce(`Pictures are made smaller in the page itself: ${why}`)
  }
  const inWorker = async (active: Worker, file: Blob, plan: ReductionPlan): Promise<ReducedPicture | undefined> => {
    counter += 1
    const answer = await ask(active, { protocol: PROTOCOL, id: counter, file, plan })
    if (answer?.problem !== undefined) throw new Error(answer.problem)
    if (!answer?.picture) giveUp(answer ? 'the file of its worker is of another release' : 'its worker did not start')
    return answer?.picture
  }
  const work = async (file: Blob, plan: ReductionPlan, signal: AbortSignal): Promise<ReducedPicture> => {
    signal.throwIfAborted()
    clearTimeout(idle)
    worker ??= worker === undefined ? startWorker(address, trust, giveUp) : worker
    const picture = worker ? await inWorker(worker, file, plan) : undefined
    place = picture ? 'worker' : 'page'
    if (picture) {
      idle = setTimeout(stop, IDLE_MS)
      return picture
    }
    await new Promise((resolve) => setTimeout(resolve))
    return reducePicture(file, plan)
  }

  return {
    get place() {
      return place
    },
    reduce(file, plan, signal) {
      const result = turn.then(() => work(file, plan, signal))
      turn = result.catch(() => undefined)
      return abortable(result, signal)
    },
    destroy: stop,
  }
}

function startWorker(
  address: string | undefined,
  trust: (address: string) => unknown,
  giveUp: (why: string) => void,
): Worker | null {
  const url = new URL(address ?? hostedAddress, document.baseURI)
  if (url.origin !== location.origin) {
    giveUp(
      address === undefined ? 'the widgets come from another host; see reduceWorker' : `${url.href} is of another host`,
    )
    return null
  }
  try {
    return new Worker(trust(url.href) as string, { type: 'module', name: 'tintype' })
  } catch (error) {
    giveUp(error instanceof Error ? error.message : String(error))
    return null
  }
}

/** Undefined when the worker's file could not be loaded, or what came is no worker of ours. */
function ask(worker: Worker, job: Job): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const ends = new AbortController()
    const finish = (answer?: Answer): void => {
      ends.abort()
      resolve(answer)
    }
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => data.id === job.id && finish(data), ends)
    worker.addEventListener('error', () => finish(), ends)
    worker.postMessage(job)
  })
}

function abortable<Result>(result: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}
