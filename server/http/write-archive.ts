/** Writes an archive as it is made. What fails before its first bytes is an error of the API like any other. */
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../ports/log.ts'
import type { OpenArchive } from '../services/archives/archive-types.ts'
import { contentDisposition } from './delivery/header-text.ts'

export interface ArchiveWriting {
  readonly response: ServerResponse
  readonly archive: OpenArchive
  readonly contentType: string
  readonly filename: string
  readonly signal: AbortSignal
  readonly log: Log
  /** Told how many bytes were written, also when the client left before the end. */
  readonly onWritten: (bytes: number) => void
}

export async function writeArchive(writing: ArchiveWriting): Promise<void> {
  const { response, archive, contentType, filename, signal, log, onWritten } = writing
  const { body } = archive
  let bytes = 0
  try {
    // A client that leaves meanwhile stops it.
    await once(body, 'readable', { signal })
    response.writeHead(200, {
      'Content-Type': contentType,
      'Content-Disposition': contentDisposition('attachment', filename),
    })
    body.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    await pipeline(body, response, { signal })
  } catch (error) {
    body.destroy()
    if (!response.headersSent) throw error
    // Half an archive cannot be taken back: the broken connection tells the client.
    if (!isOfLeaving(error)) log.error({ error }, 'an archive could not be completed')
    response.destroy()
  } finally {
    onWritten(bytes)
  }
}

/** Whether it only says that the client has left. The signal cannot tell: it is aborted by a failure as well. */
function isOfLeaving(error: unknown): boolean {
  const { name, code } = error as NodeJS.ErrnoException
  return name === 'AbortError' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ECONNRESET' || code === 'EPIPE'
}
