/**
 * What is acknowledged survives a loss of power, as far as the system calls go: a kill does not lose the page cache, so
 * the order of the calls themselves is looked at. File, folder and database are flushed, in this order, before the first
 * byte of the answer leaves.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { form, post, signed } from '../support/api-client.ts'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { canTrace, readTrace, type SystemCall, tracer } from '../support/syscall-trace.ts'
import { CLOUD } from '../support/upload-stack.ts'

const CALLS = ['fsync', 'fdatasync', 'rename', 'renameat', 'renameat2', 'write', 'writev', 'sendto', 'sendmsg']
const canBeTraced = canTrace()

describe.skipIf(!canBeTraced)('the system calls of an upload (skipped where strace is missing)', () => {
  let folder: string
  let data: string
  let server: KillableServer
  let calls: readonly SystemCall[]
  let storageKey: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tintype-trace-'))
    data = await mkdtemp(join(folder, 'data-'))
    const trace = join(folder, 'trace')
    server = await startKillableServer(data, tracer(trace, CALLS))
    const send = async (path: string, body: FormData, headers = {}) =>
      (await post(`${server.base}/v1_1/${CLOUD}/${path}`, body, headers)).body
    const whole = await send('raw/upload', form(signed({ public_id: 'whole' }), { bytes: Buffer.alloc(200_000, 1) }))
    const headers = { 'x-unique-upload-id': 'parts', 'content-range': 'bytes 0-4999999/6000000' }
    const part = form(signed({ public_id: 'parts' }), { bytes: Buffer.alloc(5_000_000, 2) })
    const begun = await send('raw/upload', part, headers)
    // An answer may arrive before its call has ended for who traces it; a kill would take its line along.
    while (readTrace(trace).filter(isAnswer).length < 2) await delay(50)
    await server.kill()
    expect(whole.bytes).toBe(200_000)
    expect(begun.done).toBe(false)
    calls = readTrace(trace)
    storageKey = storedFile(calls)
  }, 120_000)
  afterAll(async () => {
    await server?.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

  /** Index of the first call after `from` that fits; fails when there is none. */
  function indexOf(what: string, from: number, fits: (call: SystemCall) => boolean): number {
    const index = calls.findIndex((call, at) => at > from && fits(call))
    expect(index, `${what}, after call ${from}`).toBeGreaterThan(from)
    return index
  }
  const isAnswer = ({ name, parameters }: SystemCall) =>
    /^(write|send)/.test(name) && parameters.includes('"HTTP/1.1 200')
  const isFlush =
    (path: string) =>
    ({ name, parameters }: SystemCall) =>
      /^f(data)?sync$/.test(name) && parameters.endsWith(`<${path}>`)

  it('flush the file, move it, flush its folders, and flush the database before the answer', () => {
    const moved = calls.findIndex(isMoveOfOriginal)
    const from = pathsOf(calls[moved] as SystemCall)[0] as string
    const flushed = calls.findIndex(isFlush(from))
    expect(flushed, 'the file is flushed before it is moved').toBeGreaterThanOrEqual(0)
    expect(flushed).toBeLessThan(moved)
    let last = moved
    for (
      let at = dirname(join(data, 'storage', storageKey));
      at.length >= join(data, 'storage').length;
      at = dirname(at)
    ) {
      last = Math.max(last, indexOf(`the folder ${at} is flushed`, moved, isFlush(at)))
    }
    const committed = indexOf('the database is flushed', last, isFlushOfDatabase)
    const answered = indexOf('the answer leaves', moved, isAnswer)
    expect(committed).toBeLessThan(answered)
  })

  it('flush a part of a chunked upload and its row before the answer', () => {
    const written = calls.findIndex(
      ({ name, parameters }) => /sync$/.test(name) && parameters.includes('/spool/chunks/'),
    )
    expect(written).toBeGreaterThanOrEqual(0)
    const committed = indexOf('the database is flushed', written, isFlushOfDatabase)
    const answered = indexOf('the answer leaves', written, isAnswer)
    expect(committed).toBeLessThan(answered)
  })
})

function isFlushOfDatabase({ name, parameters }: SystemCall): boolean {
  return /sync$/.test(name) && /tintype\.db(-wal)?>$/.test(parameters)
}

function isMoveOfOriginal({ name, parameters }: SystemCall): boolean {
  return name.startsWith('rename') && /\/storage\/\w+\/\w+\/\w+\/original\.\w+"/.test(parameters)
}

function pathsOf({ parameters }: SystemCall): readonly string[] {
  return [...parameters.matchAll(/"([^"]*)"/g)].map(([, path = '']) => path)
}

function storedFile(calls: readonly SystemCall[]): string {
  const move = calls.find(isMoveOfOriginal)
  expect(move, 'the original is moved to its place').toBeDefined()
  return (pathsOf(move as SystemCall)[1] ?? '').replace(/^.*\/storage\//, '')
}
