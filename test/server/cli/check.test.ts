/** `tintype check`, beside a running server. */
import { readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { takeBackupHold } from '../../../server/data-folder/backup-hold.ts'
import { signParameters } from '../../../server/security/api-signature.ts'
import { photo } from '../../support/fixture-files.ts'
import { startServer, type TestServer } from '../../support/server.ts'
import { runTintype } from '../../support/tintype-process.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
  await call('upload', { public_id: 'picture' }, await photo({ w: 200, h: 100 }))
})
afterEach(() => server.close())

async function call(operation: string, fields: Readonly<Record<string, string>>, bytes?: Buffer) {
  const all = { ...fields, timestamp: String(Math.floor(Date.now() / 1000)) }
  const signature = signParameters(all, server.apiSecret, { algorithm: 'sha1', version: 2 })
  const body = new FormData()
  for (const [name, value] of Object.entries({ ...all, api_key: server.apiKey, signature })) body.append(name, value)
  if (bytes !== undefined) body.append('file', new Blob([new Uint8Array(bytes)]), 'file.jpg')
  const answer = await fetch(`${server.url}/v1_1/${server.cloudName}/image/${operation}`, { method: 'POST', body })
  expect(answer.status).toBe(200)
  return answer.json()
}

const check = (...flags: string[]) => runTintype(['check', '--data', server.folder, ...flags])
const storage = () => join(server.folder, 'storage')

async function stored(pattern: RegExp): Promise<string> {
  const names = await readdir(storage(), { recursive: true })
  return names.find((name) => pattern.test(name)) ?? ''
}

it('finds nothing wrong with a folder where nothing is', async () => {
  const result = await check('--digests')

  expect(result).toMatchObject({ code: 0, stderr: '' })
  expect(result.stdout).toBe(
    '1 originals, 0 backup copies, 0 derived files (sizes and digests): 0 errors, 0 warnings, 0 notes\n',
  )
})

it('knows files of uploads that were answered and are not carried out yet', async () => {
  // Both places are taken by files that do not come.
  const origin = createServer(() => {})
  await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(origin.address() as AddressInfo).port}`
  await server.close()
  server = await startServer({ settings: { fetchAllowPrivate: [host] } })
  for (const public_id of ['a', 'b']) await call('upload', { public_id, async: 'true', file: `http://${host}/` })
  await call('upload', { public_id: 'waiting', async: 'true' }, await photo({ w: 200, h: 100 }))

  const result = await check('--digests')
  await server.close()
  origin.closeAllConnections()
  origin.close()

  expect(result).toMatchObject({ code: 0, stderr: '' })
  expect(result.stdout).toBe(
    '0 originals, 0 backup copies, 0 derived files, 1 files of uploads that wait to be carried out (sizes and digests): 0 errors, 0 warnings, 0 notes\n',
  )
})

it('names an original that is missing, and how to repair that', async () => {
  const original = await stored(/original/)
  await rm(join(storage(), original))

  const result = await check()

  expect(result.code).toBe(1)
  expect(result.stdout).toContain(`ERROR    ${original} is missing\n         -> put the file back from a backup`)
})

it('names an original that is shorter than its row says', async () => {
  await truncate(join(storage(), await stored(/original/)), 10)

  expect(await check('--json')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /^\{"severity":"error","key":"\S+original\.jpg","text":"has 10 bytes instead of \d+"/,
    ),
  })
})

it('sees a changed byte when it reads the files, and only then', async () => {
  const path = join(storage(), await stored(/original/))
  const bytes = await readFile(path)
  bytes[20] = (bytes[20] ?? 0) ^ 1
  await writeFile(path, bytes)

  expect(await check()).toMatchObject({ code: 0 })
  expect(await check('--digests')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('is damaged: its sha256 is not the one of its row'),
  })
})

it('does not mind a derived file that is gone', async () => {
  await (await fetch(`${server.url}/${server.cloudName}/image/upload/w_50/picture.jpg`)).arrayBuffer()
  await expect.poll(async () => (await check()).stdout, { timeout: 20_000 }).toContain('1 derived files')
  const derived = await stored(/\/d\/\w+\.jpg$/)
  await rm(join(storage(), derived))

  const result = await check()

  expect(result.code).toBe(0)
  expect(result.stdout).toContain(`note     ${derived} is missing\n         -> nothing to do`)
})

it('warns of a file that no row names, unless it is new', async () => {
  const original = await stored(/original/)
  const stray = join(storage(), original.replace('original.jpg', 'stray.jpg'))
  await writeFile(stray, 'x')
  expect(await check()).toMatchObject({ code: 0, stdout: expect.stringContaining('0 warnings') })

  // A server that runs may find it first, and put it aside.
  await server.tintype.close()
  const hourAgo = new Date(Date.now() - 3_600_000)
  await utimes(stray, hourAgo, hourAgo)

  expect(await check()).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/warning {2}\S+stray\.jpg is named by no row/),
  })
})

it('says that a database is damaged', async () => {
  await server.tintype.close()
  const path = join(server.folder, 'tintype.db')
  const bytes = await readFile(path)
  bytes.fill(0xff, 4096, 40_960)
  await writeFile(path, bytes)

  expect(await check()).toMatchObject({ code: 1, stdout: expect.stringContaining('ERROR    tintype.db') })
})

it('says where there is no server', async () => {
  const result = await runTintype(['check', '--data', join(server.folder, 'nowhere')])

  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no server in') })
})

it.each([
  ['backup', [join(tmpdir(), 'tintype-no-backup')]],
  ['restore', [join(tmpdir(), 'tintype-no-backup')]],
])('%s says what to do about a database that is not embedded', async (command, more) => {
  const url = 'postgres://user:very-secret@127.0.0.1:1/tintype'

  const result = await runTintype([command, ...more, '--data', server.folder], { env: { TINTYPE_DATABASE_URL: url } })

  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining('for PostgreSQL use pg_dump') })
  expect(result.stderr).not.toContain('very-secret')
})

it('a file stays while a backup is made, although its asset is gone at once, and goes later', async () => {
  const original = join(storage(), await stored(/original/))
  const hold = await takeBackupHold(server.folder)

  expect(await call('destroy', { public_id: 'picture' })).toEqual({ result: 'ok' })

  expect((await fetch(`${server.url}/${server.cloudName}/image/upload/picture.jpg`)).status).toBe(404)
  expect((await readFile(original)).length).toBeGreaterThan(0)
  // It is on the list of what is to be deleted, so nothing is wrong with it.
  expect(await check()).toMatchObject({ code: 0, stdout: expect.stringContaining('0 warnings') })
  hold.release()
  await server.tintype.close()
  const again = await startServer({ folder: server.folder })
  await expect.poll(() => stored(/original/)).toBe('')
  await again.close()
})
