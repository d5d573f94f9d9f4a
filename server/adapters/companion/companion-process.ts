/**
 * Companion in a child process, as the server sees it: started by the first request, started again when it has ended,
 * spoken to over a socket in a folder that only this user may enter.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { CompanionUnavailableError } from '../../errors/remote-errors.ts'
import type { Companion, CompanionAnswer, CompanionRequest } from '../../ports/companion.ts'
import type { Log } from '../../ports/log.ts'
import { type CompanionSettings, READY } from './protocol.ts'

const FROM_SOURCES = import.meta.url.endsWith('.ts')
const resolve = createRequire(import.meta.url).resolve
const PACKAGE = dirname(resolve('@tintype/server/package.json'))
const ENTRY = join(PACKAGE, FROM_SOURCES ? 'adapters/companion/child.ts' : 'dist/adapters/companion/child.js')
const KEPT_VARIABLES = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_EXTRA_CA_CERTS', 'NODE_V8_COVERAGE'] as const
const NODE_OPTIONS = ['--no-warnings', '--max-old-space-size=256']
const START_WITHIN_MS = 30_000
const STDERR_KEPT = 4000

export interface CompanionOptions
  extends Pick<CompanionSettings, 'secret' | 'temporaryFolder' | 'maxFileBytes' | 'providers' | 'standIns'> {
  readonly log: Log
  /** Listens for files at this path; the result stops that. */
  readonly receiveUploads: (socketPath: string) => Promise<() => Promise<void>>
}

interface Running {
  readonly process: ChildProcess
  readonly socketPath: string
}

/** Whether the optional package is there. */
export function isCompanionInstalled(): boolean {
  try {
    resolve('@uppy/companion')
    return true
  } catch {
    return false
  }
}

export function companionProcess(options: CompanionOptions): Companion {
  const { log } = options
  let base: string | null = null
  let ground: Promise<{ readonly folder: string; readonly stopReceiving: () => Promise<void> }> | null = null
  let running: Promise<Running> | null = null
  let isClosed = false

  /** What lasts longer than one child. */
  async function prepare() {
    // A path in the data folder may be too long for a socket.
    const folder = await mkdtemp(join(tmpdir(), 'tintype-remote-'))
    await rm(options.temporaryFolder, { recursive: true, force: true })
    await mkdir(options.temporaryFolder, { recursive: true, mode: 0o700 })
    return { folder, stopReceiving: await options.receiveUploads(join(folder, 'uploads')) }
  }

  async function start(wanted: string): Promise<Running> {
    if (isClosed) throw new CompanionUnavailableError('The server is stopping')
    base ??= wanted
    ground ??= prepare()
    const { folder } = await ground
    const socketPath = join(folder, `companion-${Date.now()}`)
    const child = fork(ENTRY, {
      execArgv: FROM_SOURCES ? ['--conditions=tintype-source', ...NODE_OPTIONS] : NODE_OPTIONS,
      env: environment(),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let complaints = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString('utf8')).slice(-STDERR_KEPT)
    })
    const { secret, temporaryFolder, maxFileBytes, providers, standIns } = options
    const told: CompanionSettings = {
      base,
      socketPath,
      uploadSocketPath: join(folder, 'uploads'),
      secret,
      temporaryFolder,
      maxFileBytes,
      providers,
      standIns,
    }
    const started = new Promise<Running>((done, fail) => {
      const unavailable = () => fail(new CompanionUnavailableError('Remote sources could not be started'))
      const timer = setTimeout(() => child.kill('SIGKILL'), START_WITHIN_MS)
      child.once('message', (message) => {
        if (message === READY) done({ process: child, socketPath })
      })
      child.once('error', unavailable)
      child.once('exit', (code, signal) => {
        clearTimeout(timer)
        running = null
        if (!isClosed) log.error({ code, signal, complaints }, 'the process of the remote sources ended')
        unavailable()
      })
      child.send(told, () => {})
      child.once('message', () => clearTimeout(timer))
    })
    unreferenced(child)
    return started
  }

  function ready(wanted: string): Promise<Running> {
    running ??= start(wanted).catch((error: unknown) => {
      running = null
      throw error
    })
    return running
  }

  return {
    get base() {
      return base
    },
    async ask(wanted, request) {
      const { socketPath } = await ready(wanted)
      return ask(socketPath, `${new URL(base ?? wanted).pathname}${request.path}`, request)
    },
    async connect(wanted) {
      const { socketPath } = await ready(wanted)
      return connected(socketPath)
    },
    async close() {
      isClosed = true
      const child = await running?.then(
        ({ process }) => process,
        () => null,
      )
      child?.kill('SIGKILL')
      const prepared = await ground?.catch(() => null)
      await prepared?.stopReceiving()
      if (prepared) await rm(prepared.folder, { recursive: true, force: true })
    },
  }
}

/** While nobody asks it anything it does not keep the server's process alive. */
function unreferenced(child: ChildProcess): void {
  child.unref()
  child.channel?.unref()
  const stderr = child.stderr as (NodeJS.ReadableStream & { unref?: () => void }) | null
  stderr?.unref?.()
}

function ask(socketPath: string, path: string, wanted: CompanionRequest): Promise<CompanionAnswer> {
  const { method, headers, body, signal } = wanted
  const { request } = process.getBuiltinModule('node:http')
  return new Promise((done, fail) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const asked = request({ socketPath, path, method, headers: { ...headers, ...length }, signal, agent: false })
    asked.once('response', (response) => {
      done({ status: response.statusCode ?? 502, headers: response.headers, body: response })
    })
    asked.once('error', (cause) => {
      fail(signal.aborted ? signal.reason : new CompanionUnavailableError('Remote sources do not answer', { cause }))
    })
    asked.end(body)
  })
}

function connected(socketPath: string): Promise<Socket> {
  return new Promise((done, fail) => {
    const socket = connect(socketPath)
    socket.once('connect', () => done(socket))
    socket.once('error', (cause) => fail(new CompanionUnavailableError('Remote sources do not answer', { cause })))
  })
}

function environment(): NodeJS.ProcessEnv {
  // Without it Companion logs whatever it does, and Express tells strangers where a mistake happened.
  const kept: NodeJS.ProcessEnv = { NODE_ENV: 'production' }
  for (const name of KEPT_VARIABLES) {
    const value = process.env[name]
    if (value !== undefined) kept[name] = value
  }
  return kept
}
