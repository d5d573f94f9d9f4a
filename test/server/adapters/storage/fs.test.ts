import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, describe, expect, it } from 'vitest'
import { fsStorage } from '../../../../server/adapters/storage/fs.ts'
import { describeStorage } from './contract.ts'

const folders: string[] = []

async function newRoot(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-fs-'))
  folders.push(folder)
  return join(folder, 'storage')
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

describeStorage('fs', async () => fsStorage({ root: await newRoot() }))

describe('fsStorage', () => {
  it('leaves no folder behind when its last object is deleted', async () => {
    const root = await newRoot()
    const storage = await fsStorage({ root })
    await storage.put('e/a/v/original.jpg', Readable.from(['x']))

    await storage.delete('e/a/v/original.jpg')

    expect(await readdir(root)).toEqual(['.tmp'])
  })

  it('removes drafts of a process that died', async () => {
    const root = await newRoot()
    await mkdir(join(root, '.tmp'), { recursive: true })
    await writeFile(join(root, '.tmp', 'half'), 'debris')

    await fsStorage({ root })

    expect(await readdir(join(root, '.tmp'))).toEqual([])
  })

  it('leaves no draft behind when a put fails', async () => {
    const root = await newRoot()
    const storage = await fsStorage({ root })
    const failing = Readable.from(
      (function* () {
        yield 'half'
        throw new Error('the line is dead')
      })(),
    )

    await expect(storage.put('k', failing)).rejects.toThrow()

    expect(await readdir(join(root, '.tmp'))).toEqual([])
  })

  it('tells where the file lies', async () => {
    const root = await newRoot()
    const storage = await fsStorage({ root })

    expect(storage.localPath?.('a/b.jpg')).toBe(join(root, 'a', 'b.jpg'))
  })
})
