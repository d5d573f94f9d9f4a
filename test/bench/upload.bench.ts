/**
 * What uploads cost, in one run: small files eight at a time, and one large file whole and in parts, against a bare
 * busboy server that hashes and flushes. Each server is a process of its own; rounds alternate. Our side does more:
 * signature, second digest, durable row, storage layout. Run it alone on the machine.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signed } from '../support/api-client.ts'
import { startKillableServer } from '../support/killable-server.ts'
import { CLOUD } from '../support/upload-stack.ts'

export interface UploadMeasurement {
  readonly server: string
  /** Small files a second. */
  readonly filesPerSecond: number
  /** Milliseconds of CPU of the server for each small file. */
  readonly cpuMsPerFile: number
  readonly large: readonly LargeMeasurement[]
}

export interface LargeMeasurement {
  readonly how: 'whole' | 'parts'
  readonly megabytesPerSecond: number
  /** Seconds of CPU of the server. */
  readonly cpuSeconds: number
  /** Peak of resident memory over what it was before, megabytes. */
  readonly growthMegabytes: number
}

export interface UploadBenchOptions {
  readonly rounds?: number
  /** Rounds of the large file; as many as of the small ones when nothing is said. */
  readonly largeRounds?: number
  readonly smallFiles?: number
  readonly largeBytes?: number
}

const SMALL_BYTES = 100_000
const AT_ONCE = 8
const PART_BYTES = 20_000_000
const PIECE = randomBytes(1_000_000)

interface Peer {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly fields: () => Readonly<Record<string, string>>
  readonly takesParts: boolean
  stop(): Promise<void>
}

export async function measureUploads(options: UploadBenchOptions = {}): Promise<UploadMeasurement[]> {
  const { rounds = 3, largeRounds = rounds, smallFiles = 1_000, largeBytes = 1_000_000_000 } = options
  const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-upload-'))
  const peers = [await startTintype(folder), await startBareBusboy(folder)]
  // In case the run is interrupted.
  const leave = () => {
    for (const { pid } of peers) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', leave)
  try {
    const small = new Map<string, { perSecond: number; cpuMs: number }[]>()
    const large = new Map<string, LargeMeasurement[]>()
    for (let round = 0; round <= rounds; round += 1) {
      for (const peer of peers) {
        const measured = await measureSmall(peer, smallFiles)
        // The first round warms everything up.
        if (round > 0) push(small, peer.name, measured)
      }
    }
    for (let round = 0; round < largeRounds; round += 1) {
      for (const peer of peers) {
        push(large, peer.name, await measureLarge(peer, largeBytes, 'whole'))
        if (peer.takesParts) push(large, peer.name, await measureLarge(peer, largeBytes, 'parts'))
      }
    }
    return peers.map(({ name }) => summary(name, small.get(name) ?? [], large.get(name) ?? []))
  } finally {
    process.off('exit', leave)
    for (const peer of peers) await peer.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function startTintype(folder: string): Promise<Peer> {
  const server = await startKillableServer(join(folder, 'tintype'))
  return {
    name: 'tintype',
    url: `${server.base}/v1_1/${CLOUD}/raw/upload`,
    pid: server.pid,
    fields: () => signed({ tags: 'bench' }),
    takesParts: true,
    stop: () => server.kill(),
  }
}

async function startBareBusboy(folder: string): Promise<Peer> {
  const program = fileURLToPath(new URL('bare-busboy-server.ts', import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [program, join(folder, 'bare')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout as NonNullable<ChildProcess['stdout']>, 'data')) as [Buffer]
  return {
    name: 'bare busboy',
    url: line.toString().trim(),
    pid: child.pid ?? 0,
    fields: () => ({ tags: 'bench' }),
    takesParts: false,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}

async function measureSmall(peer: Peer, files: number): Promise<{ perSecond: number; cpuMs: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE })
  const content = randomBytes(SMALL_BYTES)
  const cpu = cpuSeconds(peer.pid)
  const start = performance.now()
  let left = files
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (left-- > 0) await send(peer, agent, content.length, [content])
    }),
  )
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return { perSecond: files / seconds, cpuMs: ((cpuSeconds(peer.pid) - cpu) / files) * 1000 }
}

