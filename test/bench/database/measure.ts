/** How long a compiled server takes to answer each kind of request, one after the other, over HTTP. */
import { Agent, request } from 'node:http'
import { basic, form } from '../../support/api-client.ts'
import { CLOUD } from '../../support/upload-stack.ts'
import { treeCpuMs } from '../table/process-tree.ts'
import { startTintype, type TintypeServer } from '../table/tintype-server.ts'
import { type ApiCall, type BenchWorld, CASES, SLOW_SEARCH, search, TO_BE_CONTINUED } from './requests.ts'

export interface Measured {
  readonly name: string
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Of the server for one request on average; null where it does other things besides. */
  readonly cpu: number | null
  /** That p99 must not pass; null where there is none. */
  readonly bar: number | null
}

/** So many that the third-worst is p99. */
const ROUNDS = 300
const WARM_UP = 30
/** Of which the quietest counts: what else runs on the machine disturbs one more than another. */
const PASSES = 3
const CURSORS = 40
const PAGES_BETWEEN_CURSORS = 2
const SEARCHING_CLIENTS = 4

interface MeasuredCase {
  readonly name: string
  readonly bar: number | null
  run(round: number): Promise<unknown>
}

export async function measure(folder: string, count: number): Promise<readonly Measured[]> {
  const server = await startTintype(folder)
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const world: BenchWorld = {
      count,
      cursors: await collectCursors(server, agent, count),
      continued: await continuedSearches(server, agent),
    }
    const ping = () => call(server, agent, { path: `/v1_1/${CLOUD}/ping` })
    const cases: readonly MeasuredCase[] = [
      { name: 'ping: the server and the machine alone', bar: null, run: ping },
      ...CASES.map(({ name, bar, request: make }) => ({
        name,
        bar,
        run: (round: number) => call(server, agent, make(round, world)),
      })),
      {
        name: 'upload of 43 bytes',
        bar: null,
        run: (round) => upload(server, `bench/${count}/${Date.now()}-${round}`),
      },
    ]
    const passes: (readonly Measured[])[] = []
    for (let pass = 0; pass < PASSES; pass++) {
      const measured: Measured[] = []
      for (const { name, bar, run } of cases) {
        const before = treeCpuMs(server.pid)
        const times = await timed(run)
        const cpu = (treeCpuMs(server.pid) - before) / (ROUNDS + WARM_UP)
        measured.push({ name, bar, cpu, ...quantiles(times) })
      }
      passes.push(measured)
    }
    const quietest = cases.map(({ name }) =>
      passes
        .flatMap((measured) => measured.filter((entry) => entry.name === name))
        .reduce((best, other) => (other.p99 < best.p99 ? other : best)),
    )
    const pings = await whileSearching(server, () => timed(ping))
    return [
      ...quietest,
      { name: 'ping while four clients make slow searches', bar: null, cpu: null, ...quantiles(pings) },
    ]
  } finally {
    agent.destroy()
    await server.stop()
  }
}

async function timed(run: (round: number) => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = []
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const start = performance.now()
    await run(round < 0 ? ROUNDS - round : round)
    if (round >= 0) times.push(performance.now() - start)
  }
  return times.sort((left, right) => left - right)
}

function quantiles(times: readonly number[]): { readonly p50: number; readonly p99: number } {
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN
  return { p50: at(0.5), p99: at(0.99) }
}

/** Of pages all over the listing, which is read once from end to end. */
async function collectCursors(server: TintypeServer, agent: Agent, count: number): Promise<readonly string[]> {
  const cursors: string[] = []
  const step = Math.max(PAGES_BETWEEN_CURSORS, Math.floor(count / 500 / CURSORS))
  let cursor: string | undefined
  for (let page = 0; ; page++) {
    const parameters = { max_results: '500', fields: 'bytes', ...(cursor === undefined ? {} : { next_cursor: cursor }) }
    const path = `/v1_1/${CLOUD}/resources/image/upload?${new URLSearchParams(parameters)}`
    const body = (await call(server, agent, { path })) as { readonly next_cursor?: string }
    cursor = body.next_cursor
    if (cursor === undefined) return cursors
    if (page % step === 0) cursors.push(cursor)
  }
}

async function continuedSearches(server: TintypeServer, agent: Agent): Promise<readonly object[]> {
  const searches: object[] = []
  for (const body of TO_BE_CONTINUED) {
    const { next_cursor } = (await call(server, agent, search(body))) as { readonly next_cursor?: string }
    if (next_cursor !== undefined) searches.push({ ...body, max_results: 50, next_cursor })
  }
  return searches
}

async function whileSearching<T>(server: TintypeServer, run: () => Promise<T>): Promise<T> {
  const agent = new Agent({ keepAlive: true, maxSockets: SEARCHING_CLIENTS })
  let isOver = false
  const clients = Array.from({ length: SEARCHING_CLIENTS }, async () => {
    while (!isOver) await call(server, agent, SLOW_SEARCH)
  })
  try {
    return await run()
  } finally {
    isOver = true
    await Promise.all(clients)
    agent.destroy()
  }
}

function call({ base }: TintypeServer, agent: Agent, { path, body }: ApiCall): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { Authorization: basic(), 'Content-Type': 'application/json' }
    const sent = request(base + path, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.once('error', reject)
      response.once('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        if (response.statusCode === 200) resolve(JSON.parse(text))
        else reject(new Error(`${path} was answered with ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    sent.once('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

const GIF = Buffer.from('R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')

async function upload({ base }: TintypeServer, publicId: string): Promise<void> {
  const body = form({ public_id: publicId, tags: 'bench', asset_folder: 'bench' }, { bytes: GIF, name: 'a.gif' })
  const headers = { Authorization: basic() }
  const response = await fetch(`${base}/v1_1/${CLOUD}/image/upload`, { method: 'POST', body, headers })
  const text = await response.text()
  if (!response.ok) throw new Error(`An upload was answered with ${response.status}: ${text.slice(0, 300)}`)
}
