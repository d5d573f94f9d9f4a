/**
 * Signed addresses of searches, which browsers and caches may ask for without a key: on the root of delivery, with the
 * cloud name in front or known by the host. What they find may be cached for as long as the address says.
 */
import type { IncomingMessage } from 'node:http'
import type { RequestHandler, Router } from 'express'
import { readInput } from '../contract/read-input.ts'
import { searchAssetsByQuery } from '../contract/search.ts'
import type { AccessKey } from '../domain/access-key.ts'
import { AuthorizationError, InvalidParameterError, NotFoundError } from '../errors/request-errors.ts'
import { presentFoundPage } from '../present/search-page.ts'
import { signAnswer } from '../security/api-signature.ts'
import { verifySearchUrl } from '../security/search-url.ts'
import { signUrl } from '../security/url-signature.ts'
import type { Environments } from '../services/environments/environments.ts'
import { type SearchDependencies, searchAssets } from '../services/search/search-assets.ts'
import type { DeliveryBase } from '../transformation/build-url.ts'
import { cloudOfHost, type HostTable } from '../transformation/grammar/url-host.ts'
import { authorise } from './middleware/authorise.ts'
import { requestContext } from './request-context.ts'

export interface SearchUrlDependencies extends SearchDependencies {
  readonly environments: Environments
  readonly hosts: HostTable
  readonly addressOf: (request: IncomingMessage) => DeliveryBase
}

const PATTERN = /^\/(?:([^/]+)\/)?search\/([^/]+)\/([^/]+)\/(.+)$/
const LONGEST_TTL = 31_536_000

export function searchUrls(router: Router, dependencies: SearchUrlDependencies): void {
  router.get(PATTERN, answer(dependencies))
}

function answer(dependencies: SearchUrlDependencies): RequestHandler {
  return async (request, response) => {
    // Read from the address as it was sent: the router decodes only once what clients may have encoded.
    const [, cloudName, signature = '', ttl = '', rest = ''] = PATTERN.exec(decoded(request.path)) ?? []
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    try {
      const body = await search(request, { cloudName, signature, ttl, rest }, dependencies)
      response.setHeader('Cache-Control', `public, max-age=${Number(ttl)}`)
      response.json(body)
    } catch (error) {
      response.setHeader('Cache-Control', 'no-store')
      throw error
    }
  }
}

interface Asked {
  readonly cloudName: string | undefined
  readonly signature: string
  readonly ttl: string
  readonly rest: string
}

async function search(request: IncomingMessage, asked: Asked, dependencies: SearchUrlDependencies) {
  const { environments, hosts, addressOf } = dependencies
  const cloudName = asked.cloudName ?? cloudOfHost(request.headers.host ?? '', hosts)
  const environment = cloudName === null ? null : await environments.findByCloudName(cloudName)
  if (environment === null) {
    throw new NotFoundError('There is nothing at this address: expected /{cloud_name}/search/{signature}/{ttl}/{query}')
  }
  const verified = verifySearchUrl(asked, await environments.activeKeys(environment.id))
  if (verified === null) throw new AuthorizationError('Invalid signature of the search address')
  const { key, query, cursor } = verified
  if (!/^\d{1,8}$/.test(asked.ttl) || Number(asked.ttl) > LONGEST_TTL) {
    throw new InvalidParameterError(`Invalid value ${asked.ttl} for parameter ttl: expected seconds, at most a year`)
  }
  authorise({ kind: 'key', key }, searchAssetsByQuery)
  const input = readInput(searchAssetsByQuery.input, {
    ...readQuery(query),
    ...(cursor === null ? {} : { next_cursor: cursor }),
  })
  const { signal } = requestContext(request)
  const page = await searchAssets(input, { environment, folder: key.folderPrefix, signal }, dependencies)
  return presentFoundPage(page, input, {
    ...signing(key, environment.settings),
    environment,
    address: addressOf(request),
  })
}

function signing(key: AccessKey, settings: { readonly signatureAlgorithm: string }) {
  const algorithm = settings.signatureAlgorithm === 'sha256' ? ('sha256' as const) : ('sha1' as const)
  return {
    signAnswer: (asset: { readonly publicId: string; readonly version: number }) =>
      signAnswer(asset, key.apiSecret, algorithm),
    signAddress: (text: string) => signUrl(text, key.apiSecret, algorithm),
    apiKey: null,
  }
}

function readQuery(base64: string): Readonly<Record<string, unknown>> {
  let query: unknown = null
  try {
    query = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch {
    // Said below.
  }
  if (typeof query === 'object' && query !== null && !Array.isArray(query)) return query as Record<string, unknown>
  throw new InvalidParameterError('The query of the search address is not valid: expected base64 of a JSON object')
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
