/** Backups that are made while the server works, and what is restored from them. */
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { access, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { takeBackupHold } from '../../server/data-folder/backup-hold.ts'
import { type Answer, form, post, signed } from '../support/api-client.ts'
import { photo } from '../support/fixture-files.ts'
import { type KillableServer, startKillableServer } from '../support/killable-server.ts'
import { runTintype } from '../support/tintype-process.ts'
import { CLOUD } from '../support/upload-stack.ts'

const MAIN = fileURLToPath(new URL('../../server/cli/main.ts', import.meta.url))
let folder: string
let data: string
let target: string
let server: KillableServer

async function begin(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), 'tintype-backup-'))
  data = join(folder, 'data')
  target = join(folder, 'backup')
  server = await startKillableServer(data)
}
async function end(): Promise<void> {
  await server.kill()
  // The render processes of a killed server end a moment later, and write their code caches when they do.
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
}

const upload = (publicId: string, bytes: Buffer, type = 'raw', fields = {}): Promise<Answer> =>
  post(`${server.base}/v1_1/${CLOUD}/${type}/upload`, form(signed({ public_id: publicId, ...fields }), { bytes }))
const destroy = (publicId: string) =>
  post(`${server.base}/v1_1/${CLOUD}/raw/destroy`, form(signed({ public_id: publicId })))
const delivered = async (path: string) => fetch(`${server.base}/${CLOUD}/${path}`)
const md5 = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')
const backUp = (...flags: string[]) => runTintype(['backup', target, '--data', data, ...flags])
const verify = (path = target) => runTintype(['backup', 'verify', path])
const restore = (into: string, from = target) => runTintype(['restore', from, '--data', into])
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

async function originals(root: string): Promise<string[]> {
  const names = await readdir(root, { recursive: true })
  return names.filter((name) => /\/original\.\w+$/.test(name)).map((name) => join(root, name))
}

async function flipByte(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[0] = (bytes[0] ?? 0) ^ 1
  // A new file: the old one may have a second name in the data folder.
  await rm(path)
  await writeFile(path, bytes)
}

describe('a backup', { timeout: 120_000 }, () => {
  beforeEach(begin)
  afterEach(end)

  it('holds everything that was acknowledged before it began, bit for bit, while uploads and deletes go on', async () => {
    const before = new Map<string, string>()
    for (let index = 0; index < 40; index++) {
      const bytes = randomBytes(20_000)
      await upload(`before-${index}`, bytes)
      before.set(`before-${index}`, md5(bytes))
    }
    let isDone = false
    let during = 0
    const clients = ['a', 'b', 'c'].map(async (client) => {
      for (let index = 0; !isDone; index++) {
        const name = `during-${client}-${index}`
        await upload(name, randomBytes(5_000))
        // Half of them go again, and so do versions that are replaced.
        if (index % 2 === 0) await destroy(name)
        await upload(`replaced-${client}`, randomBytes(5_000))
        during += 1
      }
    })
    await expect.poll(() => during, { timeout: 20_000 }).toBeGreaterThan(5)

    const made = await backUp()
    isDone = true
    await Promise.all(clients)
    expect(made).toMatchObject({ code: 0, stderr: '' })
    await server.kill()

    expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringContaining(': 0 problems') })
    const restored = join(folder, 'restored')
    expect(await restore(restored)).toMatchObject({ code: 0, stderr: '' })
    expect(await runTintype(['check', '--digests', '--data', restored])).toMatchObject({ code: 0 })
    server = await startKillableServer(restored)
    for (const [name, digest] of before) {
      const answer = await delivered(`raw/upload/${name}`)
      expect(answer.status).toBe(200)
      expect(md5(Buffer.from(await answer.arrayBuffer()))).toBe(digest)
    }
  })

  it('holds keys, copies of earlier versions and what derived files are made from', async () => {
    const picture = await photo({ w: 300, h: 200 })
    await upload('picture', picture, 'image', { backup: 'true' })
    const derived = Buffer.from(await (await delivered('image/upload/w_100/picture.png')).arrayBuffer())

    await backUp()
    await server.kill()
    const restored = join(folder, 'restored')
    await restore(restored)

    expect(await exists(join(restored, 'backup/backup'))).toBe(true)
    expect((await stat(join(restored, 'secret.key'))).mode & 0o077).toBe(0)
    server = await startKillableServer(restored)
    expect(Buffer.from(await (await delivered('image/upload/w_100/picture.png')).arrayBuffer())).toEqual(derived)
    expect((await upload('another', randomBytes(100))).status).toBe(200)
  })

  it.each([
    ['by second names', [], true],
    ['by copies of their own', ['--copy'], false],
  ])('has its files %s', async (_label, flags, isShared) => {
    await upload('one', randomBytes(1000))

    const { stdout } = await backUp(...flags)

    expect(stdout).toContain(isShared ? '(1 by hard link)' : '(0 by hard link)')
    const [original = ''] = await originals(join(data, 'storage'))
    const [copy = ''] = await originals(join(target, 'files'))
    expect((await stat(copy)).ino === (await stat(original)).ino).toBe(isShared)
    expect(await readFile(copy)).toEqual(await readFile(original))
  })

  it('that is killed looks like none, is begun anew, and holds up no deletes', async () => {
    await upload('large', randomBytes(30_000_000))
    for (let index = 0; index < 300; index++) await upload(`small-${index}`, randomBytes(100))
    // Without the launcher, whose end would not be the end of this.
    const flags = ['--conditions=tintype-source', MAIN, 'backup', target, '--copy', '--data', data]
    const making = spawn(process.execPath, flags, { stdio: 'ignore' })
    const gone = once(making, 'exit')
    const list = join(`${target}.unfinished`, 'files')
    const begun = async () => (await readdir(list).catch(() => [])).length > 0
    await expect.poll(begun, { interval: 5, timeout: 60_000 }).toBe(true)
    making.kill('SIGKILL')
    await gone

    expect(await exists(target)).toBe(false)
    expect((await originals(join(data, 'storage'))).length).toBe(301)
    await destroy('large')
    expect((await originals(join(data, 'storage'))).length).toBe(300)
    expect(await verify(`${target}.unfinished`)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is not a complete backup: it has no manifest.json'),
    })
    expect(await restore(join(folder, 'restored'), `${target}.unfinished`)).toMatchObject({ code: 1 })
    expect(await backUp()).toMatchObject({ code: 0 })
    expect(await verify()).toMatchObject({ code: 0 })
    expect(await exists(`${target}.unfinished`)).toBe(false)
  })

  it('is not put over another, nor into the data folder, nor made twice at a time', async () => {
    await upload('one', randomBytes(1000))
    await backUp()

    expect(await backUp()).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') })
    expect(await runTintype(['backup', join(data, 'b'), '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('belongs outside the data folder'),
    })
    const hold = await takeBackupHold(data)
    expect(await runTintype(['backup', join(folder, 'second'), '--data', data])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('Another backup'),
    })
    hold.release()
    expect(await runTintype(['backup', '--data', data])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Name the folder of the backup'),
    })
  })

  it('names files that the data folder lacks, and fails, but keeps the rest', async () => {
    await upload('one', randomBytes(1000))
    const [lost = ''] = await originals(join(data, 'storage'))
    await upload('two', randomBytes(1000))
    await rm(lost)

    const made = await backUp()

    expect(made.code).toBe(1)
    expect(made.stderr).toContain(lost.slice(join(data, 'storage').length + 1))
    expect(await originals(join(target, 'files'))).toHaveLength(1)
    expect(await verify()).toMatchObject({ code: 0, stdout: expect.stringContaining('1 files were missing') })
  })
})

