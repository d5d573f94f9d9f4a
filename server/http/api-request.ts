/**
 * A request to the API with everything known about it: who asks, for which environment, with which parameters. Made
 * before any service is called; credentials in headers are judged before the body is read.
 */
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import type { Request } from 'express'
import type { OperationContract } from '../contract/operation.ts'
import type { ProductEnvironment } from '../domain/product-environment.ts'
import type { PresentContext } from '../present/asset.ts'
import type { ThumbnailAccess } from '../present/thumbnail-access.ts'
import { makeAuthToken } from '../security/auth-token.ts'
import type { Environments } from '../services/environments/environments.ts'
import type { RateLimits } from '../services/limits/rate-limits.ts'
import type { Notifications } from '../services/notifications/create-notifications.ts'
import type { Cause, Notify, Telling } from '../services/notifications/notification-types.ts'
import { tellingOf } from '../services/notifications/telling.ts'
import { readUrls } from '../services/notifications/triggers.ts'
import type { ServerAddress } from './addresses.ts'
import type { FilePart } from './decode/multipart.ts'
import { decodeRequest, type KnownParameters } from './decode/request-body.ts'
import type { Parameters } from './decode/values.ts'
import { countAdminCall } from './middleware/admin-rate.ts'
import { assertAddressAllowed, assertOriginAllowed } from './middleware/admission.ts'
import {
  type AuthenticateDependencies,
  authenticateHeaders,
  authenticateParameters,
  knownSender,
} from './middleware/authenticate.ts'
import { assertParametersAllowed, authorise } from './middleware/authorise.ts'
import { folderOf, type Principal } from './middleware/principal.ts'
import { assertWithinFolder } from './middleware/within-folder.ts'
import { requestContext } from './request-context.ts'

export interface ApiRequest<F = never> {
  readonly environment: ProductEnvironment
  readonly principal: Principal
  /** The folder that the sender is limited to: what lies outside is to them as if it were not there. Null: none. */
  readonly within: string | null
  /** Of path, query and body. */
  readonly parameters: Parameters
  readonly file: { readonly part: FilePart; readonly content: F } | null
  readonly present: PresentContext
  /** IP address of the client, where it is known. */
  readonly address: string | null
  /** Tells other systems of what this request causes, inside the transaction that does it. */
  readonly notify: Notify
  /** The same, for work that is told of in wire form, or done later. */
  readonly telling: Telling
  /** For operations whose parameters are merged with others first: `telling`, with the addresses that they name. */
  tellingAt(named: NamedAddresses): Telling
  readonly signal: AbortSignal
}

/** As a request or a preset says them. */
export interface NamedAddresses {
  readonly notificationUrl?: unknown
  readonly eagerNotificationUrl?: unknown
}

export interface ApiRequestDependencies extends AuthenticateDependencies {
  readonly environments: Environments
  /** Where clients reach this server, by what a request says. */
  readonly addressOf: (request: IncomingMessage) => ServerAddress
  /** IP address of the client, whatever proxies stand before the server. */
  readonly clientAddressOf: (request: IncomingMessage) => string | null
  readonly rateLimits: RateLimits
  readonly notifications: Notifications
  readonly onAnswer?: OnAnswer | undefined
}

/** Sees each body of a 200 before it is sent; what it throws is answered instead. Tests compare it with the contract. */
export type OnAnswer = (operation: OperationContract, body: unknown) => void

/** `isKnown`: the sender has proven who it is; else that comes after the file. */
export type TakeFile<F> = (
  file: Readable,
  part: FilePart,
  sender: { readonly environment: ProductEnvironment; readonly isKnown: boolean },
) => Promise<F>

/** A data URI of 60 MB travels as a parameter; other operations need far less. */
const TEXT_BYTES = 1_000_000
const TEXT_BYTES_WITH_FILE = 64_000_000
const SESSION_ID = /^[0-9a-f]{32}$/

