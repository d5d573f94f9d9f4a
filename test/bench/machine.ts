/** The machine that a benchmark ran on, as a table. */
import { readFileSync } from 'node:fs'
import { availableParallelism, cpus, getPriority, totalmem } from 'node:os'
import { table } from './table/report.ts'

export function machine(): string {
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 3).join(', ')
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const rows = [
    ['date', new Date().toISOString().slice(0, 10)],
    ['machine', `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${gigabytes} GB`],
    ['Node', process.versions.node],
    ['load of the machine at the end, which the run itself raises by one', load],
    ['priority of the run (nice)', String(getPriority())],
  ]
  return table(['', ''], rows)
}
