/**
 * A delivery URL, read: `/<cloud>/<resource type>/<type>/[s--sig--/]<chain>/[v<version>/]<source>` and its short forms
 *. Pure and total: a value, or a `TransformationError` whose `fault` says what is wrong.
 *
 * The path is cut at its slashes first and each segment is decoded once: `%2C` acts as a comma, `%252C` is text.
 * The chain is read structurally; what the values mean is for `parse.ts`. Cost: some microseconds.
 */
import { TransformationError } from '../../errors/transformation-error.ts'
import { type ComponentPart, invalidComponent, readComponentParts } from './component-parts.ts'
import { type Form, readCloud, readForm } from './url-form.ts'
import type { HostTable } from './url-host.ts'
import { type LeftoverQuery, readQuery, type Signable, signableOf } from './url-parts.ts'
import { SegmentReader } from './url-segments.ts'
import {
  checkExtension,
  checkPublicId,
  type DeliverySource,
  missingPublicId,
  readRemoteUrl,
  splitExtension,
  startsRemoteUrl,
} from './url-source.ts'
import { type DeliveryType, isRemoteType, type ResourceType } from './url-types.ts'

export interface DeliveryUrlOptions {
  /** The `Host` of the request, with or without port. */
  readonly host?: string
  /** Hosts that stand for a cloud. */
  readonly hosts?: HostTable
  /** Name of the query parameter that carries the access token; default `__cld_token__`. */
  readonly tokenName?: string
}

export interface DeliveryUrl {
  readonly cloud: string
  readonly resourceType: ResourceType
  readonly type: DeliveryType
  /** The 8 or 32 characters between `s--` and `--`. */
  readonly signature: string | null
  /** Components as key and value pairs, in URL order, duplicates kept. */
  readonly chain: readonly (readonly ComponentPart[])[]
  /** The chain as written, decoded once, components joined by `/`: what `parseTransformation` reads. */
  readonly transformation: string
  readonly version: number | null
  readonly source: DeliverySource
  /** Decoration of the SEO forms. */
  readonly suffix: string | null
  readonly signable: Signable
  /** As received, without the query. */
  readonly path: string
  readonly token: string | null
  /**
   * First segment of the source when it looks like a component with a key that does not exist (`ab_cd/x.jpg`): if there
   * is no such asset, the answer is `missingSourceError`'s 400 instead of a 404.
   */
  readonly suspect: string | null
}

/** The URL ends in an extension that nobody knows; it may still be the end of a stored public ID. */
export class UnknownExtensionError extends TransformationError {
  /** The same URL with the last dot taken as part of the public ID. */
  readonly literal: DeliveryUrl

  constructor(cause: TransformationError, literal: DeliveryUrl) {
    super({ fault: cause.fault, message: cause.message, ...(cause.received && { received: cause.received }) })
    this.literal = literal
  }
}

export const MAX_COMPONENTS = 100

/**
 * @param requestTarget path and query as received, still percent-encoded.
 * @throws TransformationError
 */
export function parseDeliveryUrl(requestTarget: string, options: DeliveryUrlOptions = {}): DeliveryUrl {
  const mark = requestTarget.indexOf('?')
  const path = mark === -1 ? requestTarget : requestTarget.slice(0, mark)
  const query = readQuery(mark === -1 ? '' : requestTarget.slice(mark + 1), options.tokenName)
  const reader = new SegmentReader(path)
  const cloud = readCloud(reader, options)
  const form = readForm(reader)
  const signature = readSignature(reader)
  const chain = readChain(reader, form)
  const version = readVersion(reader)
  const rest = { path, query, cloud, form, signature, chain, version }
  return isRemoteType(form.type) ? remoteUrl(reader, rest) : assetUrl(reader, rest)
}

/** What to say when the source of this URL does not exist. */
export function missingSourceError(url: DeliveryUrl): TransformationError {
  if (url.suspect !== null) return invalidComponent(url.suspect)
  const name = url.source.kind === 'asset' ? url.source.publicId : url.source.url
  return new TransformationError({ fault: 'missing_public_id', message: `Resource not found - ${name}`, status: 404 })
}

/** What is known when only the source is left to read. */
interface UrlSoFar {
  readonly path: string
  readonly query: LeftoverQuery
  readonly cloud: string
  readonly form: Form
  readonly signature: string | null
  readonly chain: Chain
  readonly version: number | null
}

interface Chain {
  readonly components: readonly (readonly ComponentPart[])[]
  readonly decoded: readonly string[]
  readonly raw: readonly string[]
}

