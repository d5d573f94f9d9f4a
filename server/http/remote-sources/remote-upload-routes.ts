/** What was chosen at a remote source goes into an upload: its beginning, and how far it is as lines of JSON. */
import { pipeline } from 'node:stream/promises'
import type { RequestHandler } from 'express'
import { z } from 'zod'
import { RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { InvalidParameterError, MalformedBodyError, NotFoundError } from '../../errors/request-errors.ts'
import { readTextBody } from '../decode/text-body.ts'
import { askCompanion, providerOf, textOfSuccess, tokenHeader } from './ask-companion.ts'
import type { FrontDependencies } from './front-types.ts'
import { uploadTarget } from './remote-uploads.ts'

const MAX_ORDER_BYTES = 256 * 1024
const UPLOAD_TOKEN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a page says about the file that it wants uploaded. */
const order = z.object({
  endpoint: z.string(),
  /** Parameters of the upload, signed or with a preset. */
  metadata: z.record(z.string().max(200), z.string()).default({}),
  fileName: z.string().min(1).max(500),
  size: z.number().int().min(0).nullish(),
})

export function beginUpload(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const provider = providerOf(request)
    const { endpoint, metadata, fileName, size } = readOrder(await readTextBody(request, MAX_ORDER_BYTES))
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
    response.json({ token })
  }
}

export function followProgress(dependencies: FrontDependencies): RequestHandler {
  return async (request, response) => {
    const { token } = request.params
    if (typeof token !== 'string' || !UPLOAD_TOKEN.test(token)) throw new NotFoundError('There is no such upload')
    const method = request.method === 'DELETE' ? 'DELETE' : 'GET'
    const { status, body } = await askCompanion(request, dependencies, { method, path: `/progress/${token}` })
    response.status(status)
    response.setHeader('Content-Type', 'application/x-ndjson')
    // A proxy that collects the lines would make them useless.
    response.setHeader('X-Accel-Buffering', 'no')
    response.flushHeaders()
    await pipeline(body, response).catch(() => response.destroy())
  }
}

function readOrder(text: string): z.output<typeof order> {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new MalformedBodyError('The JSON body is malformed', { cause })
  }
  const read = order.safeParse(body)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new InvalidParameterError(
    `Invalid ${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'expected an object'}`,
  )
}
