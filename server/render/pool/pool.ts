/**
 * The child processes that touch untrusted bytes. At most `concurrency` jobs run at a time and their estimated memory
 * stays within a budget; a bounded line waits; the rest is refused at once. A job that takes too long, or whose
 * last caller left, is ended by killing its child; a child that dies takes only its own job with it.
 */
import { CorruptMediaError, OverloadedError, RenderTimeoutError } from '../../errors/media-errors.ts'
import type { Log } from '../../ports/log.ts'
import { PoolChild } from './child-process.ts'
import { fromFailure } from './failure.ts'
import type { ChildAnswer, JobInput, JobKind, JobOutput, MediaLimits, Role } from './protocol.ts'
import { WaitingLine } from './waiting-line.ts'

export interface RenderPoolOptions {
  /** Jobs at a time; one per core is right. */
  readonly concurrency: number
  /** Jobs that may wait, for each that may run. */
  readonly waitingPerSlot: number
  /** Sum of the estimates of the running jobs. One job may always run, whatever it is estimated at. */
  readonly memoryBudgetBytes: number
  /** From the moment a child takes the job. */
  readonly timeoutMs: number
  readonly limits: MediaLimits
  /** Path of the fonts.conf for text. */
  readonly fontConfiguration: string
  readonly log: Log
}

export interface JobOptions {
  readonly role: Role
  readonly costBytes: number
  /** How many times the time limit it may take; default 1. */
  readonly timeFactor?: number
  readonly signal?: AbortSignal
  /** Undoes what a job that was cut off may have left; one that fails by itself leaves nothing. */
  readonly cleanUp?: () => Promise<void>
}

interface Job {
  readonly id: number
  readonly kind: JobKind
  readonly input: unknown
  readonly options: JobOptions
  readonly resolve: (output: unknown) => void
  readonly reject: (error: unknown) => void
  readonly onAbort: () => void
}

interface Running {
  readonly job: Job
  readonly child: PoolChild
  readonly startedAt: number
  timer: NodeJS.Timeout
  /** The child has the job. */
  taken: boolean
  /** Why its child is being killed. */
  ending: Error | null
}

/** A job whose caller left may end by itself within this time: cheaper than a new child for the next one. */
const ABORT_GRACE_MS = 50
/** Beyond the time limit, for a child that must be started first. */
const START_MS = 10_000
/** Children for rare formats leave after this; raster children stay. */
const IDLE_MS = 30_000
/** A child that grew beyond this is replaced: WebAssembly codecs never give memory back. */
const RECYCLE_BYTES = 400 * 1_048_576

export class RenderPool {
  readonly #options: RenderPoolOptions
  readonly #line = new WaitingLine<Job>()
  readonly #running = new Map<number, Running>()
  readonly #idle = new Map<PoolChild, NodeJS.Timeout | null>()
  #usedBytes = 0
  #nextId = 1
  #closed = false
  #averageMs = 100

  constructor(options: RenderPoolOptions) {
    this.#options = options
  }

  get limits(): MediaLimits {
    return this.#options.limits
  }

