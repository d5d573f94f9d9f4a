/** The page of the benchmark of the database. */
import { machine } from '../machine.ts'
import { atMost, table, verdictTable } from '../table/report.ts'
import { slope } from '../table/statistics.ts'
import type { Measured } from './measure.ts'

const MOST_EXPONENT = 0.2

type Sized = readonly (readonly [size: number, measured: readonly Measured[]])[]

export function databasePage(results: Sized, rates: readonly (readonly [assets: number, seconds: number])[]): string {
  const rows = caseNames(results).map((name) => [
    name,
    ...results.map(([, measured]) => shown(measured.find((entry) => entry.name === name))),
    exponentOf(results, name)?.toFixed(2) ?? '',
    cpuOf(results, name)?.toFixed(1) ?? '',
  ])
  const seeded = rates.map(([assets, seconds]) => `${assets} assets in ${seconds.toFixed(0)} s`).join(', ')
  return `# Benchmark of the database

<!-- Written by "npm run bench -- --database". -->

${machine()}

A catalogue on the embedded database: three to five tags for each asset, two keys of context, three metadata values, 2,000
folders, all of it in the search index.${seeded === '' ? '' : ` Written by the repositories of a server: ${seeded}.`}

A compiled server answers one request after the other over HTTP on the loopback interface, 300 of each kind with other values
each time, in three passes, of which the one with the least p99 counts: milliseconds at p50 / p99. Each kind finds as much
at every size. The first row is what the server and the machine take for nothing: what else runs there shows in its p99.
The exponent is the slope of p50 over size, both by their logarithms: 0 is independent of size, 1 is proportional to it. CPU
is what a request takes of the server at the largest size, all threads together, on average, in milliseconds.

${table(['', ...results.map(([size]) => `${size} assets`), 'exponent', 'CPU'], rows)}

## Bars

${verdictTable(verdicts(results))}
`
}

function caseNames(results: Sized): readonly string[] {
  return results[0]?.[1].map(({ name }) => name) ?? []
}

function shown(measured: Measured | undefined): string {
  return measured === undefined ? '' : `${measured.p50.toFixed(1)} / ${measured.p99.toFixed(1)}`
}

function exponentOf(results: Sized, name: string): number | null {
  const points = results.flatMap(([size, measured]) => {
    const found = measured.find((entry) => entry.name === name)
    return found === undefined ? [] : [[Math.log(size), Math.log(found.p50)] as const]
  })
  return points.length < 2 ? null : slope(points)
}

function cpuOf(results: Sized, name: string): number | null {
  const [, largest] = results.at(-1) ?? []
  return largest?.find((entry) => entry.name === name)?.cpu ?? null
}

function verdicts(results: Sized) {
  const [size, largest] = results.at(-1) ?? [0, []]
  return largest.flatMap(({ name, p99, bar }) => {
    const exponent = exponentOf(results, name)
    return [
      ...(bar === null ? [] : [atMost(`${name}: p99 at ${size}`, p99, bar, ' ms', 1)]),
      ...(exponent === null ? [] : [atMost(`${name}: exponent`, exponent, MOST_EXPONENT)]),
    ]
  })
}