describe('verifying and restoring', { timeout: 120_000 }, () => {
  let damaged: string

  beforeAll(async () => {
    await begin()
    await upload('one', randomBytes(1000))
    await upload('two', randomBytes(2000))
    await backUp('--copy')
  })
  afterAll(end)
  beforeEach(async () => {
    damaged = join(folder, 'damaged')
    await cp(target, damaged, { recursive: true })
  })
  afterEach(async () => {
    await rm(damaged, { recursive: true })
    await rm(join(folder, 'restored'), { recursive: true, force: true })
  })

  const someFile = async () => (await originals(join(damaged, 'files')))[0] ?? ''

  it.each([
    ['a changed file', async () => flipByte(await someFile()), /original\.\w+ is damaged/],
    ['a missing file', async () => rm(await someFile()), /original\.\w+ is missing/],
    ['a changed database', async () => flipByte(join(damaged, 'tintype.db')), /tintype\.db is damaged/],
    ['another key', async () => flipByte(join(damaged, 'secret.key')), /secret\.key is damaged/],
    ['a cut list', async () => writeFile(join(damaged, 'files.jsonl'), ''), /files\.jsonl has 0 bytes instead of/],
    [
      'a manifest that is none',
      async () => writeFile(join(damaged, 'manifest.json'), '{'),
      /is damaged, or no manifest/,
    ],
  ])('find %s', async (_label, damage, text) => {
    await damage()

    const [verified, restored] = await Promise.all([verify(damaged), restore(join(folder, 'restored'), damaged)])

    expect(verified.code).toBe(1)
    expect(verified.stderr).toMatch(text)
    expect(restored.code).toBe(1)
  })

  it('refuse a data folder that is not empty', async () => {
    expect(await restore(data)).toMatchObject({ code: 1, stderr: expect.stringContaining('is not empty') })
  })

  it('stop at a damaged file; then no server starts there, until it was restored again', async () => {
    await flipByte(await someFile())
    const restored = join(folder, 'restored')

    const stopped = await restore(restored, damaged)

    expect(stopped).toMatchObject({ code: 1, stderr: expect.stringContaining('is not what was backed up') })
    const refused = await runTintype(['serve', '--port', '0', '--data', restored])
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('was not restored to the end') })
    expect(await restore(restored)).toMatchObject({ code: 0 })
    expect(await runTintype(['check', '--digests', '--data', restored])).toMatchObject({ code: 0 })
  })
})