function readSignature(reader: SegmentReader): string | null {
  const segment = reader.peek(1)
  if (segment === undefined || !segment.startsWith('s--')) return null
  const signature = SIGNATURE.exec(segment)?.[1]
  if (signature === undefined) return null
  reader.take()
  return signature
}

function readChain(reader: SegmentReader, form: Form): Chain {
  const components: (readonly ComponentPart[])[] = []
  const decoded: string[] = []
  const raw: string[] = []
  const remote = isRemoteType(form.type)
  const sourceSegments = form.seo ? 2 : 1
  for (;;) {
    const segment = reader.peek(sourceSegments)
    if (segment === undefined || segment === '' || (remote && startsRemoteUrl(segment))) break
    const parts = readComponentParts(segment)
    if (parts === null) break
    if (components.length === MAX_COMPONENTS) {
      throw new TransformationError({
        fault: 'limit',
        message: `The transformation is too long: at most ${MAX_COMPONENTS} components are allowed`,
      })
    }
    components.push(parts)
    decoded.push(segment)
    raw.push(reader.take())
  }
  return { components, decoded, raw }
}

/** Digits after a `v`, if something follows. Numbers past all counting are kept as the largest one: they match nothing. */
function readVersion(reader: SegmentReader): number | null {
  const segment = reader.peek(1)
  if (segment === undefined || !VERSION.test(segment)) return null
  reader.take()
  return Math.min(Number(segment.slice(1)), Number.MAX_SAFE_INTEGER)
}

function remoteUrl(reader: SegmentReader, so: UrlSoFar): DeliveryUrl {
  const rest = reader.rest()
  if (rest.decoded === '') throw missingPublicId()
  const url = readRemoteUrl(rest.decoded, so.query.foreign)
  return makeUrl(so, {
    source: { kind: 'remote', url },
    suffix: null,
    suspect: null,
    signable: signableOf(so.chain, { raw: rest.raw, query: so.query.foreign }),
  })
}

function assetUrl(reader: SegmentReader, so: UrlSoFar): DeliveryUrl {
  const rest = reader.rest()
  const { resourceType, seo } = so.form
  let source = rest.decoded
  let rawSource = rest.raw
  let suffix: string | null = null
  if (seo) {
    const decoded = splitSuffix(source)
    const raw = splitSuffix(rawSource)
    suffix = decoded.suffix
    source = decoded.source
    rawSource = raw.source
  }
  const named = (publicId: string, extension: string | null): DeliveryUrl => {
    checkPublicId(publicId)
    return makeUrl(so, {
      source: { kind: 'asset', publicId, extension },
      suffix,
      suspect: SUSPECT.exec(publicId)?.[1] ?? null,
      signable: signableOf(so.chain, { raw: rawSource, query: '' }),
    })
  }
  const [publicId, extension] = splitExtension(source, seo && resourceType === 'raw' ? 'image' : resourceType)
  try {
    checkExtension(extension, resourceType)
  } catch (error) {
    if (!(error instanceof TransformationError) || publicId === '') throw error
    throw new UnknownExtensionError(error, named(source, null))
  }
  return named(publicId, extension)
}

/** `folder/pic/nice-title.webp` is `folder/pic.webp` with the suffix `nice-title`. */
function splitSuffix(text: string): { readonly source: string; readonly suffix: string } {
  const slash = text.lastIndexOf('/')
  const last = text.slice(slash + 1)
  const dot = last.indexOf('.')
  const suffix = dot === -1 ? last : last.slice(0, dot)
  if (slash < 1 || suffix === '' || (dot !== -1 && last.includes('.', dot + 1))) {
    throw new TransformationError({
      fault: 'missing_suffix',
      message: 'Invalid URL: expected a public ID and one more segment, the suffix, without a dot in it',
      received: last,
    })
  }
  return { source: text.slice(0, slash) + (dot === -1 ? '' : last.slice(dot)), suffix }
}

function makeUrl(
  so: UrlSoFar,
  { source, suffix, suspect, signable }: Pick<DeliveryUrl, 'source' | 'suffix' | 'suspect' | 'signable'>,
): DeliveryUrl {
  return {
    cloud: so.cloud,
    resourceType: so.form.resourceType,
    type: so.form.type,
    signature: so.signature,
    chain: so.chain.components,
    transformation: so.chain.decoded.join('/'),
    version: so.version,
    source,
    suffix,
    signable,
    path: so.path,
    token: so.query.token,
    suspect,
  }
}

const SIGNATURE = /^s--([\w-]{8}|[\w-]{32})--$/
const VERSION = /^v\d+$/
const SUSPECT = /^([a-z]{1,3}_[^/]+)\//
