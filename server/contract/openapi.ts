/**
 * The OpenAPI 3.1 description of the API, made from the operations: what is not an operation is not in it, and the
 * reverse. `GET /docs/openapi.json` gives it, the page at `/docs` is made from it, tests validate answers against it.
 */
import { z } from 'zod'
import { errorBodyV2, errorJson } from './error-json.ts'
import { type Credentials, type OperationContract, operationPath } from './operation.ts'
import { inputParameters, type ParameterDescription } from './operation-input.ts'

/** A JSON Schema of the 2020-12 dialect. */
export type JsonSchema = Readonly<Record<string, unknown>>

export interface OpenApiDocument {
  readonly openapi: '3.1.1'
  readonly info: Readonly<Record<string, unknown>>
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenApiOperation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface OpenApiOperation {
  readonly operationId: string
  readonly summary: string
  readonly tags: readonly string[]
  /** The permission that a key needs; null where no key is involved. */
  readonly 'x-permission': string | null
  readonly security: readonly Readonly<Record<string, readonly string[]>>[]
  readonly parameters: readonly Readonly<Record<string, unknown>>[]
  readonly requestBody?: Readonly<Record<string, unknown>>
  readonly responses: Readonly<Record<string, unknown>>
}

export interface OpenApiOptions {
  readonly version: string
  /** Relative to where the document lies, or absolute. */
  readonly server: string
}

export function openApi(operations: readonly OperationContract[], options: OpenApiOptions): OpenApiDocument {
  const paths: Record<string, Record<string, OpenApiOperation>> = {}
  for (const [operation, templates] of distinctPaths(operations)) {
    for (const path of templates) {
      const entry = paths[path] ?? {}
      entry[operation.method.toLowerCase()] = describeOperation(operation, path)
      paths[path] = entry
    }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Tintype API',
      version: options.version,
      summary: 'Upload, manage, search and provision media.',
      description: 'Compatible with Cloudinary: its client libraries work after only the host is changed.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: options.server }],
    tags: [...new Set(operations.map(groupOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: SECURITY_SCHEMES,
      schemas: { Error: ERROR, ErrorV2: ERROR_V2 },
      responses: ERROR_RESPONSES,
    },
  }
}

/** The resource that an operation belongs to: `upload_presets` of `upload_presets.get`. */
export function groupOf({ id }: Pick<OperationContract, 'id'>): string {
  return id.slice(0, id.lastIndexOf('.'))
}

/** What a 200 of that operation holds; properties that it does not name are not allowed. */
export function outputSchema({ output }: OperationContract): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' })
  return schema
}

/**
 * Two paths that differ only in the names of their parameters are one to OpenAPI. Of the two, the one that has a
 * parameter with few values is written out with each of them.
 */
function distinctPaths(operations: readonly OperationContract[]): ReadonlyMap<OperationContract, readonly string[]> {
  const templates = new Map<OperationContract, readonly string[]>()
  const shapes = new Map<string, OperationContract>()
  for (const operation of operations) {
    const path = templateOf(operation)
    const shape = `${operation.method} ${path.replace(/\{\w+\}/g, '{}')}`
    const other = shapes.get(shape)
    if (other === undefined || templateOf(other) === path) {
      shapes.set(shape, operation)
      templates.set(operation, [path])
      continue
    }
    const own = writtenOut(operation, other)
    const others = own === null ? writtenOut(other, operation) : null
    if (own === null && others === null) throw new Error(`${operation.id} has the same path as ${other.id}: ${path}`)
    templates.set(operation, own ?? [path])
    if (others !== null) templates.set(other, others)
  }
  return templates
}

function templateOf(operation: OperationContract): string {
  return operationPath(operation).replaceAll('+}', '}')
}

/** Its path with each value of a parameter that the other one's does not have; null when there is no such parameter. */
function writtenOut(operation: OperationContract, other: OperationContract): readonly string[] | null {
  const path = templateOf(operation)
  const choices = inputParameters(operation).find(
    ({ name, schema }) =>
      path.includes(`{${name}}`) && Array.isArray(schema.enum) && !templateOf(other).includes(`{${name}}`),
  )
  const values = choices?.schema.enum as readonly string[] | undefined
  return values?.map((value) => path.replace(`{${choices?.name}}`, value)) ?? null
}

function describeOperation(operation: OperationContract, path: string): OpenApiOperation {
  const parameters = inputParameters(operation)
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  const written = new Set([...operationPath(operation).matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name))
  const others = parameters.filter(({ name }) => !written.has(name))
  const inQuery = operation.method === 'GET' || operation.method === 'DELETE'
  return {
    operationId: path === operationPath(operation).replaceAll('+}', '}') ? operation.id : `${operation.id}:${path}`,
    summary: operation.summary,
    tags: [groupOf(operation)],
    'x-permission': isWithoutPermission(operation) ? null : operation.id,
    security: SECURITY[operation.credentials],
    parameters: [
      ...[...inPath].map((name) => pathParameter(name ?? '', parameters, operation)),
      ...(inQuery ? others.map(queryParameter) : []),
    ],
    ...(inQuery ? {} : { requestBody: requestBody(operation, others) }),
    responses: {
      200: { description: 'Done', content: answerContent(operation) },
      ...errorReferences(operation),
    },
  }
}

function answerContent(operation: OperationContract) {
  if (operation.answersFile) return { '*/*': { schema: { type: 'string', format: 'binary' } } }
  return { 'application/json': { schema: outputSchema(operation) } }
}

/** Where nobody has to have proven who they are, and where everybody works on their own account. */
export function isWithoutPermission({ credentials }: Pick<OperationContract, 'credentials'>): boolean {
  return ['none', 'token', 'remote', 'visitor', 'session'].includes(credentials)
}

function pathParameter(name: string, parameters: readonly ParameterDescription[], operation: OperationContract) {
  const known = parameters.find((parameter) => parameter.name === name)
  const isRest = operation.path.includes(`{${name}+}`)
  return {
    name,
    in: 'path',
    required: true,
    ...(isRest && { description: 'May hold slashes, as they are or as %2F.' }),
    schema: known?.schema ?? { type: 'string' },
  }
}

function queryParameter({ name, schema, isRequired }: ParameterDescription) {
  const isList = schema.type === 'array'
  return {
    name: isList ? `${name}[]` : name,
    in: 'query',
    required: isRequired,
    schema,
    ...(isList && { style: 'form', explode: true }),
  }
}

function requestBody(operation: OperationContract, parameters: readonly ParameterDescription[]) {
  const signed = operation.credentials === 'key' || operation.credentials === 'key-or-preset'
  const properties = Object.fromEntries([
    ...parameters.map(({ name, schema }) => [name, schema]),
    ...(signed ? Object.entries(SIGNATURE_PARAMETERS) : []),
  ])
  const required = parameters.filter(({ isRequired }) => isRequired).map(({ name }) => name)
  const schema = { type: 'object', properties, ...(required.length > 0 && { required }) }
  const withFile = { ...schema, properties: { file: { type: 'string', format: 'binary' }, ...properties } }
  const form = { schema: operation.takesFile ? withFile : schema }
  return {
    required: required.length > 0,
    content: {
      ...(operation.takesFile && { 'multipart/form-data': form }),
      'application/x-www-form-urlencoded': { schema },
      'application/json': { schema },
    },
  }
}

const SIGNATURE_PARAMETERS = {
  api_key: { type: 'string', description: 'With `signature`; not needed with Basic.' },
  timestamp: { type: 'integer', description: 'Seconds since 1970; at most an hour old.' },
  signature: { type: 'string', description: 'Hex digest of the sorted parameters and the API secret.' },
}

const SECURITY_SCHEMES = {
  basic: { type: 'http', scheme: 'basic', description: 'API key and API secret of the product environment.' },
  provisioning: { type: 'http', scheme: 'basic', description: 'Provisioning key and secret of the account.' },
  signature: { type: 'apiKey', in: 'query', name: 'signature', description: 'Signed parameters instead of Basic.' },
  token: {
    type: 'http',
    scheme: 'bearer',
    description:
      'Of a session of a widget. Also taken instead of Basic or a signature, for what the role of its user allows.',
  },
  remote: {
    type: 'apiKey',
    in: 'header',
    name: 'Uppy-Auth-Token',
    description: 'Of a sign-in at a provider of remote sources; sources without accounts need none.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'tintype_session',
    description: 'Set by signing in; each call also carries the header `X-Tintype-Console`.',
  },
}

const SECURITY: Readonly<Record<Credentials, readonly Readonly<Record<string, readonly string[]>>[]>> = {
  key: [{ basic: [] }, { signature: [] }],
  'key-or-preset': [{ basic: [] }, { signature: [] }, {}],
  basic: [{ basic: [] }],
  provisioning: [{ provisioning: [] }, { session: [] }],
  visitor: [{}],
  session: [{ session: [] }],
  token: [{ token: [] }],
  remote: [{ remote: [] }, {}],
  none: [{}],
}

const { $schema: _dialect, ...ERROR } = z.toJSONSchema(z.object({ error: errorJson }), { io: 'output' })
const { $schema: _dialectV2, ...ERROR_V2 } = z.toJSONSchema(errorBodyV2, { io: 'output' })

const ERRORS = {
  400: ['BadRequest', 'A parameter is missing or wrong'],
  401: ['Unauthorized', 'The credentials are missing or wrong; for signed calls also: the key lacks the permission'],
  403: ['Forbidden', 'The key lacks the permission'],
  404: ['NotFound', 'There is no such thing'],
  409: ['Conflict', 'The name is taken'],
  420: ['RateLimited', 'Too many calls in this hour'],
  429: ['Overloaded', 'The server is busy: try again later'],
  500: ['Failed', 'The server failed; the request id is in its log'],
  502: ['ProviderFailed', 'The provider did not do what it was asked for'],
  503: ['Unavailable', 'Remote sources cannot be used now'],
} as const

const ERROR_RESPONSES = { ...errorResponses('', 'Error'), ...errorResponses('V2', 'ErrorV2') }

function errorResponses(suffix: string, schema: string) {
  const content = { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } }
  return Object.fromEntries(
    Object.values(ERRORS).map(([name, description]) => [`${name}${suffix}`, { description, content }]),
  )
}

const ONLY_OF_REMOTE: readonly string[] = ['502', '503']
const NEVER_OF_REMOTE: readonly string[] = ['409', '420']

/** Signed calls never answer 403: client libraries would drop its text. */
function errorReferences({ api, credentials }: OperationContract): Readonly<Record<string, unknown>> {
  const suffix = api === 'v2' ? 'V2' : ''
  const isSigned = credentials === 'key' || credentials === 'key-or-preset'
  const isPossible = (status: string): boolean =>
    api === 'companion' ? !NEVER_OF_REMOTE.includes(status) : !ONLY_OF_REMOTE.includes(status)
  return Object.fromEntries(
    Object.entries(ERRORS)
      .filter(([status]) => isPossible(status) && !(isSigned && (status === '403' || status === '409')))
      .map(([status, [name]]) => [status, { $ref: `#/components/responses/${name}${suffix}` }]),
  )
}
