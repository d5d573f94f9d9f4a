/** Runs the real launcher, as somebody at a terminal or a service manager does. */
import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const LAUNCHER = fileURLToPath(new URL('../../server/bin/tintype.mjs', import.meta.url))

export interface Finished {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface TintypeProcess {
  readonly child: ChildProcess
  /** Resolves when standard output has matched; rejects when the process ends before. */
  saw(pattern: RegExp): Promise<RegExpExecArray>
  readonly finished: Promise<Finished>
}

export interface ProcessOptions {
  /** Undefined takes away what this process has. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly directory?: string
  /** On standard input; default: nothing. */
  readonly input?: string
  /** Of another tree than this one. */
  readonly launcher?: string
}

export function startTintype(args: readonly string[], options: ProcessOptions = {}): TintypeProcess {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TINTYPE_'))
  const child = spawn(process.execPath, [options.launcher ?? LAUNCHER, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), ...options.env },
    ...(options.directory !== undefined && { cwd: options.directory }),
  })
  child.stdin.end(options.input ?? '')
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    stdout += part
    for (const watch of watchers) watch()
  })
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    stderr += part
  })
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, stdout, stderr }))
  })
  return {
    child,
    finished,
    saw: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          const match = pattern.exec(stdout)
          if (match === null) return
          watchers.delete(watch)
          resolve(match)
        }
        watchers.add(watch)
        watch()
        void finished.then(() => reject(new Error(`it ended before ${pattern}:\n${stdout}\n${stderr}`)))
      }),
  }
}

export function runTintype(args: readonly string[], options: ProcessOptions = {}): Promise<Finished> {
  return startTintype(args, options).finished
}
