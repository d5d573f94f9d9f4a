/**
 * Thumbnails that lie on a provider's hosts, fetched by this server: the visitor's browser asks nobody else. Only
 * addresses that came in a listing are fetched; they are signed, and good for a day.
 */
import { createHmac } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { signedThumbnail } from '../../contract/remote-sources.ts'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import { isSameText } from '../../security/same-text.ts'
import { requestContext } from '../request-context.ts'
import type { FrontDependencies } from './front-types.ts'
import { atStandIn } from './stand-ins.ts'

type Dependencies = Pick<FrontDependencies, 'secret' | 'fetcher' | 'now' | 'hosts'>

const LIFETIME_SECONDS = 86_400
const MAX_BYTES = 3_000_000
const TIMEOUT_MS = 15_000
/** What a browser shows and cannot run. */
const PICTURE = /^image\/(jpeg|png|gif|webp|avif)\b/

/** @param base of the front */
export function thumbnailSigner(
  { secret, now }: Pick<Dependencies, 'secret' | 'now'>,
  base: string,
): (url: string) => string {
  const until = Math.floor(now() / 1000) + LIFETIME_SECONDS
  return (url) => {
    const query = new URLSearchParams({ url, until: String(until), signature: signatureOf(secret, url, String(until)) })
    return `${base}/thumbnail?${query}`
  }
}

type Asked = z.output<typeof signedThumbnail.input>

export async function sendThumbnail(
  { url, until, signature }: Asked,
  request: Request,
  response: Response,
  { secret, fetcher, now, hosts }: Dependencies,
): Promise<void> {
  if (!isSameText(signature, signatureOf(secret, url, until)) || Number(until) * 1000 < now()) {
    throw new InvalidParameterError('The address of this thumbnail is not one of ours, or has expired: list again')
  }
  const { signal } = requestContext(request)
  const fetched = await fetcher.fetch(atStandIn(url, hosts), { maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, signal })
  const type = fetched.headers['content-type'] ?? ''
  if (fetched.status !== 200 || !PICTURE.test(type)) {
    fetched.body.destroy()
    throw new RemoteSourceFailedError('The provider has no thumbnail of this file')
  }
  response.setHeader('Content-Type', type)
  response.setHeader('Cache-Control', 'private, max-age=3600')
  // The page may leave in the middle; there is nobody left to be told.
  await pipeline(fetched.body, response).catch(() => response.destroy())
}

function signatureOf(secret: string, url: string, until: string): string {
  return createHmac('sha256', secret).update(`thumbnail ${until} ${url}`).digest('base64url')
}
