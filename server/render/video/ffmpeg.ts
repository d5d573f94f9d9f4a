/**
 * Runs the ffmpeg program: arguments as a list, an environment without secrets, a time limit, a bound on what it writes,
 * killed when its caller leaves or the server ends. What it says goes to the log and never to a caller.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { setPriority } from 'node:os'
import type { Readable, Writable } from 'node:stream'
import {
  CorruptMediaError,
  LimitExceededError,
  RenderTimeoutError,
  UnsupportedFormatError,
} from '../../errors/media-errors.ts'
import { StorageFullError } from '../../errors/request-errors.ts'
import { confinement, NOT_STARTED } from './confinement.ts'

export interface FfmpegRun {
  readonly parameters: readonly string[]
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** The file that it writes, and how long that may become. */
  readonly output?: { readonly path: string; readonly mostBytes: number }
  /** Writes what it reads from `pipe:0`; the pipe is closed when this resolves. */
  readonly feed?: (input: Writable) => Promise<void>
  /** Takes what it writes to `pipe:1`. */
  readonly drain?: (output: Readable) => Promise<void>
}

export interface Ffmpeg {
  /**
   * @throws CorruptMediaError, UnsupportedFormatError (the program or an encoder is missing), RenderTimeoutError,
   * LimitExceededError, StorageFullError, the signal's reason
   */
  run(run: FfmpegRun): Promise<void>
  /** Kills what runs; resolves when nothing does. */
  close(): Promise<void>
}

export const WITHOUT_FFMPEG = 'Video and audio need the program ffmpeg, which this server does not have'
const COMMON = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y']
const STDERR_KEPT = 4000
const WATCH_EVERY_MS = 250
/** Pictures are made for people who wait, videos for the queue: they go first. */
const NICENESS = 10

export function createFfmpeg({ program = 'ffmpeg' }: { readonly program?: string | undefined }): Ffmpeg {
  const running = new Set<{ readonly child: ChildProcess; readonly ended: Promise<void> }>()
  let closed = false

  async function run({ parameters, ...options }: FfmpegRun): Promise<void> {
    const confine = await confinement()
    options.signal?.throwIfAborted()
    if (closed) throw closingError()
    const [command, all] = confine(program, [...COMMON, ...parameters])
    const child = spawn(command, all, {
      stdio: [options.feed ? 'pipe' : 'ignore', options.drain ? 'pipe' : 'ignore', 'pipe'],
      env: { PATH: process.env.PATH ?? '', LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH ?? '' },
    })
    const ended = outcomeOf(child, options, () => closed)
    const entry = { child, ended: ended.catch(() => {}) }
    running.add(entry)
    try {
      await ended
    } finally {
      running.delete(entry)
    }
  }

  return {
    run,
    async close() {
      closed = true
      for (const { child } of running) child.kill('SIGKILL')
      await Promise.all([...running].map(({ ended }) => ended))
    },
  }
}

async function outcomeOf(
  child: ChildProcess,
  { timeoutMs, signal, output, feed, drain }: Omit<FfmpegRun, 'parameters'>,
  isClosed: () => boolean,
): Promise<void> {
  let stderr = ''
  let ending: unknown = null
  const end = (reason: unknown) => {
    ending ??= reason
    child.kill('SIGKILL')
  }
  const exit = new Promise<{ readonly code: number | null; readonly failure: Error | null }>((resolve) => {
    child.once('error', (failure) => resolve({ code: null, failure }))
    child.once('close', (code) => resolve({ code, failure: null }))
  })
  child.stderr?.setEncoding('utf8').on('data', (part: string) => {
    stderr = (stderr + part).slice(-STDERR_KEPT)
  })
  // A program that ended early tells by its exit why; the broken pipe says nothing.
  child.stdin?.on('error', () => {})
  child.stdout?.on('error', () => {})
  lowerPriority(child)

  const onAbort = () => end(signal?.reason)
  signal?.addEventListener('abort', onAbort, { once: true })
  const late = () => end(new RenderTimeoutError(`The video took longer than the limit of ${timeoutMs / 1000} seconds`))
  const timer = setTimeout(late, timeoutMs)
  const watch = output === undefined ? null : setInterval(() => void check(output, end), WATCH_EVERY_MS)
  const streams = Promise.all([
    feed === undefined || child.stdin === null ? null : feed(child.stdin).then(() => child.stdin?.end(), end),
    drain === undefined || child.stdout === null ? null : drain(child.stdout).catch(end),
  ])
  try {
    const { code, failure } = await exit
    await streams
    if (code === 0 && ending === null) return
    // Killed by us there is no code; with one it ended by itself, and knows better than a broken pipe.
    if (signal?.aborted === true) throw signal.reason
    if (code === null && ending !== null) throw ending
    if (isClosed()) throw closingError()
    throw errorOf(code, failure, stderr)
  } finally {
    signal?.removeEventListener('abort', onAbort)
    clearTimeout(timer)
    if (watch !== null) clearInterval(watch)
  }
}

async function check(
  { path, mostBytes }: NonNullable<FfmpegRun['output']>,
  end: (reason: unknown) => void,
): Promise<void> {
  const bytes = await stat(path).then(
    ({ size }) => size,
    // Not begun yet, or gone with the caller.
    () => 0,
  )
  if (bytes > mostBytes) end(new LimitExceededError(`The video would be larger than the limit of ${mostBytes} bytes`))
}

function lowerPriority({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, NICENESS)
  } catch {
    // It ended already, or the system has no priorities.
  }
}

function errorOf(code: number | null, failure: Error | null, stderr: string): Error {
  const cause = failure ?? new Error(`ffmpeg ended with ${code ?? 'a signal'}: ${stderr}`)
  if ((failure !== null && 'code' in failure && failure.code === 'ENOENT') || NOT_STARTED.has(code)) {
    return new UnsupportedFormatError(WITHOUT_FFMPEG, { cause })
  }
  if (/No space left on device|Disk quota exceeded/i.test(stderr)) return new StorageFullError({ cause })
  const [, encoder] = /Unknown encoder '([\w-]{1,40})'/.exec(stderr) ?? []
  if (encoder !== undefined) {
    return new UnsupportedFormatError(`The program ffmpeg of this server lacks the encoder ${encoder}`, { cause })
  }
  if (/Empty output/.test(stderr))
    return new CorruptMediaError('The file has nothing in that part of its time', { cause })
  if (/matches no streams/.test(stderr)) {
    return new UnsupportedFormatError('The file has no pictures, or no sound, of which that could be made', { cause })
  }
  if (/Cannot allocate memory|malloc of size/i.test(stderr)) {
    return new LimitExceededError('The video needs more memory than the server gives it', { cause })
  }
  return new CorruptMediaError('The video cannot be decoded', { cause })
}

function closingError(): Error {
  return new Error('The server is closing')
}
