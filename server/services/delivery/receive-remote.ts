/** A remote body written to a file, with its size and digests counted on the way. */
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export interface ReceivedFile {
  readonly path: string
  readonly bytes: number
  /** 32 hex. */
  readonly md5: string
  /** 64 hex. */
  readonly sha256: string
}

export async function receiveRemote(body: Readable, path: string, signal?: AbortSignal): Promise<ReceivedFile> {
  const md5 = createHash('md5')
  const sha256 = createHash('sha256')
  let bytes = 0
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      md5.update(chunk)
      sha256.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(body, meter, createWriteStream(path, { flags: 'wx' }), signal === undefined ? {} : { signal })
  return { path, bytes, md5: md5.digest('hex'), sha256: sha256.digest('hex') }
}
