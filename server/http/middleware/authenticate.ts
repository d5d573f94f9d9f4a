/**
 * Finds out who sends a request: by Basic, by the signature of its parameters, or by an unsigned upload preset.
 * What can be judged by the headers alone is judged before the body is read (`authenticateHeaders`).
 */
import type { IncomingMessage } from 'node:http'
import type { Credentials, OperationContract } from '../../contract/operation.ts'
import type { AccessKey } from '../../domain/access-key.ts'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { type UploadPreset, whitelistOf } from '../../domain/upload-preset.ts'
import { AuthorizationError, InvalidParameterError, SignatureError } from '../../errors/request-errors.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import { isApiSignatureValid, stringToSign } from '../../security/api-signature.ts'
import { explainSignature } from '../../security/explain-signature.ts'
import { isSameText } from '../../security/same-text.ts'
import type { Environments } from '../../services/environments/environments.ts'
import { assertUnsignedParameters } from '../../services/upload/unsigned-parameters.ts'
import { findVisitor } from '../../services/widget-sessions/find-visitor.ts'
import { signedValues } from '../decode/signed-values.ts'
import type { Parameters } from '../decode/values.ts'
import { isFromLoopback } from '../loopback.ts'
import { basicCredentials } from './basic-credentials.ts'
import { bearerToken, pageOrigin } from './page-origin.ts'
import type { Principal } from './principal.ts'
import { assertSignedForThis } from './widget-signature.ts'

export interface AuthenticateDependencies {
  readonly environments: Environments
  readonly database: Database
  readonly clock: Clock
  /** By which the timestamps of clients are judged; default: `clock`. */
  readonly clientClock?: Clock | undefined
}

const HOUR_SECONDS = 3_600

/** @throws AuthorizationError when the environment is unknown, or the headers carry wrong credentials */
export async function authenticateHeaders(
  request: IncomingMessage,
  cloudName: string,
  credentials: Credentials,
  dependencies: AuthenticateDependencies,
): Promise<{ readonly environment: ProductEnvironment; readonly principal: Principal | null }> {
  const { environments } = dependencies
  const environment = await environments.findByCloudName(cloudName)
  const authorization = request.headers.authorization
  if (environment === null) throw new AuthorizationError(`Invalid cloud_name ${cloudName.slice(0, 100)}`)
  if (credentials === 'none') return { environment, principal: { kind: 'anonymous' } }
  if (authorization === undefined) {
    if (credentials === 'token') throw new AuthorizationError('Missing token: expected Authorization: Bearer …')
    if (credentials === 'basic') throw new AuthorizationError('Missing credentials: expected Basic api_key:api_secret')
    return { environment, principal: null }
  }
  const token = bearerToken(request)
  if (token !== null) {
    const visitor = await findVisitor(token, environment, pageOrigin(request), dependencies)
    return { environment, principal: { kind: 'session', visitor } }
  }
  if (credentials === 'token') throw new AuthorizationError('Missing token: expected Authorization: Bearer …')
  return { environment, principal: { kind: 'key', key: await basicKey(authorization, environment, environments) } }
}

/** By the parameters, when the headers said nothing. @throws AuthorizationError | InvalidParameterError */
export async function authenticateParameters(
  request: IncomingMessage,
  environment: ProductEnvironment,
  parameters: Parameters,
  operation: Pick<OperationContract, 'id' | 'credentials' | 'answersFile'>,
  dependencies: AuthenticateDependencies,
): Promise<Principal> {
  const { credentials, answersFile } = operation
  const clock = dependencies.clientClock ?? dependencies.clock
  const signature = one(parameters, 'signature')
  if (signature !== undefined) {
    const key = await signingKey(request, environment, parameters, signature, dependencies)
    // Signatures do not name their operation: what is good for longer must not be good for a deletion.
    if (answersFile && 'expires_at' in parameters) assertNotOver(one(parameters, 'expires_at'), clock)
    else assertFresh(one(parameters, 'timestamp'), clock)
    const user = await assertSignedForThis(parameters, operation, environment, dependencies)
    return { kind: 'key', key, user }
  }
  if (credentials !== 'key-or-preset') {
    throw new InvalidParameterError(`Missing required parameter - ${'api_key' in parameters ? 'signature' : 'api_key'}`)
  }
  const name = one(parameters, 'upload_preset')
  if (name === undefined) {
    throw new InvalidParameterError('Upload preset must be specified when using unsigned upload')
  }
  const preset = await visiblePreset(request, environment, name, dependencies)
  if (!preset.unsigned) {
    throw new InvalidParameterError('Upload preset must be whitelisted for unsigned uploads')
  }
  assertUnsignedParameters(parameters, whitelistOf(preset.settings))
  return { kind: 'preset', preset }
}

/**
 * Who sends a file, as far as the parameters that came before it prove that. Others may follow, a signature over all of
 * them among them, so that `null` only means: not yet.
 *
 * @throws AuthorizationError | InvalidParameterError when what came can only be refused
 */
