/**
 * `tintype dev`: serves with sample media, and starts the server again when its sources or its configuration file change.
 * The server is a child process, so that a start that fails leaves the watcher alive to try again at the next change.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, watch } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { configFiles } from '../config/read-config.ts'
import { packageFiles } from '../package-files.ts'
import type { Command } from './command.ts'
import { print, printError } from './output.ts'
import { addSamples, type SampleTarget } from './samples.ts'
import { configFromFlags, SETTING_FLAGS } from './setting-flags.ts'
import { stopRequested } from './stop-signals.ts'

/** Editors write a file in several steps. */
const SETTLE_MS = 150
const INTERRUPTED = 130

export const dev: Command = {
  summary: 'Starts the server with sample media, and again when its sources or configuration change',
  usage: 'dev [--port <port>] [--data <data>]',
  flags: SETTING_FLAGS,
  async run({ flags }) {
    // Refuses what is wrong before anything is started.
    configFromFlags(flags)
    const supervisor = supervise(argumentsOf(flags))
    const watching = new AbortController()
    watchSources(packageFiles().root, supervisor, watching.signal)
    watchConfiguration(flags.config, supervisor, watching.signal)
    await stopRequested(() => process.exit(INTERRUPTED))
    watching.abort()
    return supervisor.stop()
  },
}

interface Supervisor {
  restart(): void
  stop(): Promise<number>
}

function supervise(args: readonly string[]): Supervisor {
  let child: ChildProcess = start()
  let stopping = false
  let again = false

  function start(): ChildProcess {
    const main = join(packageFiles().root, import.meta.url.endsWith('.ts') ? 'cli/main.ts' : 'dist/cli/main.js')
    const started = spawn(process.execPath, [...process.execArgv, main, 'serve', ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    started.on('message', (message: { type?: string }) => {
      if (message.type === 'ready') void offerSamples(message as unknown as SampleTarget)
    })
    started.once('exit', (code) => {
      if (again) {
        again = false
        child = start()
      } else if (!stopping)
        print(`tintype: the server ended (status ${code}); waiting for a change of its sources or configuration`)
    })
    return started
  }

  return {
    restart() {
      if (child.exitCode !== null || child.signalCode !== null) child = start()
      else {
        again = true
        child.kill('SIGTERM')
      }
    },
    stop() {
      stopping = true
      again = false
      if (child.exitCode !== null) return Promise.resolve(0)
      const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 0)))
      child.kill('SIGTERM')
      return ended
    },
  }
}

async function offerSamples(target: SampleTarget): Promise<void> {
  try {
    const added = await addSamples(target)
    if (added.length > 0) print(`  Samples: ${added.map((url) => `\n    ${url}`).join('')}\n`)
  } catch (error) {
    printError(`tintype: the samples could not be added: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** In a source tree: a change of the server restarts it, a change of the widgets builds them. */
function watchSources(root: string, supervisor: Supervisor, signal: AbortSignal): void {
  if (!existsSync(join(root, 'cli/main.ts'))) return
  onChange(root, signal, () => {
    print('tintype: sources changed, starting again')
    supervisor.restart()
  })
  const widgets = join(dirname(root), 'widgets')
  const build = join(dirname(root), '.ci/build.mjs')
  if (existsSync(build) && existsSync(widgets)) onChange(widgets, signal, () => rebuild(build))
}

/** The folders are watched, not the files: editors put a new file in the place of the old one. */
function watchConfiguration(named: string | boolean | undefined, supervisor: Supervisor, signal: AbortSignal): void {
  const files = configFiles({ environment: process.env, ...(typeof named === 'string' && { file: named }) })
  const restart = settled(() => {
    print('tintype: configuration changed, starting again')
    supervisor.restart()
  })
  for (const folder of new Set(files.map((file) => dirname(file)))) {
    watch(folder, { signal }, (_event, name) => {
      if (files.includes(join(folder, String(name)))) restart()
    })
  }
}

function onChange(folder: string, signal: AbortSignal, act: () => void): void {
  const later = settled(act)
  watch(folder, { recursive: true, signal }, (_event, name) => {
    const path = String(name)
    const isSource = /\.(ts|css|js|json)$/.test(path)
    if (isSource && !path.split(sep).some((part) => part === 'dist' || part === 'node_modules' || part === 'docs'))
      later()
  })
}

function settled(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(act, SETTLE_MS)
  }
}

function rebuild(script: string): void {
  spawn(process.execPath, [script, 'widgets'], { stdio: 'inherit' })
}

function argumentsOf(flags: Readonly<Record<string, string | boolean>>): string[] {
  return Object.entries(flags).map(([name, value]) =>
    typeof value === 'string' ? `--${name}=${value}` : `--${value ? '' : 'no-'}${name}`,
  )
}
