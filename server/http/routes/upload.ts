/** Uploads: the request decides between a whole file, a part of one, and text that names one. */
import type { IncomingMessage } from 'node:http'
import type { Request, Response } from 'express'
import type { PendingJson, UnfinishedUploadJson, UploadResultJson } from '../../contract/asset-json.ts'
import { readInput } from '../../contract/read-input.ts'
import { refuseForStored, refuseUnsupported } from '../../contract/refused-parameters.ts'
import { explicit as explicitOperation, uploadAuto, upload as uploadOperation } from '../../contract/upload.ts'
import { UPLOAD_PARAMETER_NAMES, type UploadParameters, uploadParameters } from '../../contract/upload-parameters.ts'
import type { Actor } from '../../domain/asset.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import type { UploadPreset } from '../../domain/upload-preset.ts'
import { InvalidParameterError } from '../../errors/request-errors.ts'
import type { UploadSession } from '../../ports/repositories/upload-sessions.ts'
import type { PresentContext } from '../../present/asset.ts'
import { presentUpload } from '../../present/asset.ts'
import { presentBreakpoints } from '../../present/breakpoints.ts'
import { presentEager } from '../../present/derived.ts'
import { presentHooks } from '../../present/hook-execution.ts'
import type { AssetDependencies } from '../../services/assets/asset-types.ts'
import { acknowledgeExplicit } from '../../services/pending/acknowledge.ts'
import type { Acknowledged } from '../../services/pending/pending-types.ts'
import { withInherited } from '../../services/presets/inherited-preset.ts'
import { explicitWithScript } from '../../services/scripts/explicit-with-script.ts'
import type { LicensedUploads } from '../../services/stock/licensed-uploads.ts'
import { applyPreset } from '../../services/upload/apply-preset.ts'
import { type ContentRange, coveredBytes, readContentRange } from '../../services/upload/content-range.ts'
import { largestFile } from '../../services/upload/receive.ts'
import type { Spool, SpooledFile } from '../../services/upload/spool.ts'
import { STRANGER_BYTES, type Strangers, strangerError } from '../../services/upload/strangers.ts'
import type { UploadOutcome, UploadRequest } from '../../services/upload/upload-types.ts'
import type { Uploads } from '../../services/upload/uploads.ts'
import type { UsageGate } from '../../services/usage/usage-gate.ts'
import { type ApiRequest, receiveApiRequest, type TakeFile } from '../api-request.ts'
import { redirectToCallback } from '../form-callback.ts'
import { folderOf, type Principal } from '../middleware/principal.ts'
import { requestContext } from '../request-context.ts'
import { type ApiRoutes, bind, route, sendAnswer } from '../route.ts'
import { licenceWish } from './licensed-upload.ts'

export interface UploadRouteDependencies {
  readonly uploads: Uploads
  readonly spool: Spool
  readonly strangers: Strangers
  readonly presets: { find(environmentId: string, name: string): Promise<UploadPreset | null> }
  readonly assets: AssetDependencies
  readonly usageGate: Pick<UsageGate, 'assertOpen'>
  readonly licensedUploads: LicensedUploads
}

type UploadJson = UploadResultJson | UnfinishedUploadJson | PendingJson
type ResourceType = 'image' | 'video' | 'raw' | 'auto'

export function uploadRoutes(routes: ApiRoutes, dependencies: UploadRouteDependencies): void {
  for (const operation of [uploadAuto, uploadOperation]) {
    bind(routes, operation, async (request, response) => {
      const received = await receiveApiRequest<SpooledFile>(
        request,
        operation,
        takeUpload(request, response, dependencies),
        routes.dependencies,
      )
      const answer = await answerUpload(request, response, received, dependencies)
      if (answer !== null) sendAnswer(response, operation, answer, routes)
    })
  }
  route(
    routes,
    explicitOperation,
    async ({ resourceType, ...parameters }, { environment, present, telling, signal, ...request }) => {
      refuseUnsupported(request.parameters)
      refuseForStored(request.parameters)
      const wish = { environment, resourceType, parameters, telling, signal }
      if (parameters.async === true) {
        return presentPending(await acknowledgeExplicit(wish, dependencies.assets), resourceType, parameters.type)
      }
      const outcome = await explicitWithScript(wish, dependencies.assets)
      return presentOutcome(outcome, present)
    },
  )
}

