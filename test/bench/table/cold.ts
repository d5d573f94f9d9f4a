/** Cold renders over HTTP against sharp called directly, in alternating rounds of one run. */
import { join } from 'node:path'
import { COLD_CASES, type ColdCase, sizeOf } from './cold-cases.ts'
import { type DirectSharp, startDirectSharp } from './direct-sharp.ts'
import { inLanes } from './lanes.ts'
import type { BenchOptions } from './options.ts'
import { type Origin, startOrigin } from './origin.ts'
import { treeCpuMs } from './process-tree.ts'
import { atLeast, atMost, type Section, type Verdict } from './report.ts'
import { median } from './statistics.ts'
import { startTintype, type TintypeServer } from './tintype-server.ts'

const WARM_MS = 700
const METHOD = `Every request asks for a size that was not asked for before, from the URL to the last byte, over kept-alive
connections; each side gets the same sizes in the same order. CPU is that of the server and its render children, or of
sharp's process. The requests themselves come from the same machine and take their share of the processor, which sharp
alone does not have to give: that lowers the throughput ratio of the small pictures. Sharp alone keeps the picture in
memory; the server writes it to a file and a row as well. AVIF is measured against sharp's default effort 4, which costs about five times
the server's default.`

interface Round {
  readonly cpuMs: number
  readonly perSecond: number
  /** Of a picture, on average. */
  readonly bytes: number
}

interface Measured {
  readonly concurrency: number
  readonly directCpuMs: number
  readonly cpu: number
  readonly throughput: number
  readonly bytes: number
}

interface Sides {
  readonly tintype: TintypeServer
  readonly direct: DirectSharp
  readonly origin: Origin
  readonly folder: string
}

export async function measureCold(options: BenchOptions, folder: string): Promise<Section> {
  const origin = await startOrigin(join(folder, 'photo-6.jpg'))
  const direct = startDirectSharp(folder)
  const settings = { TINTYPE_FETCH_ALLOW_PRIVATE: `127.0.0.1:${origin.port}` }
  const tintype = await startTintype(join(folder, 'data-cold'), settings)
  try {
    for (const source of new Set(COLD_CASES.map((one) => one.source))) {
      await tintype.upload(source.replace(/\.\w+$/, ''), join(folder, source))
    }
    const measured = new Map<ColdCase, Measured[]>()
    for (const coldCase of COLD_CASES) {
      measured.set(coldCase, await measureCase(coldCase, { tintype, direct, origin, folder }, options))
    }
    return sectionOf(measured)
  } finally {
    await tintype.stop()
    direct.stop()
    origin.stop()
  }
}

async function measureCase(coldCase: ColdCase, sides: Sides, options: BenchOptions): Promise<Measured[]> {
  let firstIndex = 0
  const both = async (lanes: number, milliseconds: number) => {
    const theirs = await directRound(coldCase, sides, { firstIndex, lanes, milliseconds })
    const ours = await ourRound(coldCase, sides, { firstIndex, lanes, milliseconds })
    firstIndex += Math.max(ours.done, theirs.done)
    return { ours, theirs }
  }
  await both(2, Math.min(WARM_MS, options.coldMs))
  const measured: Measured[] = []
  for (const concurrency of options.concurrencies) {
    const rounds = coldCase.slow && concurrency > 8 ? 1 : options.rounds
    const pairs: { readonly ours: Round; readonly theirs: Round }[] = []
    for (let round = 0; round < rounds; round += 1) pairs.push(await both(concurrency, options.coldMs))
    const ratio = (key: keyof Round) => median(pairs.map(({ ours, theirs }) => ours[key] / theirs[key]))
    measured.push({
      concurrency,
      directCpuMs: median(pairs.map(({ theirs }) => theirs.cpuMs)),
      cpu: ratio('cpuMs'),
      throughput: ratio('perSecond'),
      bytes: ratio('bytes'),
    })
    process.stderr.write(`  ${coldCase.name} at ${concurrency}: CPU ${ratio('cpuMs').toFixed(2)}\n`)
  }
  return measured
}

interface Part {
  readonly firstIndex: number
  readonly lanes: number
  readonly milliseconds: number
}

async function ourRound(coldCase: ColdCase, { tintype, origin }: Sides, { firstIndex, ...limits }: Part) {
  const before = treeCpuMs(tintype.pid)
  let bytes = 0
  const { done, seconds } = await inLanes(limits, async (index) => {
    const number = firstIndex + index
    const got = await tintype.get(coldCase.path(sizeOf(coldCase, number), `${origin.prefix}ours/${number}`))
    // Not in one line: += would take the sum from before the wait.
    bytes += got
  })
  return { done, bytes: bytes / done, cpuMs: (treeCpuMs(tintype.pid) - before) / done, perSecond: done / seconds }
}

async function directRound(coldCase: ColdCase, { direct, origin, folder }: Sides, part: Part) {
  const source = coldCase.remote ? `${origin.prefix}theirs/` : join(folder, coldCase.source)
  const before = treeCpuMs(direct.pid)
  const { done, seconds, bytes } = await direct.run({ name: coldCase.name, source, ...part })
  return { done, bytes: bytes / done, cpuMs: (treeCpuMs(direct.pid) - before) / done, perSecond: done / seconds }
}

function sectionOf(measured: ReadonlyMap<ColdCase, readonly Measured[]>): Section {
  const all = [...measured]
  const concurrencies = all[0]?.[1].map(({ concurrency }) => concurrency) ?? []
  const verdicts = all.flatMap(([{ name, bar, bytesBar }, runs]): Verdict[] => {
    const at8 = runs.find(({ concurrency }) => concurrency === 8)
    return [
      atMost(`${name}: CPU, worst concurrency`, Math.max(...runs.map(({ cpu }) => cpu)), bar),
      ...(at8 === undefined ? [] : [atLeast(`${name}: throughput at 8`, at8.throughput, 0.9)]),
      ...(bytesBar === undefined ? [] : [atMost(`${name}: bytes`, bytesOf(runs), bytesBar)]),
    ]
  })
  return {
    title: 'Cold renders, to sharp called directly',
    method: METHOD,
    columns: [
      'case',
      'sharp, CPU ms',
      ...concurrencies.map((concurrency) => `CPU at ${concurrency}`),
      ...concurrencies.map((concurrency) => `throughput at ${concurrency}`),
      'bytes',
    ],
    rows: all.map(([{ name }, runs]) => [
      name,
      (runs[0]?.directCpuMs ?? Number.NaN).toFixed(1),
      ...runs.map(({ cpu }) => cpu.toFixed(2)),
      ...runs.map(({ throughput }) => throughput.toFixed(2)),
      bytesOf(runs).toFixed(2),
    ]),
    verdicts,
  }
}

function bytesOf(runs: readonly Measured[]): number {
  return median(runs.map(({ bytes }) => bytes))
}
