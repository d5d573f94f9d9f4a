/**
 * The parameters and the file of a request, whatever its content type: multipart, urlencoded, JSON, or - where a file
 * is expected - the bare file with its parameters in the query.
 */
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { MalformedBodyError } from '../../errors/request-errors.ts'
import { type FilePart, readMultipart } from './multipart.ts'
import { readTextBody } from './text-body.ts'
import { collectJson, collectValues, mergeParameters, type Parameters } from './values.ts'

/** What a request has said by the time its file begins. */
export interface KnownParameters {
  readonly parameters: Parameters
  /** Nothing more can follow. */
  readonly isComplete: boolean
}

export interface BodyOptions<F> {
  readonly takeFile: ((file: Readable, part: FilePart, known: KnownParameters) => Promise<F>) | null
  /** For everything but files. A data URI of 60 MB is a parameter too. */
  readonly textBytes: number
  /** Null in JSON stands for itself. */
  readonly keepsNull?: boolean
}

export interface DecodedRequest<F> {
  /** Query and body together. */
  readonly parameters: Parameters
  readonly file: { readonly part: FilePart; readonly content: F } | null
}

const MOST_FIELDS = 5_000

export async function decodeRequest<F>(
  request: IncomingMessage,
  query: URLSearchParams,
  options: BodyOptions<F>,
): Promise<DecodedRequest<F>> {
  const fromQuery = collectValues(query)
  const { values, file } = await decodeBody(request, fromQuery, options)
  return { parameters: mergeParameters(fromQuery, values), file }
}

interface Body<F> {
  readonly values: Parameters
  readonly file: DecodedRequest<F>['file']
}

async function decodeBody<F>(
  request: IncomingMessage,
  fromQuery: Parameters,
  options: BodyOptions<F>,
): Promise<Body<F>> {
  const { takeFile } = options
  const contentType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  if (contentType === 'multipart/form-data') {
    const limits = { fieldCharacters: options.textBytes, fields: MOST_FIELDS }
    const { pairs, file } = await readMultipart(request, {
      limits,
      takeFile:
        takeFile === null
          ? null
          : async (stream, part, before) => {
              const parameters = mergeParameters(fromQuery, collectValues(before))
              return takeFile(stream, part, { parameters, isComplete: false })
            },
    })
    return { values: collectValues(pairs), file }
  }
  if (!hasBody(request)) return { values: collectValues([]), file: null }
  if (contentType === 'application/json') {
    return { values: collectJson(parseJson(await readTextBody(request, options.textBytes)), options), file: null }
  }
  if (contentType === 'application/x-www-form-urlencoded') {
    const pairs = new URLSearchParams(await readTextBody(request, options.textBytes))
    if (pairs.size > MOST_FIELDS) throw new MalformedBodyError(`More than ${MOST_FIELDS} parameters`)
    return { values: collectValues(pairs), file: null }
  }
  if (takeFile !== null && isFileType(contentType)) {
    const part = { name: 'file', filename: null }
    const known = { parameters: fromQuery, isComplete: true }
    return { values: collectValues([]), file: { part, content: await takeFile(bodyOf(request), part, known) } }
  }
  throw new MalformedBodyError(
    `Unsupported content type ${JSON.stringify(contentType.slice(0, 100))}: expected multipart/form-data, application/x-www-form-urlencoded or application/json`,
  )
}

/** The body as a stream of its own: destroying that one leaves the connection, over which an answer is to be sent. */
function bodyOf(request: IncomingMessage): Readable {
  const body = Readable.from(request.iterator({ destroyOnReturn: false }), { objectMode: false })
  // Errors reach whoever reads it; when a refusal has left it without a reader, they would end the process.
  return body.on('error', () => {})
}

function hasBody(request: IncomingMessage): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0
}

function isFileType(contentType: string): boolean {
  return contentType === 'application/octet-stream' || /^(image|video|audio)\//.test(contentType)
}

const MOST_NESTING = 100

/** Deep nesting is refused by its brackets: everything that walks over values recurses. */
function assertFlat(text: string): void {
  let depth = 0
  // Texts in quotes are taken in one piece, so that their brackets do not count.
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[\]{}]/gs)) {
    if (token === '[' || token === '{') depth += 1
    else if (token === ']' || token === '}') depth -= 1
    if (depth > MOST_NESTING) throw new MalformedBodyError(`The JSON body is nested more than ${MOST_NESTING} deep`)
  }
}

function parseJson(text: string): unknown {
  assertFlat(text)
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new MalformedBodyError('The JSON body is malformed', { cause: error })
  }
}