async function measureLarge(peer: Peer, bytes: number, how: LargeMeasurement['how']): Promise<LargeMeasurement> {
  const agent = new Agent({ keepAlive: true })
  const uploadId = randomBytes(8).toString('hex')
  const before = memory(peer.pid, 'VmRSS')
  // Makes the kernel count the peak anew.
  writeFileSync(`/proc/${peer.pid}/clear_refs`, '5')
  const cpu = cpuSeconds(peer.pid)
  const start = performance.now()
  if (how === 'whole') await send(peer, agent, bytes, pieces(bytes))
  for (let first = 0; how === 'parts' && first < bytes; first += PART_BYTES) {
    const end = Math.min(first + PART_BYTES, bytes)
    await send(peer, agent, end - first, pieces(end - first), {
      'x-unique-upload-id': uploadId,
      'content-range': `bytes ${first}-${end - 1}/${bytes}`,
    })
  }
  const seconds = (performance.now() - start) / 1000
  agent.destroy()
  return {
    how,
    megabytesPerSecond: bytes / 1e6 / seconds,
    cpuSeconds: cpuSeconds(peer.pid) - cpu,
    growthMegabytes: (memory(peer.pid, 'VmHWM') - before) / 1024,
  }
}

function* pieces(bytes: number): Iterable<Buffer> {
  for (let left = bytes; left > 0; left -= PIECE.length) yield left >= PIECE.length ? PIECE : PIECE.subarray(0, left)
}

async function send(
  peer: Peer,
  agent: Agent,
  bytes: number,
  content: Iterable<Buffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const part = (disposition: string) => `--b\r\ncontent-disposition: form-data; ${disposition}\r\n`
  const fields = Object.entries(peer.fields()).map(([name, value]) => `${part(`name="${name}"`)}\r\n${value}\r\n`)
  const file = `${part('name="file"; filename="bench.bin"')}content-type: application/octet-stream\r\n\r\n`
  const head = Buffer.from(fields.join('') + file)
  const tail = Buffer.from('\r\n--b--\r\n')
  const outgoing = request(peer.url, {
    agent,
    method: 'POST',
    headers: {
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': head.length + bytes + tail.length,
      ...headers,
    },
  })
  const answered = once(outgoing, 'response')
  outgoing.write(head)
  for (const piece of content) if (!outgoing.write(piece)) await once(outgoing, 'drain')
  outgoing.end(tail)
  const [response] = await answered
  let text = ''
  for await (const chunk of response) text += chunk
  if (response.statusCode !== 200) throw new Error(`${peer.name} answered ${response.statusCode}: ${text}`)
}

/** User and system time of a process, its threads included. Linux counts 100 ticks a second. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Kilobytes. */
function memory(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1])
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  lists.set(key, [...(lists.get(key) ?? []), value])
}

function summary(
  server: string,
  small: readonly { perSecond: number; cpuMs: number }[],
  large: readonly LargeMeasurement[],
): UploadMeasurement {
  const hows = ['whole', 'parts'] as const
  return {
    server,
    filesPerSecond: median(small.map(({ perSecond }) => perSecond)),
    cpuMsPerFile: median(small.map(({ cpuMs }) => cpuMs)),
    large: hows.flatMap((how) => {
      const runs = large.filter((run) => run.how === how)
      if (runs.length === 0) return []
      return {
        how,
        megabytesPerSecond: median(runs.map((run) => run.megabytesPerSecond)),
        cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
        growthMegabytes: median(runs.map((run) => run.growthMegabytes)),
      }
    }),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
