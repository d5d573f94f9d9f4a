/** `GET /v1_1/<cloud>/<resource type>/download?…`: reads the query, writes the file. Errors are the API's. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { FileAnswer } from '../../services/delivery/delivery-types.ts'
import type { DownloadRequest } from '../../services/delivery/download.ts'
import { writeFile } from './write-file.ts'

export interface DownloadHandlerOptions {
  download(request: DownloadRequest): Promise<FileAnswer>
  readonly now: () => number
  /** Told of each request that was answered: the cloud it named, and how much of a body was written. */
  onAnswered(cloudName: string, bodyBytes: number): void
  contextOf(request: IncomingMessage): { readonly signal: AbortSignal }
}

export type DownloadPath = Pick<DownloadRequest, 'cloudName' | 'resourceType'>

/** Rejects with a `TintypeError` while nothing is written. */
export type DownloadHandler = (request: IncomingMessage, response: ServerResponse, path: DownloadPath) => Promise<void>

export function downloadHandler({ download, now, onAnswered, contextOf }: DownloadHandlerOptions): DownloadHandler {
  return async (request, response, path) => {
    const startedAt = now()
    const { signal } = contextOf(request)
    const answer = await download({ ...path, parameters: queryOf(request.url ?? ''), signal })
    try {
      const onWritten = (bytes: number) => onAnswered(path.cloudName, bytes)
      await writeFile({ request, response, answer, signal, milliseconds: now() - startedAt, onWritten })
    } catch (error) {
      if (!response.headersSent) throw error
      // Half an answer cannot be taken back: the broken connection tells the client.
      response.destroy()
    }
  }
}

/** A parameter that is given twice could be signed as one and read as the other. */
function queryOf(url: string): Readonly<Record<string, string>> {
  const parameters: Record<string, string> = {}
  for (const [name, value] of new URL(url, 'http://localhost').searchParams) {
    if (Object.hasOwn(parameters, name)) throw new InvalidParameterError(`The parameter ${name} is given twice`)
    Object.defineProperty(parameters, name, { value, enumerable: true })
  }
  return parameters
}
