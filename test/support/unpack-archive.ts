/** Archives, unpacked by readers that have nothing to do with what wrote them (zip), or by the system's (tar). */
import { execFile } from 'node:child_process'
import { buffer } from 'node:stream/consumers'
import { crc32, gunzipSync } from 'node:zlib'
import { unpackTar } from 'modern-tar'
import { fromBufferPromise } from 'yauzl'
import type { ArchiveFormat } from '../../server/ports/archive-writer.ts'

/** Contents by name, in the order of the archive. A name that is there twice fails. */
export async function unpack(archive: Buffer, format: ArchiveFormat = 'zip'): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>()
  const entries = format === 'zip' ? unzip(archive) : untar(archive)
  for await (const [name, content] of entries) {
    if (files.has(name)) throw new Error(`${name} is there twice`)
    files.set(name, content)
  }
  return files
}

export async function namesIn(archive: Buffer, format: ArchiveFormat = 'zip'): Promise<readonly string[]> {
  return [...(await unpack(archive, format)).keys()]
}

async function* unzip(archive: Buffer): AsyncGenerator<readonly [string, Buffer]> {
  const zip = await fromBufferPromise(archive, { lazyEntries: true, strictFileNames: true })
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry))
    if (crc32(content) !== entry.crc32) throw new Error(`${entry.fileName} has another checksum`)
    yield [entry.fileName, content]
  }
}

async function* untar(archive: Buffer): AsyncGenerator<readonly [string, Buffer]> {
  const entries = await unpackTar(gunzipSync(archive), { strict: true })
  for (const { header, data } of entries) yield [header.name, Buffer.from(data ?? [])]
}

/** What the `tar` of this machine lists; null where there is none. */
export async function listedByTar(archive: Buffer): Promise<readonly string[] | null> {
  return new Promise((resolve, reject) => {
    const tar = execFile(
      'tar',
      ['-tz', '--quoting-style=literal'],
      { maxBuffer: 50_000_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      (error, stdout) => {
        if (error === null) resolve(stdout.split('\n').filter((line) => line !== ''))
        else if (error.code === 'ENOENT') resolve(null)
        else reject(error)
      },
    )
    tar.stdin?.end(archive)
  })
}
