/**
 * CPU and throughput of the renderer against sharp called directly, in one run, in alternating rounds. Both work in
 * child processes with the same allocator settings; the renderer's figures hold everything: the asking process, the
 * pool's children, the messages and the written file. Run it alone on the machine.
 */
import { fork } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceFile } from '../../server/ports/renderer.ts'
import { NORMAL_STYLE } from '../../server/transformation/grammar/text-style.ts'
import type { TextPicture } from '../../server/transformation/plan/plan-types.ts'
import { planFor, startRendering } from '../support/rendering.ts'
import { makeSources, RENDER_CASES, type RenderCase, TEXT } from './render-cases.ts'

export interface RenderMeasurement {
  readonly name: string
  readonly concurrency: number
  /** Milliseconds of CPU a request. */
  readonly directCpuMs: number
  readonly cpuRatio: number
  readonly throughputRatio: number
  readonly bytesRatio: number
  readonly bar: number
}

export interface RenderBenchOptions {
  readonly concurrencies?: readonly number[]
  readonly rounds?: number
  /** Of one round of one side. */
  readonly roundMs?: number
  /** Part of a case's name. */
  readonly only?: string
}

interface Round {
  readonly cpuMs: number
  readonly perSecond: number
  readonly bytes: number
}

export async function measureRendering(options: RenderBenchOptions = {}): Promise<RenderMeasurement[]> {
  const { concurrencies = [1, 8], rounds = 5, roundMs = 1500, only = '' } = options
  const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-'))
  const rendering = startRendering()
  const direct = startDirect()
  try {
    await makeSources(folder)
    const measurements: RenderMeasurement[] = []
    for (const renderCase of RENDER_CASES.filter(({ name }) => name.includes(only))) {
      const job = await rendererJob(rendering, renderCase, folder)
      for (const concurrency of concurrencies) {
        const [ours, theirs]: [Round[], Round[]] = [[], []]
        // The first round warms both up.
        for (let round = 0; round <= rounds; round++) {
          const bare = await direct.run(renderCase.name, join(folder, renderCase.source), concurrency, roundMs)
          const full = await measureRound(job, concurrency, roundMs)
          if (round === 0) continue
          theirs.push(bare)
          ours.push(full)
        }
        measurements.push(compared(renderCase, concurrency, ours, theirs))
      }
    }
    return measurements
  } finally {
    direct.stop()
    await rendering.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function compared({ name, bar }: RenderCase, concurrency: number, ours: Round[], theirs: Round[]): RenderMeasurement {
  const ratio = (key: keyof Round) => median(ours.map((round, index) => round[key] / (theirs[index] as Round)[key]))
  return {
    name,
    concurrency,
    bar,
    directCpuMs: median(theirs.map(({ cpuMs }) => cpuMs)),
    cpuRatio: ratio('cpuMs'),
    throughputRatio: ratio('perSecond'),
    bytesRatio: ratio('bytes'),
  }
}

type Job = () => Promise<number>

async function rendererJob(
  { renderer, describer, path }: ReturnType<typeof startRendering>,
  { source: name, operations, encoding, animated, text }: RenderCase,
  folder: string,
): Promise<Job> {
  const file = join(folder, name)
  const source: SourceFile = { path: file, facts: (await describer.describe(file, {})).facts }
  const selection = animated ? { pages: -1 } : {}
  return async () => {
    const target = path()
    const bitmap = text === undefined ? null : await renderer.text(caption())
    const laid =
      bitmap === null
        ? operations
        : [
            ...operations,
            {
              op: 'composite',
              layer: { input: 0, width: bitmap.width, height: bitmap.height, operations: [] },
              left: 20,
              top: 20,
              mode: 'over',
              blend: 'over',
              tiled: false,
            } as const,
          ]
    const plan = planFor(source, { operations: laid, encoding, selection })
    const inputs = bitmap === null ? [] : [{ kind: 'bitmap', bitmap } as const]
    const { bytes } = await renderer.render({ plan, source, inputs, target })
    await rm(target)
    return bytes
  }
}

function caption(): TextPicture {
  return {
    text: TEXT,
    style: {
      font: 'Arial',
      size: 48,
      ...NORMAL_STYLE,
    },
    colour: { red: 255, green: 255, blue: 255, alpha: 1 },
    background: null,
    stroke: null,
    maxWidth: null,
    maxHeight: null,
    keepPadding: false,
  }
}

/** Runs jobs side by side for a time; CPU of this process and of all its children but the direct one. */
async function measureRound(job: Job, concurrency: number, milliseconds: number): Promise<Round> {
  const cpuBefore = treeCpuMs()
  const startedAt = performance.now()
  let [done, bytes] = [0, 0]
  const lane = async () => {
    while (performance.now() - startedAt < milliseconds) {
      bytes = await job()
      done += 1
    }
  }
  await Promise.all(Array.from({ length: concurrency }, lane))
  const seconds = (performance.now() - startedAt) / 1000
  return { cpuMs: (treeCpuMs() - cpuBefore) / done, perSecond: done / seconds, bytes }
}

function treeCpuMs(): number {
  const own = process.cpuUsage()
  return (own.user + own.system) / 1000 + childCpuMs()
}

/** User and system time of the pool's children, in milliseconds. */
function childCpuMs(): number {
  const children = readFileSync(`/proc/self/task/${process.pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
  return children
    .filter((pid) => existsSync(`/proc/${pid}/cmdline`))
    .filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('render/child'))
    .reduce((sum, pid) => {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      // Clock ticks of 10 ms.
      return sum + (Number(fields[11]) + Number(fields[12])) * 10
    }, 0)
}

interface DirectRound {
  readonly name: string
  readonly path: string
  readonly concurrency: number
  readonly milliseconds: number
}

/** sharp alone, in a process of its own. */
function startDirect() {
  const child = fork(fileURLToPath(import.meta.url), ['direct'], {
    execArgv: ['--conditions=tintype-source', '--no-warnings'],
    env: {
      ...process.env,
      MALLOC_ARENA_MAX: '2',
      FONTCONFIG_FILE: join(tmpdir(), 'tintype-test-fonts', 'fonts.conf'),
    },
  })
  return {
    run(name: string, path: string, concurrency: number, milliseconds: number): Promise<Round> {
      return new Promise((resolve) => {
        child.once('message', (message) => resolve(message as Round))
        child.send({ name, path, concurrency, milliseconds } satisfies DirectRound)
      })
    },
    stop: () => child.kill(),
  }
}

async function serveDirect(): Promise<void> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  process.on('message', async (message) => {
    const { name, path, concurrency, milliseconds } = message as DirectRound
    const found = RENDER_CASES.find((candidate) => candidate.name === name)
    const before = process.cpuUsage()
    const startedAt = performance.now()
    let [done, bytes] = [0, 0]
    const lane = async () => {
      while (performance.now() - startedAt < milliseconds) {
        bytes = (await found?.direct(path).toBuffer())?.length ?? 0
        done += 1
      }
    }
    await Promise.all(Array.from({ length: concurrency }, lane))
    const { user, system } = process.cpuUsage(before)
    const perSecond = (done * 1000) / (performance.now() - startedAt)
    process.send?.({ cpuMs: (user + system) / 1000 / done, perSecond, bytes })
  })
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** One line for each measurement, as a table. */
export function renderTable(measurements: readonly RenderMeasurement[]): string {
  const lines = measurements.map(
    ({ name, concurrency, directCpuMs, cpuRatio, throughputRatio, bytesRatio, bar }) =>
      `| ${name} | ${concurrency} | ${directCpuMs.toFixed(1)} | ${cpuRatio.toFixed(2)} | ${bar} | ${throughputRatio.toFixed(2)} | ${bytesRatio.toFixed(2)} |`,
  )
  return [
    '| case | concurrency | sharp alone, CPU ms | CPU ratio | bar | throughput ratio | bytes ratio |',
    '|---|---|---|---|---|---|---|',
    ...lines,
  ].join('\n')
}

if (process.argv[2] === 'direct') await serveDirect()
else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , only = ''] = process.argv
  await readFile('/proc/loadavg', 'utf8').then((load) => process.stdout.write(`load ${load}`))
  process.stdout.write(`${renderTable(await measureRendering({ only, rounds: Number(process.argv[3] ?? 5) }))}\n`)
}
