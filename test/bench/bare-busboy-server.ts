/**
 * The least that an honest upload server does, as a yardstick: busboy, MD5 on the way, flush, rename, answer. A program
 * of its own; prints its address.
 */
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, open, rename } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import busboy from 'busboy'

const folder = process.argv[2] ?? '.'
await mkdir(folder, { recursive: true })

const server = createServer((request, response) => {
  const parser = busboy({ headers: request.headers })
  parser.on('file', async (_name, file) => {
    const path = join(folder, randomUUID())
    const md5 = createHash('md5')
    file.on('data', (chunk: Buffer) => md5.update(chunk))
    await pipeline(file, createWriteStream(path, { flush: true }))
    await rename(path, `${path}.done`)
    const directory = await open(folder, 'r')
    await directory.sync()
    await directory.close()
    response.end(JSON.stringify({ etag: md5.digest('hex') }))
  })
  request.pipe(parser)
})
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/\n`)
})
