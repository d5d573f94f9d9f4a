/**
 * One child process as seen from the server: it does one job at a time and can be killed. It gets an environment of
 * its own, without the server's secrets, in which the font configuration and the allocator are set before libvips
 * is loaded.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { createRequire, getCompileCacheDir } from 'node:module'
import { dirname, join } from 'node:path'
import type { ChildAnswer, ChildMessage, ChildSettings, JobMessage } from './protocol.ts'

// Run from sources the entry is TypeScript, which Node strips; run from the build it is JavaScript, and which of its
// files holds this line is the bundler's business: so the entry is named from the root of the package.
const FROM_SOURCES = import.meta.url.endsWith('.ts')
const PACKAGE = dirname(createRequire(import.meta.url).resolve('@tintype/server/package.json'))
const ENTRY = join(PACKAGE, FROM_SOURCES ? 'render/child.ts' : 'dist/render/child.js')
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LD_LIBRARY_PATH', 'NODE_V8_COVERAGE'] as const
/**
 * Pixels live outside of the heap; what lives in it is garbage after each job. With a small young generation a child
 * stays at 116 MB over thousands of jobs, with V8's own choice it grows to 165 MB at the same speed.
 */
const NODE_OPTIONS = ['--no-warnings', '--max-semi-space-size=4', '--max-old-space-size=512']
const STDERR_KEPT = 4000

export interface ChildOptions extends ChildSettings {
  /** Path of the fonts.conf that Pango and librsvg read. */
  readonly fontConfiguration: string
}

/** How a job or the child itself ended. */
export interface ChildEvents {
  readonly onAnswer: (answer: ChildAnswer) => void
  readonly onTaken: (id: number) => void
  /** `wasReady` tells a crash while working from a child that could not start. */
  readonly onExit: (exit: { readonly wasReady: boolean; readonly description: string }) => void
}

export class PoolChild {
  readonly role: ChildSettings['role']
  readonly #process: ChildProcess
  #wasReady = false
  #stderr = ''

  constructor(options: ChildOptions, events: ChildEvents) {
    this.role = options.role
    const settings: ChildSettings = { role: options.role, limits: options.limits }
    this.#process = fork(ENTRY, [JSON.stringify(settings)], {
      execArgv: FROM_SOURCES ? ['--conditions=tintype-source', ...NODE_OPTIONS] : NODE_OPTIONS,
      env: environment(options.fontConfiguration),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    this.#process.stderr?.on('data', (chunk: Buffer) => {
      this.#stderr = (this.#stderr + chunk.toString('utf8')).slice(-STDERR_KEPT)
    })
    this.#process.on('message', (message) => {
      const received = message as ChildMessage
      if ('ready' in received) this.#wasReady = true
      else if ('taken' in received) events.onTaken(received.taken)
      else events.onAnswer(received)
    })
    // 'error' is a failed spawn or send; 'exit' follows only when there was a process.
    this.#process.once('error', (error) => this.#end(events, error.message))
    this.#process.once('exit', (code, signal) => this.#end(events, `exit ${code ?? signal}: ${this.#stderr}`))
    this.unref()
  }

  send(message: JobMessage): void {
    this.#process.ref()
    this.#process.channel?.ref()
    // A child that died meanwhile reports itself by 'exit'.
    this.#process.send(message, () => {})
  }

  /** While it waits for work it does not keep the server's process alive. */
  unref(): void {
    this.#process.unref()
    this.#process.channel?.unref()
    const stderr = this.#process.stderr as (NodeJS.ReadableStream & { unref?: () => void }) | null
    stderr?.unref?.()
  }

  kill(): void {
    this.#process.kill('SIGKILL')
  }

  #ended = false
  #end(events: ChildEvents, description: string): void {
    if (this.#ended) return
    this.#ended = true
    events.onExit({ wasReady: this.#wasReady, description })
  }
}

function environment(fontConfiguration: string): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = {
    // Two arenas: lowest resident memory at the same CPU. sharp reads it too, hence its concurrency is set explicitly.
    MALLOC_ARENA_MAX: '2',
    FONTCONFIG_FILE: fontConfiguration,
    // Pango would otherwise look for a renderer's own defaults by locale.
    LC_ALL: 'C.UTF-8',
  }
  // The server's own, where it keeps compiled code; Node puts a folder for its version below it.
  const codeCache = getCompileCacheDir()
  if (codeCache !== undefined) kept.NODE_COMPILE_CACHE = dirname(codeCache)
  for (const name of KEPT_VARIABLES) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
