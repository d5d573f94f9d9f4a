/** How often folders are flushed: looked at from outside, by the system calls of a process that does nothing else. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { flush, folderFlush } from '../../../../server/adapters/storage/flush.ts'
import { canTrace, readTrace, tracer } from '../../../support/syscall-trace.ts'

const folder = mkdtempSync(join(tmpdir(), 'tintype-flush-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SOURCE = fileURLToPath(import.meta.resolve('../../../../server/adapters/storage/flush.ts'))

function flushesOf(program: string): number {
  const trace = join(folder, 'trace')
  const [command = '', ...flags] = [...tracer(trace, ['fsync']), process.execPath, '--input-type=module', '-e']
  execFileSync(command, [...flags, `import { folderFlush } from ${JSON.stringify(SOURCE)}\n${program}`])
  return readTrace(trace).filter(({ name, parameters }) => name === 'fsync' && parameters.endsWith(`<${folder}>`))
    .length
}

describe.skipIf(!canTrace())('the flushes of a folder (skipped where strace is missing)', () => {
  it('are one for the first who asks and one for all who ask meanwhile', () => {
    const flushes = flushesOf(`
      const flushFolder = folderFlush()
      await Promise.all(Array.from({ length: 20 }, () => flushFolder(${JSON.stringify(folder)})))
    `)

    expect(flushes).toBe(2)
  })

  it('are as many as there are callers when each asks after the one before', () => {
    const flushes = flushesOf(`
      const flushFolder = folderFlush()
      for (let turn = 0; turn < 3; turn++) await flushFolder(${JSON.stringify(folder)})
    `)

    expect(flushes).toBe(3)
  })
})

it('tells every caller that the folder is gone', async () => {
  const flushFolder = folderFlush()
  const gone = join(folder, 'gone')

  const outcomes = await Promise.allSettled([flush(gone), flushFolder(gone), flushFolder(gone), flushFolder(gone)])

  expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'))
})
