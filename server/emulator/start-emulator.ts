/**
 * A whole server for other people's tests: everything in memory, time that stands still, ids that are the same in every
 * run, faults on request.
 *
 *   const emulator = await startEmulator()
 *   process.env.CLOUDINARY_URL = emulator.cloudinaryUrl
 *   afterEach(() => emulator.reset())
 *   afterAll(() => emulator.close())
 *
 * It is the real server with other adapters: pictures are really rendered. Only processes on the same machine reach it.
 */
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ManualClock, manualClock } from '../adapters/clock/manual.ts'
import { systemClock } from '../adapters/clock/system.ts'
import { seededRandom } from '../adapters/random/seeded.ts'
import { type Composition, compose } from '../compose.ts'
import { composeEngines } from '../compose-engines.ts'
import { completeConfig } from '../config/read-config.ts'
import type { ConfigInput } from '../config/settings.ts'
import type { Log } from '../ports/log.ts'
import { controlHandler } from './control.ts'
import { createFaults, type Fault } from './faults.ts'
import { memoryKeeping, temporaryFolder } from './memory-keeping.ts'

export interface EmulatorOptions {
  /** Default 0: a free one. */
  readonly port?: number
  /** Milliseconds since 1970 at which time stands still; default: the moment of the start, in whole seconds. */
  readonly now?: number
  /** Of the ids; default `tintype`. */
  readonly seed?: string | number
  readonly cloudName?: string
  readonly apiKey?: string
  readonly apiSecret?: string
  /** Any other setting of the server, except where it keeps things. */
  readonly settings?: Omit<ConfigInput, 'data' | 'databaseUrl' | 'host' | 'port'>
  /** Default: nothing is logged. */
  readonly log?: Log
}

export interface Emulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  readonly port: number
  readonly cloudName: string
  readonly apiKey: string
  readonly apiSecret: string
  /** For SDKs: `CLOUDINARY_URL`, with the address of this server in it. */
  readonly cloudinaryUrl: string
  readonly clock: {
    now(): number
    /** Moves time on, and does what became due. */
    advance(milliseconds: number): void
  }
  readonly faults: { add(fault: Fault): void; clear(): void; pending(): readonly Fault[] }
  /** As freshly started: nothing stored, the first moment, the first id, no faults. Under the same address. */
  reset(): Promise<void>
  close(): Promise<void>
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} }

export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { cloudName = 'demo', apiKey = '111111111111111', apiSecret = 'emulator-secret', log = SILENT } = options
  const start = options.now ?? Math.floor(Date.now() / 1000) * 1000
  const folder = await temporaryFolder()
  const config = completeConfig({
    ...options.settings,
    host: '127.0.0.1',
    data: folder.path,
    cloudName,
    apiKey,
    apiSecret,
  })
  const engines = composeEngines(config, { folder: folder.path, log })
  const faults = createFaults()
  let clock: ManualClock = manualClock(start)
  let current: Promise<Composition> = begin()

  function begin(): Promise<Composition> {
    clock = manualClock(start)
    const ground = {
      keep: () => memoryKeeping(folder.path, { clock, log }),
      // They stay open for the next.
      engines: { ...engines, close: async () => {} },
      log,
    }
    return compose(config, ground, {
      clock,
      // Clients have real clocks: how old a signature is, is judged by the real time.
      clientClock: systemClock(),
      random: seededRandom(options.seed ?? 'tintype'),
    })
  }

  async function reset(): Promise<void> {
    const previous = current
    // Requests that come meanwhile wait for the new one.
    current = previous.then((composition) => composition.close()).then(begin)
    faults.clear()
    await current
  }

  async function advance(milliseconds: number): Promise<void> {
    clock.advance(milliseconds)
    ;(await current).runDueJobs()
  }

  const answer: RequestListener = (request, response) => {
    current.then(
      ({ handler }) => handler(request, response),
      () => response.writeHead(503).end(),
    )
  }
  const control = controlHandler({ now: () => clock.now(), advance, reset, faults })
  const withFaults = faults.around(answer)
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/_emulator')) void control(request, response)
    else withFaults(request, response)
  })
  await current
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`
  const host = `127.0.0.1:${port}`

  return {
    url,
    port,
    cloudName,
    apiKey,
    apiSecret,
    cloudinaryUrl: `cloudinary://${apiKey}:${encodeURIComponent(apiSecret)}@${cloudName}?upload_prefix=${url}&cname=${host}&secure=false`,
    clock: { now: () => clock.now(), advance: (milliseconds) => void advance(milliseconds) },
    faults: { add: faults.add, clear: faults.clear, pending: faults.pending },
    reset,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
      await (await current).close()
      await engines.close()
      await folder.remove()
    },
  }
}