export async function receiveApiRequest<F>(
  request: Request,
  operation: OperationContract,
  takeFile: TakeFile<F> | null,
  dependencies: ApiRequestDependencies,
): Promise<ApiRequest<F>> {
  const { cloud_name: cloudName = '', ...path } = pathParameters(request)
  const { signal } = requestContext(request)
  const head = await authenticateHeaders(request, cloudName, operation.credentials, dependencies)
  const { environment } = head
  const address = dependencies.clientAddressOf(request)
  const isSession = head.principal?.kind === 'session'
  // The token of a session is bound to a page already, and people are where they are.
  if (!isSession) {
    assertOriginAllowed(request, operation, environment)
    assertAddressAllowed(address, operation, environment)
  }
  if (head.principal !== null) {
    if (request.res !== undefined && !isSession) {
      await countAdminCall(operation, environment, request.res, dependencies.rateLimits, dependencies.clock.now())
    }
    authorise(head.principal, operation)
  }
  const decoded = await decodeRequest<F>(request, new URL(request.url, 'http://localhost').searchParams, {
    takeFile:
      takeFile === null
        ? null
        : async (file, part, known) => {
            const isKnown =
              head.principal !== null || (await judgeSender(request, head, known, operation, dependencies))
            return takeFile(file, part, { environment, isKnown })
          },
    textBytes: operation.takesFile ? TEXT_BYTES_WITH_FILE : TEXT_BYTES,
    keepsNull: operation.keepsNull,
  })
  const principal =
    head.principal ?? (await authenticateParameters(request, environment, decoded.parameters, operation, dependencies))
  authorise(principal, operation)
  const parameters = { ...decoded.parameters, ...path }
  assertParametersAllowed(principal, operation, parameters)
  await assertWithinFolder({ principal, operation, environment, parameters }, dependencies.database)
  const tellingAt = await tellings(request, { environment, principal, parameters }, dependencies)
  const telling = tellingAt({
    notificationUrl: parameters.notification_url,
    eagerNotificationUrl: parameters.eager_notification_url,
  })
  return {
    environment,
    principal,
    within: folderOf(principal),
    parameters,
    notify: telling.notify,
    telling,
    tellingAt,
    file: decoded.file,
    present: isSession
      ? { ...telling.present, thumbnails: thumbnailAccess(environment, request, dependencies) }
      : telling.present,
    address,
    signal,
  }
}

/** Refuses who can only be refused before its file is taken. */
async function judgeSender(
  request: Request,
  { environment }: { readonly environment: ProductEnvironment },
  { parameters, isComplete }: KnownParameters,
  operation: OperationContract,
  dependencies: ApiRequestDependencies,
): Promise<boolean> {
  const principal = isComplete
    ? await authenticateParameters(request, environment, parameters, operation, dependencies)
    : await knownSender(request, environment, parameters, dependencies)
  if (principal !== null) authorise(principal, operation)
  return principal !== null
}

async function tellings(
  request: Request,
  { environment, principal, parameters }: Pick<ApiRequest, 'environment' | 'principal' | 'parameters'>,
  { environments, addressOf, notifications }: ApiRequestDependencies,
): Promise<(named: NamedAddresses) => Telling> {
  const keys = principal.kind === 'key' ? [principal.key] : await environments.activeKeys(environment.id)
  const common = {
    cause: causeOf(principal, parameters, request),
    address: addressOf(request),
    apiKey: apiKeyOf(principal),
  }
  return ({ notificationUrl, eagerNotificationUrl }) => {
    const urls = readUrls(notificationUrl, 'notification_url')
    const eagerUrls = readUrls(eagerNotificationUrl, 'eager_notification_url')
    return tellingOf({ ...common, urls, eagerUrls }, environment, keys, notifications)
  }
}

function thumbnailAccess(
  { settings }: ProductEnvironment,
  request: IncomingMessage,
  { addressOf, clock }: ApiRequestDependencies,
): ThumbnailAccess {
  const { scheme, authority, prefix } = addressOf(request)
  const [key] = settings.authTokenKeys
  // Whole hours: the same address for a while, so that browsers keep the picture.
  const expiry = (Math.floor(clock.now() / 3_600_000) + 2) * 3_600
  return {
    base: `${scheme}://${authority}${prefix}`,
    token: (url) => (key === undefined ? null : makeAuthToken({ key: key.key, expiry, url })),
  }
}

function apiKeyOf(principal: Principal): string | null {
  if (principal.kind === 'key') return principal.key.apiKey
  return principal.kind === 'session' ? principal.visitor.session.apiKey : null
}

function causeOf(principal: Principal, { widget_session: signedFor }: Parameters, request: IncomingMessage): Cause {
  const { id: requestId } = requestContext(request)
  if (principal.kind === 'key') {
    // What stands in it was signed with that key: an upload of a widget.
    const sessionId = typeof signedFor === 'string' && SESSION_ID.test(signedFor) ? { sessionId: signedFor } : {}
    return { source: 'api', id: principal.key.apiKey, requestId, ...sessionId }
  }
  if (principal.kind === 'preset') return { source: 'unsigned_upload', id: principal.preset.name, requestId }
  if (principal.kind === 'session') {
    const { username: id, id: sessionId } = principal.visitor.session
    return { source: 'ui', id, requestId, sessionId }
  }
  return { source: 'token', id: '', requestId }
}

/** Wildcards come as lists of segments. */
function pathParameters(request: Request): Record<string, string> {
  const entries = Object.entries(request.params as Record<string, string | string[]>)
  return Object.fromEntries(entries.map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]))
}
