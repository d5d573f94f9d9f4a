/**
 * What is flushed to the disk before an upload is acknowledged, as the kernel saw it: the file itself before it gets
 * its name, every folder that got an entry, and the database's log.
 */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { form, signed } from '../support/api-client.ts'
import { startKillableServer } from '../support/killable-server.ts'
import { CLOUD } from '../support/upload-stack.ts'

const hasStrace = spawnSync('strace', ['-e', 'trace=fsync', '--', process.execPath, '-e', '0']).status === 0

it.skipIf(!hasStrace)('flushes file, folders and database, in that order', { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-fsync-'))
  const trace = join(folder, 'trace')
  const data = join(folder, 'data')
  const calls = 'trace=fsync,fdatasync,rename,renameat,renameat2'
  const server = await startKillableServer(data, [
    'strace',
    '-D',
    '-f',
    '-y',
    '-q',
    '-s',
    '300',
    '-e',
    calls,
    '-o',
    trace,
  ])
  const before = (await readFile(trace, 'utf8')).split('\n').length

  const response = await fetch(`${server.base}/v1_1/${CLOUD}/raw/upload`, {
    method: 'POST',
    body: form(signed({ public_id: 'flushed' }), { bytes: 'precious' }),
  })
  const { asset_id, version_id } = (await response.json()) as Record<string, string>
  const lines = (await readFile(trace, 'utf8')).split('\n').slice(before - 1)
  await server.kill()
  await rm(folder, { recursive: true, force: true })

  const at = (pattern: RegExp) => lines.findIndex((line) => pattern.test(line))
  const flushFile = at(/f(data)?sync\(\d+<[^>]*\/spool\/[0-9a-f]{32}>/)
  const rename = at(new RegExp(`rename.*/spool/[0-9a-f]{32}.*/${version_id}/original\\.`))
  const folders = [`/${asset_id}/${version_id}`, `/${asset_id}`, '/storage/[0-9a-f]{32}', '/storage'].map((path) =>
    at(new RegExp(`fsync\\(\\d+<[^>]*${path}>`)),
  )
  const database = lines.findLastIndex((line) => /f(data)?sync\(\d+<[^>]*tintype\.db-wal>/.test(line))

  expect(response.status).toBe(200)
  expect(flushFile, 'the file is flushed').toBeGreaterThanOrEqual(0)
  expect(rename, 'then it gets its name').toBeGreaterThan(flushFile)
  for (const flushed of folders) expect(flushed, 'then its folders are flushed').toBeGreaterThan(rename)
  expect(database, 'then the row').toBeGreaterThan(Math.max(...folders))
})
