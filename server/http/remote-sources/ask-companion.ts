/** Requests to Companion, and what becomes of its answers: known fields, known errors, nothing else. */
import type { Request } from 'express'
import { isProvider, PROVIDER_FACTS, type Provider } from '../../domain/remote-providers.ts'
import { CompanionUnavailableError, RemoteAccountError, RemoteSourceFailedError } from '../../errors/remote-errors.ts'
import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import type { CompanionAnswer, CompanionRequest } from '../../ports/companion.ts'
import { isLoopbackHost } from '../loopback.ts'
import { requestContext } from '../request-context.ts'
import type { FrontDependencies } from './front-types.ts'

const MAX_ANSWER_BYTES = 8_000_000
/** Visitors' tokens are long, but not so long. */
const MAX_TOKEN = 12_000

/** Where browsers reach Companion. @throws CompanionUnavailableError when nobody can know */
export function companionBase(
  request: Request,
  { addresses, publicUrl }: Pick<FrontDependencies, 'addresses' | 'publicUrl'>,
): string {
  const { scheme, authority, prefix } = addresses.serverAddress(request)
  // A name that anybody can send must not become the address that providers send people back to.
  if (publicUrl === undefined && !isLoopbackHost(authority.replace(/:\d+$/, ''))) {
    throw new CompanionUnavailableError('Remote sources need the address of this server: set TINTYPE_PUBLIC_URL')
  }
  return `${scheme}://${authority}${prefix}/companion`
}

export function askCompanion(
  request: Request,
  dependencies: FrontDependencies,
  wanted: Omit<CompanionRequest, 'signal' | 'headers'> & { readonly headers?: CompanionRequest['headers'] },
): Promise<CompanionAnswer> {
  const { signal } = requestContext(request)
  return dependencies.companion.ask(companionBase(request, dependencies), { headers: {}, ...wanted, signal })
}

/** The header by which a visitor shows the sign-in. */
export function tokenHeader({ headers }: Request): Readonly<Record<string, string>> {
  const token = headers['uppy-auth-token']
  if (token === undefined) return {}
  if (typeof token !== 'string' || token.length > MAX_TOKEN || !/^[\w.-]+$/.test(token)) {
    throw new InvalidParameterError('Invalid header Uppy-Auth-Token: expected the token of a sign-in')
  }
  return { 'uppy-auth-token': token }
}

/** @throws RemoteAccountError | RemoteSourceFailedError | NotFoundError | InvalidParameterError */
export async function textOfSuccess(answer: CompanionAnswer, provider: Provider): Promise<string> {
  const text = await readText(answer)
  if (answer.status >= 200 && answer.status < 300) return text
  const { title } = PROVIDER_FACTS[provider]
  switch (answer.status) {
    // Companion's word for what only people can do something about, such as a plan without storage.
    case 400:
      throw new RemoteSourceFailedError(`${title} refused the request of this account`)
    case 401:
      throw new RemoteAccountError(`${title} does not accept this sign-in any more`)
    case 404:
      throw new NotFoundError(`${title} has no such file or folder`)
    case 424:
      throw new RemoteSourceFailedError(`${title} refused the request`)
    case 429:
      throw new RemoteSourceFailedError(`${title} takes no more requests for the moment`)
    default:
      throw new RemoteSourceFailedError(`${title} did not answer as expected`)
  }
}

async function readText({ body }: CompanionAnswer): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > MAX_ANSWER_BYTES) throw new RemoteSourceFailedError('The answer of the provider is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function providerOf({ params }: Request): Provider {
  const { provider } = params
  if (typeof provider !== 'string' || !isProvider(provider)) throw new NotFoundError('There is nothing at this address')
  return provider
}
