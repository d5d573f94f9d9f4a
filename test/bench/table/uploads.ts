/** Small and large uploads against a bare busboy server. */
import { type LargeMeasurement, measureUploads, type UploadMeasurement } from '../upload.bench.ts'
import type { BenchOptions } from './options.ts'
import { atLeast, atMost, type Section } from './report.ts'

const METHOD = `Files of 100 KB, eight at a time, and one large file whole and in parts of 20 MB, one after the other. The bare server
parses with busboy, takes an MD5 on the way, flushes file and folder, renames and answers; the server does the same with
a signature, a second digest and a durable row. Growth is the peak of resident memory over what it was before. The bars
were set to nginx's PUT (.12 small, .15 whole, .12 in parts); bare busboy reached .21 and .17 of that, so to busboy they
are .57, .88 and .71.`
const BARS = { small: 0.57, whole: 0.88, parts: 0.71, growth: 25 }

export async function measureUploadSection(options: BenchOptions): Promise<Section> {
  const all = await measureUploads({
    rounds: options.rounds,
    smallFiles: options.smallUploads,
    largeBytes: options.largeUploadBytes,
    largeRounds: options.largeUploadRounds,
  })
  const [ours, bare] = all as [UploadMeasurement, UploadMeasurement]
  const rows = all.flatMap(({ server, filesPerSecond, cpuMsPerFile, large }) => [
    [
      `${server}, 100 KB`,
      `${filesPerSecond.toFixed(0)} files/s`,
      (filesPerSecond / bare.filesPerSecond).toFixed(2),
      `${cpuMsPerFile.toFixed(2)} ms a file`,
      (cpuMsPerFile / bare.cpuMsPerFile).toFixed(2),
      '-',
    ],
    ...large.map((run) => largeRow(`${server}, ${sizeName(options)} ${run.how}`, run, largeOf(bare, 'whole'))),
  ])
  const [whole, parts, reference] = [largeOf(ours, 'whole'), largeOf(ours, 'parts'), largeOf(bare, 'whole')]
  return {
    title: 'Uploads, to a bare busboy server',
    method: METHOD,
    columns: ['', 'rate', 'to bare', 'CPU', 'to bare', 'growth of memory'],
    rows,
    verdicts: [
      atLeast('small uploads, rate', ours.filesPerSecond / bare.filesPerSecond, BARS.small),
      atLeast(`${sizeName(options)} whole, rate`, whole.megabytesPerSecond / reference.megabytesPerSecond, BARS.whole),
      atLeast(
        `${sizeName(options)} in parts, rate`,
        parts.megabytesPerSecond / reference.megabytesPerSecond,
        BARS.parts,
      ),
      atMost(`${sizeName(options)} whole, growth`, whole.growthMegabytes, BARS.growth, ' MB', 0),
      atMost(`${sizeName(options)} in parts, growth`, parts.growthMegabytes, BARS.growth, ' MB', 0),
    ],
  }
}

function largeOf({ large }: UploadMeasurement, how: LargeMeasurement['how']): LargeMeasurement {
  const found = large.find((run) => run.how === how)
  if (found === undefined) throw new Error(`The large upload was not measured ${how}`)
  return found
}

function largeRow(name: string, run: LargeMeasurement, bare: LargeMeasurement): string[] {
  return [
    name,
    `${run.megabytesPerSecond.toFixed(0)} MB/s`,
    (run.megabytesPerSecond / bare.megabytesPerSecond).toFixed(2),
    `${run.cpuSeconds.toFixed(2)} s`,
    (run.cpuSeconds / bare.cpuSeconds).toFixed(2),
    `${Math.max(0, run.growthMegabytes).toFixed(0)} MB`,
  ]
}

function sizeName({ largeUploadBytes }: BenchOptions): string {
  return largeUploadBytes >= 1e9 ? `${largeUploadBytes / 1e9} GB` : `${largeUploadBytes / 1e6} MB`
}
