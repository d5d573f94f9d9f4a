#!/usr/bin/env node
/**
 * Starts Tintype on a fitting Node. Plain JavaScript without dependencies, because it must run on Node 20.
 *
 * Always spawns: `MALLOC_ARENA_MAX` and `UV_THREADPOOL_SIZE` count only when set before a process starts. Runs the
 * sources when they lie beside it, else the compiled files. Forwards signals and the exit status; when this process is
 * killed the child notices its closed channel and stops as well.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NODE_OPTIONS } from './node-options.mjs'

const OLDEST_NODE = 24
const packageFolder = dirname(dirname(fileURLToPath(import.meta.url)))
const sources = join(packageFolder, 'cli/main.ts')
const compiled = join(packageFolder, 'dist/cli/main.js')
const fromSources = existsSync(sources)

const options = [...NODE_OPTIONS, ...(fromSources ? ['--conditions=tintype-source'] : [])]
const child = spawn(fittingNode(), [...options, fromSources ? sources : compiled, ...process.argv.slice(2)], {
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  env: {
    ...process.env,
    // glibc's default of 8 arenas per core keeps hundreds of megabytes after picture work.
    MALLOC_ARENA_MAX: process.env.MALLOC_ARENA_MAX ?? '2',
    UV_THREADPOOL_SIZE: process.env.UV_THREADPOOL_SIZE ?? String(availableParallelism() + 4),
  },
})

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))

child.once('error', (error) => stop(`tintype: could not be started: ${error.message}`))
child.once('exit', (code, signal) => {
  if (signal === null) process.exit(code ?? 1)
  // Die of the same signal, as a shell expects; as process 1 of a container that has no effect, so exit besides.
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
  setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100)
})

function fittingNode() {
  if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) return process.execPath
  const name = `node-${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), 'bin/node')
  } catch {
    stop(
      `tintype: needs Node ${OLDEST_NODE} or newer; this is ${process.version} and the package ${name} is not installed`,
    )
  }
}

function stop(message) {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
