/**
 * The whole benchmark in one run, and its page. Each part runs Tintype beside the bare engine in alternating rounds, so
 * the ratios mean something on any machine; the absolute numbers do not. Run it alone on the machine.
 *
 *   main.ts [--quick] [--rounds 3] [--concurrency 1,8,32] [--cold-ms 1000] [--large-bytes 1000000000] [--renders 5000]
 *           [--write <page>] [part ...]
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeSources } from '../render-cases.ts'
import { measureCold } from './cold.ts'
import { measureColdStart } from './cold-start.ts'
import { measureHerdSection } from './herd.ts'
import { measureHitSection } from './hits.ts'
import { measureMemory } from './memory.ts'
import { type BenchOptions, FULL, QUICK } from './options.ts'
import { page } from './page.ts'
import { type Section, sectionText } from './report.ts'
import { measureUploadSection } from './uploads.ts'

const PARTS: Readonly<Record<string, (options: BenchOptions, folder: string) => Promise<Section>>> = {
  cold: measureCold,
  hits: measureHitSection,
  herd: measureHerdSection,
  uploads: measureUploadSection,
  memory: measureMemory,
  start: measureColdStart,
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    write: { type: 'string' },
    rounds: { type: 'string' },
    concurrency: { type: 'string' },
    'cold-ms': { type: 'string' },
    'large-bytes': { type: 'string' },
    renders: { type: 'string' },
  },
})
const unknown = positionals.find((name) => !(name in PARTS))
if (unknown !== undefined) {
  process.stderr.write(`bench: unknown part "${unknown}": expected ${Object.keys(PARTS).join(', ')}\n`)
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'tintype-bench-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const usual = values.quick ? QUICK : FULL
const options: BenchOptions = {
  ...usual,
  rounds: numberOr(values.rounds, usual.rounds),
  coldMs: numberOr(values['cold-ms'], usual.coldMs),
  largeUploadBytes: numberOr(values['large-bytes'], usual.largeUploadBytes),
  memoryRenders: numberOr(values.renders, usual.memoryRenders),
  concurrencies: values.concurrency?.split(',').map((text) => numberOr(text, 1)) ?? usual.concurrencies,
}
const began = performance.now()
await makeSources(folder)
const sections: Section[] = []
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  process.stderr.write(`${name}, after ${Math.round((performance.now() - began) / 1000)} s\n`)
  const section = await partOf(name)
  sections.push(section)
  process.stdout.write(`\n${sectionText(section)}\n`)
}
const minutes = (performance.now() - began) / 60_000
if (values.write !== undefined) writeFileSync(values.write, page(sections, { minutes, quick: values.quick }))
process.stderr.write(`bench: ${minutes.toFixed(1)} minutes\n`)
process.exit(sections.some(({ rows }) => rows.length === 0) ? 1 : 0)

/** A part that fails says so on the page, and the others are measured all the same. */
async function partOf(name: string): Promise<Section> {
  try {
    return (await PARTS[name]?.(options, folder)) as Section
  } catch (error) {
    process.stderr.write(`bench: ${name} failed: ${error instanceof Error ? error.stack : error}\n`)
    const what = error instanceof Error ? error.message : String(error)
    return {
      title: `${name} failed`,
      method: what,
      columns: ['nothing measured'],
      rows: [],
      verdicts: [{ what: name, measured: 'failed', bar: 'runs', met: false }],
    }
  }
}

function numberOr(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) {
    process.stderr.write(`bench: expected a whole number from 1, got "${text}"\n`)
    process.exit(1)
  }
  return value
}
