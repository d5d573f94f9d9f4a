/**
 * The server is killed (SIGKILL) at random moments while clients upload, overwrite, rename and delete. After each
 * restart every name holds what was acknowledged for it - or, for the one request that was cut off, either what was
 * before or what would have been after, whole - and no debris lies on the disk.
 *
 * 20 kills; 200 with TINTYPE_LONG=1. SIGKILL does not lose what the kernel holds: that writes are flushed is proved by
 * `fsync.test.ts`.
 */
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { form, signed } from '../support/api-client.ts'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { CLOUD } from '../support/upload-stack.ts'

const KILLS = process.env.TINTYPE_LONG === '1' ? 200 : 20
const WORKERS = 4
const NAMES = 5

/** SHA-256 of what a name holds; null for nothing. */
type Holdings = Record<string, string | null>
interface Worker {
  /** What was acknowledged. */
  known: Holdings
  /** What would be true after the request that is under way; null between requests. */
  pending: Holdings | null
}

let folder: string
let server: KillableServer
let acknowledged = 0
let cutOff = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-kill-'))
})

afterAll(async () => {
  await server?.kill()
  await rm(folder, { recursive: true, force: true })
})

it(`keeps every acknowledged write over ${KILLS} kills`, { timeout: KILLS * 20_000 }, async () => {
  const workers: Worker[] = Array.from({ length: WORKERS }, (_, worker) => ({
    known: Object.fromEntries(Array.from({ length: NAMES }, (__, name) => [`w${worker}/n${name}.bin`, null])),
    pending: null,
  }))

  for (let round = 0; round < KILLS; round++) {
    server = await startKillableServer(folder)
    for (const worker of workers) await settle(worker)
    await verifyDisk(workers)
    const dying = new AbortController()
    const work = workers.map((worker) => workUntilKilled(worker, dying.signal))
    await delay(randomInt(5, 500))
    dying.abort()
    await server.kill()
    await Promise.all(work)
  }
  server = await startKillableServer(folder)
  for (const worker of workers) await settle(worker)
  await verifyDisk(workers)

  // A run that killed an idle server would prove nothing.
  expect(acknowledged).toBeGreaterThan(KILLS)
  expect(cutOff).toBeGreaterThan(KILLS / 2)
})

async function workUntilKilled(worker: Worker, dying: AbortSignal): Promise<void> {
  while (!dying.aborted) {
    const { after, send } = nextRequest(worker.known)
    worker.pending = after
    try {
      const response = await send()
      if (response.status !== 200) throw new Refused(await response.text())
      await response.arrayBuffer()
    } catch (error) {
      if (error instanceof Refused) throw error
      cutOff += 1
      return
    }
    worker.known = after
    worker.pending = null
    acknowledged += 1
  }
}

class Refused extends Error {}

interface NextRequest {
  readonly after: Holdings
  readonly send: () => Promise<Response>
}

/** Upload (new or over what is there), rename (sometimes over another), or delete. */
function nextRequest(known: Holdings): NextRequest {
  const names = Object.keys(known)
  const held = names.filter((name) => known[name] !== null)
  const [name, other] = [pick(names), pick(names)]
  const choice = randomInt(10)
  if (choice < 2 && held.length > 0) return destroy(known, pick(held))
  if (choice < 4 && held.length > 0) {
    const from = pick(held)
    if (from !== other) return rename(known, from, other)
  }
  return upload(known, name)
}

function upload(known: Holdings, name: string): NextRequest {
  const bytes = randomBytes(randomInt(10) === 0 ? randomInt(1_000_000, 4_000_000) : randomInt(1, 100_000))
  return {
    after: { ...known, [name]: sha256(bytes) },
    send: () => request('raw/upload', { public_id: name, tags: 'kill' }, bytes),
  }
}

function rename(known: Holdings, from: string, to: string): NextRequest {
  return {
    after: { ...known, [from]: null, [to]: known[from] ?? null },
    send: () => request('raw/rename', { from_public_id: from, to_public_id: to, overwrite: 'true' }),
  }
}

function destroy(known: Holdings, name: string): NextRequest {
  return { after: { ...known, [name]: null }, send: () => request('raw/destroy', { public_id: name }) }
}

function request(path: string, fields: Record<string, string>, bytes?: Buffer): Promise<Response> {
  const body = form(signed(fields), bytes === undefined ? undefined : { bytes })
  return fetch(`${server.base}/v1_1/${CLOUD}/${path}`, { method: 'POST', body })
}

/** Finds out what the names hold now, which must be one of the two possibilities, as a whole. */
async function settle(worker: Worker): Promise<void> {
  const actual: Holdings = {}
  for (const name of Object.keys(worker.known)) {
    const response = await fetch(`${server.base}/${CLOUD}/raw/upload/${name}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect([200, 404]).toContain(response.status)
    actual[name] = response.status === 200 ? sha256(bytes) : null
  }
  if (worker.pending === null) expect(actual).toEqual(worker.known)
  else expect([worker.known, worker.pending]).toContainEqual(actual)
  worker.known = actual
  worker.pending = null
}

/** Rows and files agree, bit for bit, and nothing else is there. */
async function verifyDisk(workers: readonly Worker[]): Promise<void> {
  const database = new DatabaseSync(join(folder, 'tintype.db'), { readOnly: true })
  const assets = database.prepare('select storage_key, sha256, bytes from asset').all()
  const garbage = database
    .prepare('select storage_key from garbage')
    .all()
    .map((row) => String(row.storage_key))
  database.close()
  const held = workers.flatMap(({ known }) => Object.values(known)).filter((hash) => hash !== null)
  expect(assets.map((row) => row.sha256).toSorted()).toEqual(held.toSorted())

  for (const asset of assets) {
    expect(await hashOfFile(join(folder, 'storage', String(asset.storage_key)))).toBe(asset.sha256)
  }
  const stored = await filesUnder(join(folder, 'storage'))
  const named = new Set([...assets.map((row) => String(row.storage_key)), ...garbage])
  expect(stored.filter((key) => !named.has(key))).toEqual([])
  expect(await filesUnder(join(folder, 'spool'))).toEqual([])
}

async function filesUnder(root: string): Promise<readonly string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk)
  return hash.digest('hex')
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function pick<T>(values: readonly T[]): T {
  return values[randomInt(values.length)] as T
}
