/** Writes a file that the API was asked for. Errors are the API's. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FileAnswer } from '../../services/delivery/delivery-types.ts'
import type { DownloadRequest } from '../../services/delivery/download.ts'
import { writeFile } from './write-file.ts'

export interface DownloadHandlerOptions {
  download(request: DownloadRequest): Promise<FileAnswer>
  readonly now: () => number
  /** Told of each request that was answered: the cloud it named, and how much of a body was written. */
  onAnswered(cloudName: string, bodyBytes: number): void
}

/** Rejects with a `TintypeError` while nothing is written. */
export type DownloadHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  wanted: DownloadRequest,
) => Promise<void>

export function downloadHandler({ download, now, onAnswered }: DownloadHandlerOptions): DownloadHandler {
  return async (request, response, wanted) => {
    const startedAt = now()
    const { signal, environment } = wanted
    const answer = await download(wanted)
    try {
      const onWritten = (bytes: number) => onAnswered(environment.cloudName, bytes)
      await writeFile({ request, response, answer, signal, milliseconds: now() - startedAt, onWritten })
    } catch (error) {
      if (!response.headersSent) throw error
      // Half an answer cannot be taken back: the broken connection tells the client.
      response.destroy()
    }
  }
}