  /** Starts a child ahead of the first job. */
  warmUp(): void {
    if (this.#idle.size + this.#running.size === 0 && !this.#closed) this.#putIdle(this.#start('raster'))
  }

  /** @throws OverloadedError, RenderTimeoutError, CorruptMediaError and whatever the job itself finds; the signal's reason. */
  run<K extends JobKind>(kind: K, input: JobInput<K>, options: JobOptions): Promise<JobOutput<K>> {
    const { signal } = options
    if (this.#closed) return Promise.reject(new Error('The render pool is closed'))
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#line.length >= this.#options.concurrency * this.#options.waitingPerSlot) {
      return Promise.reject(new OverloadedError(this.#secondsUntilRoom()))
    }
    return new Promise((resolve, reject) => {
      const job: Job = {
        id: this.#nextId++,
        kind,
        input,
        options,
        resolve: resolve as (output: unknown) => void,
        reject,
        onAbort: () => this.#abort(job),
      }
      signal?.addEventListener('abort', job.onAbort, { once: true })
      this.#line.add(job, options.costBytes)
      this.#advance()
    })
  }

  /** Ends everything at once; what runs or waits is rejected. */
  async close(): Promise<void> {
    this.#closed = true
    const closing = new Error('The render pool is closing')
    for (const job of this.#line.takeAll()) job.reject(closing)
    for (const [child, timer] of this.#idle) {
      if (timer !== null) clearTimeout(timer)
      child.kill()
    }
    this.#idle.clear()
    for (const running of this.#running.values()) this.#kill(running, closing)
    while (this.#running.size > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  }

  #advance(): void {
    while (this.#running.size < this.#options.concurrency) {
      const free =
        this.#running.size === 0 ? Number.POSITIVE_INFINITY : this.#options.memoryBudgetBytes - this.#usedBytes
      const job = this.#line.takeFitting(free)
      if (job === undefined) return
      this.#begin(job)
    }
  }

  #begin(job: Job): void {
    const child = this.#takeIdle(job.options.role) ?? this.#start(job.options.role)
    this.#usedBytes += job.options.costBytes
    const running: Running = {
      job,
      child,
      startedAt: performance.now(),
      timer: setTimeout(() => this.#timeOut(running), this.#timeoutOf(job) + START_MS),
      taken: false,
      ending: null,
    }
    this.#running.set(job.id, running)
    child.send({ id: job.id, kind: job.kind, input: job.input })
  }

  #start(role: Role): PoolChild {
    const { limits, fontConfiguration } = this.#options
    const child: PoolChild = new PoolChild(
      { role, limits, fontConfiguration },
      {
        onAnswer: (answer) => this.#answered(child, answer),
        onTaken: (id) => this.#markTaken(id),
        onExit: (exit) => this.#exited(child, exit),
      },
    )
    return child
  }

  #answered(child: PoolChild, message: ChildAnswer): void {
    const running = this.#running.get(message.id)
    if (running === undefined) return
    this.#finish(running)
    if (message.memoryBytes > RECYCLE_BYTES || this.#closed || running.ending !== null) child.kill()
    else this.#putIdle(child)
    this.#settle(running, message)
    this.#advance()
  }

  #markTaken(id: number): void {
    const running = this.#running.get(id)
    if (running === undefined) return
    running.taken = true
    clearTimeout(running.timer)
    running.timer = setTimeout(() => this.#timeOut(running), this.#timeoutOf(running.job))
  }

  #settle({ job, ending, startedAt }: Running, message: ChildAnswer): void {
    this.#averageMs += (performance.now() - startedAt - this.#averageMs) / 16
    if (ending !== null) this.#reject(job, ending)
    else if (job.options.signal?.aborted) this.#reject(job, job.options.signal.reason)
    else if ('output' in message) job.resolve(message.output)
    else {
      this.#options.log.debug({ kind: job.kind, failure: message.failure.detail }, 'A render job failed')
      job.reject(fromFailure(message.failure))
    }
  }

  #exited(child: PoolChild, { wasReady, description }: { wasReady: boolean; description: string }): void {
    const timer = this.#idle.get(child)
    if (timer !== undefined && timer !== null) clearTimeout(timer)
    this.#idle.delete(child)
    const running = [...this.#running.values()].find((candidate) => candidate.child === child)
    if (running !== undefined) this.#lost(running, { wasReady, description })
    this.#advance()
  }

  #lost(running: Running, { wasReady, description }: { wasReady: boolean; description: string }): void {
    const { job, ending, taken } = running
    const { signal } = job.options
    this.#finish(running)
    if (ending === null && wasReady && !taken && !signal?.aborted) {
      // The child died while it was idle, before anybody noticed: the job is innocent.
      signal?.addEventListener('abort', job.onAbort, { once: true })
      this.#begin(job)
      return
    }
    if (ending === null) this.#options.log.warn({ kind: job.kind, description }, 'A render child died')
    this.#reject(job, ending ?? crashed(wasReady, description))
  }

  #timeoutOf({ options: { timeFactor = 1 } }: Job): number {
    return this.#options.timeoutMs * timeFactor
  }

  #timeOut(running: Running): void {
    const seconds = this.#timeoutOf(running.job) / 1000
    this.#kill(running, new RenderTimeoutError(`Rendering took longer than the limit of ${seconds} seconds`))
  }

  #abort(job: Job): void {
    if (this.#line.remove(job)) {
      job.reject(job.options.signal?.reason)
      return
    }
    const running = this.#running.get(job.id)
    if (running === undefined) return
    clearTimeout(running.timer)
    setTimeout(() => {
      if (this.#running.get(job.id) === running) this.#kill(running, job.options.signal?.reason as Error)
    }, ABORT_GRACE_MS)
  }

  #kill(running: Running, reason: Error): void {
    running.ending ??= reason
    running.child.kill()
  }

  #finish(running: Running): void {
    clearTimeout(running.timer)
    running.job.options.signal?.removeEventListener('abort', running.job.onAbort)
    this.#running.delete(running.job.id)
    this.#usedBytes -= running.job.options.costBytes
  }

  #reject(job: Job, error: unknown): void {
    const cleanUp = job.options.cleanUp ?? (() => Promise.resolve())
    cleanUp().then(
      () => job.reject(error),
      () => job.reject(error),
    )
  }

  #takeIdle(role: Role): PoolChild | undefined {
    for (const [child, timer] of this.#idle) {
      if (child.role !== role) continue
      if (timer !== null) clearTimeout(timer)
      this.#idle.delete(child)
      return child
    }
    return undefined
  }

  #putIdle(child: PoolChild): void {
    child.unref()
    const timer = child.role === 'raster' ? null : setTimeout(() => this.#retire(child), IDLE_MS).unref()
    this.#idle.set(child, timer)
  }

  #retire(child: PoolChild): void {
    this.#idle.delete(child)
    child.kill()
  }

  #secondsUntilRoom(): number {
    const jobsAhead = this.#line.length / this.#options.concurrency
    return Math.max(1, Math.ceil((jobsAhead * this.#averageMs) / 1000))
  }
}

function crashed(wasReady: boolean, description: string): Error {
  if (wasReady) return new CorruptMediaError('The file cannot be decoded')
  return new Error('A render child could not start', { cause: new Error(description) })
}