/** Where the bytes go while they arrive. A part of a file is one, until its sender is known. */
export function takeUpload(
  request: Request,
  response: Response,
  { spool, strangers, usageGate }: UploadRouteDependencies,
): TakeFile<SpooledFile> {
  return async (body, _part, { environment, isKnown }) => {
    const { signal } = requestContext(request)
    await usageGate.assertOpen(environment)
    const allowed = largestFile(environment.settings.limits, resourceTypeOf(request))
    const maxBytes = isKnown ? allowed : Math.min(allowed, STRANGER_BYTES)
    const announcedBytes = announced(request, maxBytes)
    if (maxBytes < allowed && announcedBytes !== null) throw strangerError(`of more than ${STRANGER_BYTES} bytes`)
    // A wrong range is said before the bytes are read.
    const isPart = chunkHeaders(request) !== null
    const receive = (stop: AbortSignal) => spool.receive(body, { maxBytes, announcedBytes, isPart, signal: stop })
    // A stranger's place is taken until the request ends: the file lies there as long.
    if (!isKnown) onceClosed(response, strangers.enter())
    const file = isKnown ? await receive(signal) : await strangers.inTime(signal, receive)
    // However the request ends: what was not moved into the storage goes.
    onceClosed(response, () => void spool.discard(file.path))
    return file
  }
}

/** It may be already: what comes late in a body is refused while the file before it is still being written. */
function onceClosed(response: Response, work: () => void): void {
  if (response.closed) work()
  else response.once('close', work)
}

/** The answer, unless the client was sent elsewhere with it. */
async function answerUpload(
  request: Request,
  response: Response,
  received: ApiRequest<SpooledFile>,
  dependencies: UploadRouteDependencies,
): Promise<UploadJson | null> {
  const parameters = await mergedParameters(received, dependencies)
  reportIgnored(response, received.parameters)
  const answer = await carryOut(request, received, parameters, dependencies)
  return redirectToCallback(request, response, parameters.callback, answer) ? null : answer
}

async function carryOut(
  request: Request,
  received: ApiRequest<SpooledFile>,
  parameters: UploadParameters,
  { uploads, licensedUploads }: UploadRouteDependencies,
): Promise<UploadJson> {
  const { environment, signal, file } = received
  const common = commonOf(request, received, parameters)
  const { resourceType, telling } = common
  const filename = file?.part.filename ?? null
  const chunk = chunkHeaders(request)
  if (file !== null && chunk !== null) {
    const maxBytes = largestFile(environment.settings.limits, resourceType)
    const session = await uploads.keepPart({ environment, ...chunk, file: file.content, maxBytes, signal })
    const outcome = await uploads.complete(session, { ...common, filename })
    return outcome === null ? presentUnfinished(session, resourceType) : present(outcome)
  }
  const wish = licenceWish(received, parameters)
  if (wish !== null) return present(await licensedUploads.upload(common, wish))
  return present(await uploads.upload({ ...common, source: sourceOf(received) }))

  function present(outcome: UploadOutcome | Acknowledged): UploadResultJson | PendingJson {
    if ('pendingId' in outcome) return presentPending(outcome, resourceType, parameters.type)
    return presentOutcome(outcome, telling.present)
  }
}

/** Of an upload that is tried and not made. */
export async function requestOf(
  request: Request,
  received: ApiRequest<SpooledFile>,
  dependencies: UploadRouteDependencies,
): Promise<UploadRequest> {
  const parameters = await mergedParameters(received, dependencies)
  return { ...commonOf(request, received, parameters), source: sourceOf(received) }
}

function commonOf(request: Request, received: ApiRequest<SpooledFile>, parameters: UploadParameters) {
  const { environment, principal, signal } = received
  const telling = received.tellingAt(parameters)
  const unsigned = principal.kind === 'preset'
  const resourceType = resourceTypeOf(request)
  const within = folderOf(principal)
  return { environment, resourceType, parameters, unsigned, signal, within, telling, actor: actorOf(principal) }
}

function sourceOf({ file, parameters }: ApiRequest<SpooledFile>): UploadRequest['source'] {
  if (file === null) return { kind: 'text', text: textSource(parameters) }
  return { kind: 'file', file: file.content, filename: file.part.filename ?? null }
}

