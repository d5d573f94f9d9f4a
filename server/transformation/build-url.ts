/**
 * Delivery URLs from their parts, escaped as the SDKs do: what presenters, signers and widgets give out. Reading the
 * result with `parseDeliveryUrl` gives the parts back.
 */
import type { DeliverySource } from './grammar/url-source.ts'
import type { DeliveryType, ResourceType } from './grammar/url-types.ts'

export interface DeliveryUrlParts {
  readonly cloud: string
  readonly resourceType: ResourceType
  readonly type: DeliveryType
  /** 8 or 32 characters, without the marks around them. */
  readonly signature?: string | null
  /** The chain as in `DeliveryUrl.transformation`: decoded once. */
  readonly transformation?: string
  readonly version?: number | null
  readonly source: DeliverySource
}

/** Where the deliveries of this installation are found. */
export interface DeliveryBase {
  /** Host with port, e.g. `media.example.com` or `127.0.0.1:8080`. */
  readonly authority: string
  /** Path that everything is mounted under, without a slash at its end; empty when there is none. */
  readonly prefix: string
}

/** The same URL for both schemes. */
export function buildDeliveryUrls(
  parts: DeliveryUrlParts,
  { authority, prefix }: DeliveryBase,
): { readonly url: string; readonly secureUrl: string } {
  const rest = `${authority}${prefix}${buildDeliveryPath(parts)}`
  return { url: `http://${rest}`, secureUrl: `https://${rest}` }
}

/** From the slash before the cloud to the extension. */
export function buildDeliveryPath({ cloud, resourceType, type, signature, ...rest }: DeliveryUrlParts): string {
  const version = versionOf(rest)
  return [
    '',
    encodeSource(cloud),
    resourceType,
    type,
    ...(signature ? [`s--${signature}--`] : []),
    ...(rest.transformation ? [encodeChain(rest.transformation)] : []),
    ...(version === null ? [] : [`v${version}`]),
    encodedSource(rest.source),
  ].join('/')
}

/** What a signature of this URL is made over: chain and source, escaped, without version. */
export function signableText({ transformation, source }: Pick<DeliveryUrlParts, 'transformation' | 'source'>): string {
  return transformation ? `${encodeChain(transformation)}/${encodedSource(source)}` : encodedSource(source)
}

/** Without a version the folders of a public ID could be read as components, so that `v1` is put before them. */
function versionOf({ version = null, source }: Pick<DeliveryUrlParts, 'version' | 'source'>): number | null {
  return version === null && source.kind === 'asset' && source.publicId.includes('/') ? 1 : version
}

function encodedSource(source: DeliverySource): string {
  if (source.kind === 'remote') return encodeSource(source.url)
  return encodeSource(source.extension === null ? source.publicId : `${source.publicId}.${source.extension}`)
}

/** A public id, or a part of one, as delivery URLs have it. */
export function encodeSource(text: string): string {
  return text.replace(OUTSIDE_SOURCE, escapeCharacters)
}

/** A chain that was decoded once, escaped so that it is read back as it is. */
export function encodeChain(text: string): string {
  return text.replace(OUTSIDE_CHAIN, escapeCharacters)
}

function escapeCharacters(text: string): string {
  // encodeURIComponent leaves ! ' ( ) * alone and refuses lone surrogates.
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

const OUTSIDE_SOURCE = /[^A-Za-z0-9\-_.~/:]+/g
/** What may stand in a path segment, and the slash. */
const OUTSIDE_CHAIN = /[^A-Za-z0-9\-._~!$&'()*+,;=:@/]+/g
