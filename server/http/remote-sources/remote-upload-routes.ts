/** What was chosen at a remote source goes into an upload: its beginning, and how far it is as lines of JSON. */
import { pipeline } from 'node:stream/promises'
import type { Request, Response } from 'express'
import type { z } from 'zod'
import type { beginRemoteUpload, followRemoteUpload } from '../../contract/remote-sources.ts'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { NotFoundError } from '../../errors/request-errors.ts'
import { askCompanion, textOfSuccess, tokenHeader } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import { uploadTarget } from './remote-uploads.ts'

const UPLOAD_TOKEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

type Order = z.output<typeof beginRemoteUpload.input>

export function beginUpload(dependencies: FrontDependencies) {
  return async ({ provider, endpoint, metadata, fileName, size }: Order, request: Request) => {
    const ticket = dependencies.uploads.expect({
      ...uploadTarget(endpoint),
      parameters: metadata,
      fileName,
      from: {
        server: dependencies.addresses.serverAddress(request),
        client: dependencies.addresses.clientAddress(request),
      },
      origin: request.headers.origin,
    })
    const answer = await askCompanion(request, dependencies, {
      method: 'POST',
      // With the query: some files can be found only in the drive that it names.
      path: request.url,
      headers: { ...tokenHeader(request), 'content-type': 'application/json' },
      body: JSON.stringify({
        endpoint: `http://${dependencies.uploadHost}/${ticket}`,
        protocol: 'multipart',
        httpMethod: 'POST',
        useFormData: false,
        metadata: { name: fileName },
        headers: { 'content-type': 'application/octet-stream' },
        ...(size !== null && size !== undefined && { size }),
      }),
    })
    const { token } = JSON.parse(await textOfSuccess(answer, provider)) as { token?: unknown }
    if (typeof token !== 'string') throw new RemoteSourceFailedError('The upload could not be begun')
    return { token }
  }
}

type Followed = z.output<typeof followRemoteUpload.input>

export function followProgress(dependencies: FrontDependencies) {
  return async ({ token }: Followed, request: Request, response: Response) => {
    const { status, body } = await askCompanion(request, dependencies, { method: 'GET', path: progressOf(token) })
    response.status(status)
    response.setHeader('Content-Type', 'application/x-ndjson')
    // A proxy that collects the lines would make them useless.
    response.setHeader('X-Accel-Buffering', 'no')
    response.flushHeaders()
    await pipeline(body, response).catch(() => response.destroy())
  }
}

export function cancelUpload(dependencies: FrontDependencies) {
  return async ({ token }: Followed, request: Request) => {
    const { body } = await askCompanion(request, dependencies, { method: 'DELETE', path: progressOf(token) })
    body.resume()
    return { result: 'ok' as const }
  }
}

function progressOf(token: string): string {
  if (!UPLOAD_TOKEN.test(token)) throw new NotFoundError('There is no such upload')
  return `/progress/${token}`
}
