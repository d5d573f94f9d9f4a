/** The page of the benchmark: when, where and with what it was measured, what was met, and every part. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism, cpus, release, totalmem } from 'node:os'
import sharp from 'sharp'
import { type Section, sectionText, verdictTable } from './report.ts'

export interface Run {
  readonly minutes: number
  readonly quick: boolean
}

export function page(sections: readonly Section[], { minutes, quick }: Run): string {
  const verdicts = sections.flatMap((section) => section.verdicts)
  const met = verdicts.filter((verdict) => verdict.met).length
  return `# Benchmark

<!-- Written by "npm run bench". -->

${machine()}

One run of ${minutes.toFixed(1)} minutes${quick ? ' with --quick: orders of magnitude, not results' : ''}. Every ratio is Tintype to a bare engine measured in the same run, in alternating
rounds, of which it is the median: sharp called directly, nginx, a bare busboy server. So ratios mean something on another
machine, absolute numbers little. CPU is what the kernel accounts to a process and all that it started, per request: the
steadiest column. Below 1 Tintype takes less. Throughput is requests finished in a second: below 1 Tintype is slower.
Cold renders, memory and start are those of the compiled server, hits, herd and uploads of the same code run from its
sources; settings are as they come, except that requests are not logged, and everything is on the loopback interface.
"npm run bench -- --quick" takes a shorter look and writes nothing.

## Bars: ${met} of ${verdicts.length} met

${verdictTable(verdicts)}

${sections.map(sectionText).join('\n')}`
}

function machine(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../../server/package.json', import.meta.url), 'utf8'))
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const rows = [
    ['date', new Date().toISOString().slice(0, 10)],
    [
      'machine',
      `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${gigabytes} GB, Linux ${release()}`,
    ],
    ['Tintype', version],
    ['Node', process.versions.node],
    ['sharp, libvips', `${sharp.versions.sharp}, ${sharp.versions.vips}`],
    ['nginx', versionOf('/usr/sbin/nginx', ['-v'])],
    ['load made by', existsSync('/usr/bin/wrk') || existsSync('/usr/local/bin/wrk') ? 'wrk' : 'autocannon'],
    ['load of the machine before', loadBefore],
  ]
  return ['| | |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)].join('\n')
}

const loadBefore = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(', ')

function versionOf(program: string, args: readonly string[]): string {
  if (!existsSync(program)) return 'not installed'
  // nginx writes it to standard error.
  const text = execFileSync('sh', ['-c', '"$0" "$@" 2>&1', program, ...args]).toString()
  return /[\d.]{3,}/.exec(text)?.[0] ?? 'unknown'
}
