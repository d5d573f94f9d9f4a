/** Signing in to a widget at the identity provider, in a window of its own. */
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { IdentityFlow } from '../../ports/identity-provider.ts'
import { endSession } from '../sign-in/sessions.ts'
import { requireIdentityProvider, signInByIdentity } from '../sign-in/sign-in.ts'
import type { Client, SignInDependencies } from '../sign-in/sign-in-types.ts'
import { type Place, visitOfUser } from './start-visit.ts'
import type { StartedVisit, WidgetSessionDependencies } from './widget-session-types.ts'

/** What waits in the browser while somebody is at the provider. */
export interface WaitingVisit {
  readonly flow: IdentityFlow
  readonly cloudName: string
  readonly origin: string
  readonly nonce: string
}

/** Where the provider sends the browser back to. */
export function identityRedirect({ consoleUrl }: Pick<SignInDependencies, 'consoleUrl'>): string {
  return `${consoleUrl}/widgets/v1/identity`
}

/** @throws NotFoundError | IdentityProviderError */
export function startIdentity(
  dependencies: SignInDependencies,
): Promise<{ readonly url: string; readonly flow: IdentityFlow }> {
  return requireIdentityProvider(dependencies).start(identityRedirect(dependencies))
}

/** @throws AuthorizationError */
export async function visitByIdentity(
  query: string,
  flow: IdentityFlow,
  place: Place,
  client: Client,
  dependencies: WidgetSessionDependencies & SignInDependencies,
): Promise<StartedVisit> {
  const { user, session } = await signInByIdentity(query, identityRedirect(dependencies), flow, client, dependencies)
  // The Console's own session is for its cookie, which nobody gets here.
  await endSession(user.id, session.id, dependencies)
  return visitOfUser(user, place, dependencies)
}

export function writeWaiting(waiting: WaitingVisit): string {
  return Buffer.from(JSON.stringify(waiting)).toString('base64url')
}

/** @throws AuthorizationError */
export function readWaiting(text: string | null): WaitingVisit {
  try {
    const waiting = JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8')) as WaitingVisit
    const { flow, cloudName, origin, nonce } = waiting
    const texts = [cloudName, origin, nonce, flow.state, flow.nonce, flow.codeVerifier]
    if (texts.every((value) => typeof value === 'string')) return waiting
  } catch {
    // No JSON: refused below, like JSON that is not ours.
  }
  throw new AuthorizationError('This sign-in was begun in another browser, or has taken too long: start again')
}
