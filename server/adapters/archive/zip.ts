/** Zip archives. What is compressed already is only stored. Memory: the directory, about 150 bytes an entry. */
import { pipeline, Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { ArchiveEntry } from '../../ports/archive-writer.ts'
import { dataDescriptor, directoryEnd, directoryRecord, localHeader, type ZipEntry } from './zip-records.ts'

export interface ZipOptions {
  /** Default: only where sizes or numbers need it. */
  readonly forceZip64?: boolean
}

/** From here an entry may pass 4 GB: what cannot be compressed grows a little. */
const LARGE_BYTES = 0xf0000000
const PIECE_BYTES = 65_536

export function zipStream(entries: AsyncIterable<ArchiveEntry>, { forceZip64 = false }: ZipOptions = {}): Readable {
  const open: { body: Readable | null } = { body: null }
  const archive = Readable.from(zipBytes(entries, forceZip64, open), {
    objectMode: false,
    highWaterMark: PIECE_BYTES,
  })
  // Reading stops at once, also where a source gives nothing for long.
  return archive.once('close', () => open.body?.destroy())
}

async function* zipBytes(
  entries: AsyncIterable<ArchiveEntry>,
  forceZip64: boolean,
  open: { body: Readable | null },
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for await (const { name, bytes, modifiedAt, isCompressible, body } of entries) {
    open.body = body
    // What fails before the body is read is thrown when it is.
    body.on('error', () => {})
    const isLarge = forceZip64 || bytes >= LARGE_BYTES
    const entry: ZipEntry = { name: Buffer.from(name), modifiedAt, isCompressed: isCompressible, isLarge, offset }
    const sums = { crc: 0, bytes: 0, packedBytes: 0 }
    const header = localHeader(entry)
    yield header
    for await (const piece of packed(counted(body, bytes, sums), isCompressible)) {
      sums.packedBytes += piece.length
      yield piece
    }
    const descriptor = dataDescriptor(entry, sums)
    yield descriptor
    offset += header.length + sums.packedBytes + descriptor.length
    directory.push(directoryRecord(entry, sums))
  }
  const bytes = directory.reduce((sum, record) => sum + record.length, 0)
  yield* inPieces(directory)
  yield directoryEnd({ entries: directory.length, bytes, offset }, forceZip64)
}

/** Sums up what passes. @throws Error when it is not as long as was said */
async function* counted(
  body: Readable,
  expected: number,
  sums: { crc: number; bytes: number },
): AsyncGenerator<Buffer, void> {
  for await (const chunk of body as AsyncIterable<Buffer>) {
    sums.crc = crc32(chunk, sums.crc)
    sums.bytes += chunk.length
    yield chunk
  }
  if (sums.bytes !== expected) throw new Error(`An entry has ${sums.bytes} bytes instead of ${expected}`)
}

function packed(content: AsyncGenerator<Buffer, void>, isCompressible: boolean): AsyncIterable<Buffer> {
  // Its errors are thrown where it is read.
  return isCompressible ? pipeline(content, createDeflateRaw(), () => {}) : content
}

/** Many small records in fewer, larger pieces. */
function* inPieces(records: readonly Buffer[]): Generator<Buffer> {
  let piece: Buffer[] = []
  let bytes = 0
  for (const record of records) {
    piece.push(record)
    bytes += record.length
    if (bytes < PIECE_BYTES) continue
    yield Buffer.concat(piece)
    piece = []
    bytes = 0
  }
  if (piece.length > 0) yield Buffer.concat(piece)
}