export async function knownSender(
  request: IncomingMessage,
  environment: ProductEnvironment,
  parameters: Parameters,
  dependencies: AuthenticateDependencies,
): Promise<Principal | null> {
  const [apiKey, signature] = [one(parameters, 'api_key'), one(parameters, 'signature')]
  const [preset, timestamp] = [one(parameters, 'upload_preset'), one(parameters, 'timestamp')]
  if (timestamp !== undefined) assertFresh(timestamp, dependencies.clientClock ?? dependencies.clock)
  const found = preset === undefined ? null : await visiblePreset(request, environment, preset, dependencies)
  if (apiKey === undefined) {
    return signature === undefined && found?.unsigned === true ? { kind: 'preset', preset: found } : null
  }
  const key = await ownKey(environment, apiKey, dependencies)
  const isProven =
    signature !== undefined &&
    isApiSignatureValid(signedValues(parameters), signature, key.apiSecret, rulesOf(environment))
  return isProven ? { kind: 'key', key } : null
}

async function visiblePreset(
  request: IncomingMessage,
  environment: ProductEnvironment,
  name: string,
  { database }: AuthenticateDependencies,
): Promise<UploadPreset> {
  const preset = await database.presets.find(environment.id, name)
  if (preset === null || (preset.loopbackOnly && !isFromLoopback(request))) {
    throw new InvalidParameterError('Upload preset not found')
  }
  return preset
}

async function ownKey(
  environment: ProductEnvironment,
  apiKey: string,
  { environments }: AuthenticateDependencies,
): Promise<AccessKey> {
  const key = await environments.findKey(apiKey)
  if (key === null || key.environmentId !== environment.id) {
    throw new AuthorizationError(`Unknown API key ${apiKey.slice(0, 100)}`)
  }
  return key
}

function rulesOf({ settings }: ProductEnvironment) {
  return { algorithm: settings.signatureAlgorithm, version: settings.signatureVersion }
}

async function signingKey(
  request: IncomingMessage,
  environment: ProductEnvironment,
  parameters: Parameters,
  signature: string,
  dependencies: AuthenticateDependencies,
): Promise<AccessKey> {
  const apiKey = one(parameters, 'api_key')
  if (apiKey === undefined) throw new InvalidParameterError('Missing required parameter - api_key')
  const key = await ownKey(environment, apiKey, dependencies)
  const values = signedValues(parameters)
  if (!isApiSignatureValid(values, signature, key.apiSecret, rulesOf(environment))) {
    const text = stringToSign(values, 2).slice(0, 4_000)
    const said = request.headers['x-tintype-string-to-sign']
    throw new SignatureError(`Invalid Signature ${signature.slice(0, 100)}. String to sign - '${text}'.`, () =>
      explainSignature({
        parameters: values,
        signature,
        secret: key.apiSecret,
        rules: rulesOf(environment),
        said: typeof said === 'string' ? said : null,
      }),
    )
  }
  return key
}

/** Addresses of downloads may say themselves until when they are good: in seconds since 1970, fractions included. */
function assertNotOver(expiry: string | undefined, clock: Clock): void {
  if (expiry === undefined || !/^\d{1,12}(\.\d{1,20})?$/.test(expiry)) {
    throw new InvalidParameterError(
      `Invalid value ${expiry?.slice(0, 100)} for parameter expires_at: seconds since 1970`,
    )
  }
  if (clock.now() >= Number(expiry) * 1000) throw new AuthorizationError('This download URL has expired')
}

function assertFresh(timestamp: string | undefined, clock: Clock): void {
  if (timestamp === undefined) throw new InvalidParameterError('Missing required parameter - timestamp')
  const seconds = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  if (Number.isNaN(seconds)) {
    throw new InvalidParameterError(
      `Invalid value ${timestamp.slice(0, 100)} for parameter timestamp: seconds since 1970`,
    )
  }
  const age = Math.floor(clock.now() / 1000) - seconds
  if (Math.abs(age) <= HOUR_SECONDS) return
  const reported = new Date(seconds * 1000)
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' +0000')
  const fault = age > 0 ? 'more than 1 hour ago' : 'more than 1 hour ahead'
  throw new InvalidParameterError(`Stale request - reported time is ${reported} which is ${fault}`)
}

async function basicKey(
  authorization: string,
  environment: ProductEnvironment,
  environments: Environments,
): Promise<AccessKey> {
  const given = basicCredentials(authorization)
  if (given === null) {
    throw new AuthorizationError('Invalid credentials: expected Basic api_key:api_secret')
  }
  const key = await environments.findKey(given.key)
  if (key === null) throw new AuthorizationError(`Invalid api_key ${given.key.slice(0, 100)}`)
  if (key.environmentId !== environment.id) throw new AuthorizationError(`unknown api_key ${given.key.slice(0, 100)}`)
  if (!isSameText(given.secret, key.apiSecret)) throw new AuthorizationError('api_secret mismatch')
  return key
}

/** A parameter that must not be given several times. */
function one(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name]
  if (value === undefined) return undefined
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new InvalidParameterError(`Invalid value for parameter ${name}: expected text`)
}
