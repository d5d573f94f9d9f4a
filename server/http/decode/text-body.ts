/** A body that is read whole, up to a limit: urlencoded and JSON. */
import type { IncomingMessage } from 'node:http'
import { ClientGoneError, MalformedBodyError } from '../../errors/request-errors.ts'

/** UTF-8 text of the body. @throws MalformedBodyError | ClientGoneError */
export async function readTextBody(request: IncomingMessage, maxBytes: number): Promise<string> {
  const tooLarge = new MalformedBodyError(`The body is larger than ${maxBytes} bytes`)
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    // Not destroyed on the way out: an answer is still to be sent.
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      bytes += chunk.length
      if (bytes > maxBytes) throw tooLarge
      chunks.push(chunk)
    }
  } catch (error) {
    if (error === tooLarge) throw error
    throw new ClientGoneError('The connection was closed before the body was complete', { cause: error })
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch (error) {
    throw new MalformedBodyError('The body is not UTF-8 text', { cause: error })
  }
}
