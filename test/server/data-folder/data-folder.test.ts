import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { dataFolderHolder, openDataFolder } from '../../../server/data-folder/data-folder.ts'

describe('data folder', () => {
  let parent: string
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'tintype-folder-'))
  })
  afterEach(() => rmSync(parent, { recursive: true, force: true }))

  it('is made when missing, for its owner only', () => {
    const folder = openDataFolder(join(parent, 'a/b'))

    expect(statSync(folder.path).mode & 0o777).toBe(0o700)
    folder.close()
  })

  it('is refused while it is open, naming the process, and can be opened again afterwards', () => {
    const first = openDataFolder(parent)

    expect(() => openDataFolder(parent)).toThrow(`in use by process ${process.pid}`)
    first.close()
    openDataFolder(parent).close()
  })

  it('is refused while another process has it, and free as soon as that process is killed', async () => {
    const child = await holdInAnotherProcess(parent)

    expect(() => openDataFolder(parent)).toThrow(`in use by process ${child.pid}`)
    expect(dataFolderHolder(parent)).toEqual({ pid: child.pid })
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await gone

    expect(dataFolderHolder(parent)).toBeNull()
    openDataFolder(parent).close()
  })

  it('is not taken for used because of a left-over file with the number of a running process', () => {
    writeFileSync(join(parent, 'server.pid'), JSON.stringify({ pid: process.pid }))
    writeFileSync(join(parent, 'server.lock'), '')

    expect(() => openDataFolder(parent).close()).not.toThrow()
  })

  it('names the folder when a file is in the way', () => {
    const path = join(parent, 'file')
    writeFileSync(path, '')

    expect(() => openDataFolder(path)).toThrow(`The data folder ${path} cannot be used: a file is in the way`)
  })

  it.runIf(process.getuid?.() !== 0)('says who lacks the permission to write', () => {
    const path = join(parent, 'locked')
    mkdirSync(path)
    chmodSync(path, 0o500)

    expect(() => openDataFolder(path)).toThrow(/no permission to write there/)
  })
})

/** Refers to the folder by nothing and collects garbage: the lock must last all the same. */
async function holdInAnotherProcess(path: string) {
  const module = new URL('../../../server/data-folder/data-folder.ts', import.meta.url).href
  const script = `const { openDataFolder } = await import(${JSON.stringify(module)}); openDataFolder(${JSON.stringify(path)}); globalThis.gc(); await new Promise((done) => setTimeout(done, 20)); globalThis.gc(); console.log('open'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, [
    '--expose-gc',
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    script,
  ])
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve())
    child.once('exit', () => reject(new Error('the other process ended')))
  })
  return child
}