export function actorOf(principal: Principal): Actor | null {
  if (principal.kind === 'key') {
    const { key, user } = principal
    return { accessKey: key.apiKey, ...(user === undefined ? {} : { user }) }
  }
  return principal.kind === 'preset' ? { uploadPreset: principal.preset.name } : null
}

export async function mergedParameters(
  { parameters, principal, environment }: Pick<ApiRequest, 'parameters' | 'principal' | 'environment'>,
  { presets }: Pick<UploadRouteDependencies, 'presets'>,
): Promise<UploadParameters> {
  const { defaultUploadPreset } = environment.settings
  const name = parameters.upload_preset ?? defaultUploadPreset ?? undefined
  const preset = principal.kind === 'preset' ? principal.preset : await namedPreset(name, environment, presets)
  const whole = preset === null ? null : await withInherited(preset, presets)
  const merged = applyPreset(parameters, whole, { unsigned: principal.kind === 'preset' })
  refuseUnsupported(merged)
  return readInput(uploadParameters, merged)
}

async function namedPreset(
  name: unknown,
  environment: ProductEnvironment,
  presets: UploadRouteDependencies['presets'],
): Promise<UploadPreset | null> {
  if (name === undefined) return null
  const preset = typeof name === 'string' ? await presets.find(environment.id, name) : null
  if (preset === null) throw new InvalidParameterError('Upload preset not found')
  return preset
}

function textSource({ file }: ApiRequest['parameters']): string {
  if (file === undefined) throw new InvalidParameterError('Missing required parameter - file')
  if (typeof file === 'string') return file
  throw new InvalidParameterError("Invalid file parameter. Make sure your file parameter does not include '[]'")
}

export function presentOutcome(outcome: UploadOutcome, context: PresentContext): UploadResultJson {
  const { asset, eager, breakpoints, batchId, hooks } = outcome
  return {
    ...presentUpload(asset, context, outcome),
    ...(eager.length === 0
      ? {}
      : { eager: eager.map((entry) => presentEager(asset, entry.chain, entry.outcome, context)) }),
    ...(breakpoints.length === 0
      ? {}
      : { responsive_breakpoints: breakpoints.map((one) => presentBreakpoints(asset, one, context)) }),
    ...(batchId === null ? {} : { batch_id: batchId }),
    ...presentHooks(hooks),
  }
}

export function presentPending(
  { pendingId, publicId }: Acknowledged,
  resourceType: ResourceType,
  type = 'upload',
): PendingJson {
  return {
    status: 'pending',
    resource_type: resourceType,
    type,
    ...(publicId === null ? {} : { public_id: publicId }),
    batch_id: pendingId,
  }
}

function presentUnfinished(session: UploadSession, resourceType: ResourceType): UnfinishedUploadJson {
  return {
    done: false,
    bytes: coveredBytes(session.parts),
    ...(resourceType === 'auto' ? {} : { resource_type: resourceType }),
  }
}

function resourceTypeOf(request: Request): ResourceType {
  const { resource_type: named = 'auto' } = request.params
  if (named === 'image' || named === 'video' || named === 'raw' || named === 'auto') return named
  throw new InvalidParameterError(`Invalid value ${String(named).slice(0, 100)} for parameter resource_type`)
}

/** Both headers make a part; one of them alone means nothing. */
function chunkHeaders({
  headers,
}: IncomingMessage): { readonly uploadId: string; readonly range: ContentRange } | null {
  const uploadId = headers['x-unique-upload-id']
  const range = headers['content-range']
  if (typeof uploadId !== 'string' || uploadId === '' || range === undefined) return null
  if (uploadId.length > 255) throw new InvalidParameterError('X-Unique-Upload-Id is longer than 255 characters')
  return { uploadId, range: readContentRange(range) }
}

/** The length of the body, when it alone says that the file is too large: a form adds at most a little to its file. */
function announced({ headers }: IncomingMessage, maxBytes: number): number | null {
  const length = Number(headers['content-length'] ?? Number.NaN)
  return length > maxBytes + 100_000 ? length : null
}

/** Nothing is ignored in silence. */
function reportIgnored(response: Response, parameters: ApiRequest['parameters']): void {
  const ignored = Object.keys(parameters).filter(
    (name) => !UPLOAD_PARAMETER_NAMES.has(name) && name !== 'resource_type' && /^[\w.-]{1,100}$/.test(name),
  )
  if (ignored.length > 0) response.setHeader('X-Tintype-Ignored', ignored.slice(0, 20).join(', '))
}
