import * as contract from '../../contract/sign-in.ts'
import type { User } from '../../domain/user.ts'
import { AuthorizationError } from '../../errors/request-errors.ts'
import type { IdentityFlow } from '../../ports/identity-provider.ts'
import { isoSeconds } from '../../present/asset.ts'
import { presentUser } from '../../present/user.ts'
import { groupIdsOf } from '../../services/provisioning/user-groups.ts'
import { requestReset } from '../../services/sign-in/mails.ts'
import { setPassword, setPasswordByToken } from '../../services/sign-in/passwords.ts'
import * as factor from '../../services/sign-in/second-factor.ts'
import { endSession, SESSION_MS, type StartedSession } from '../../services/sign-in/sessions.ts'
import * as signIn from '../../services/sign-in/sign-in.ts'
import { type ConsoleRoutes, sessionRoute, type Visit, visitorRoute } from '../console/console-route.ts'
import { IDENTITY_COOKIE, SESSION_COOKIE } from '../console/session-cookie.ts'

const IDENTITY_SECONDS = 600

export function signInRoutes(routes: ConsoleRoutes): void {
  visitorRoutes(routes)
  identityRoutes(routes)
  ownSessionRoutes(routes)
  secondFactorRoutes(routes)
}

function visitorRoutes(routes: ConsoleRoutes): void {
  const { dependencies } = routes
  visitorRoute(routes, contract.signInMethods, async () => ({
    password: true,
    identity_provider: dependencies.identityProvider === null ? null : { name: dependencies.identityProvider.name },
  }))
  visitorRoute(routes, contract.signIn, async (input, visit) => {
    const result = await signIn.signInByPassword(input, visit.client, dependencies)
    if ('started' in result) return signedIn(result.started, visit, routes)
    return { status: 'second_factor_required' as const, ticket: result.ticket }
  })
  visitorRoute(routes, contract.signInWithCode, async (input, visit) =>
    signedIn(await signIn.signInByCode(input, visit.client, dependencies), visit, routes),
  )
  visitorRoute(routes, contract.requestPasswordReset, async ({ email }, { client }) => {
    await requestReset(email, client, dependencies)
    return { message: 'ok' as const }
  })
  for (const [operation, purpose] of [
    [contract.resetPassword, 'password_reset'],
    [contract.acceptInvitation, 'invitation'],
  ] as const) {
    visitorRoute(routes, operation, async (input, visit) => {
      const started = await setPasswordByToken(input, purpose, visit.client, dependencies)
      return started === null ? { status: 'password_set' as const } : signedIn(started, visit, routes)
    })
  }
}

function identityRoutes(routes: ConsoleRoutes): void {
  const { dependencies } = routes
  // A page of the Console: it hands the query over to `finishIdentity`.
  const redirectUri = `${dependencies.consoleUrl}/console/identity`
  visitorRoute(routes, contract.startIdentity, async (_input, visit) => {
    const { url, flow } = await signIn.requireIdentityProvider(dependencies).start(redirectUri)
    visit.setCookie(IDENTITY_COOKIE, Buffer.from(JSON.stringify(flow)).toString('base64url'), IDENTITY_SECONDS)
    return { url }
  })
  visitorRoute(routes, contract.finishIdentity, async ({ query }, visit) => {
    const flow = readFlow(visit.cookie(IDENTITY_COOKIE))
    visit.setCookie(IDENTITY_COOKIE, '', 0)
    const started = await signIn.signInByIdentity(query, redirectUri, flow, visit.client, dependencies)
    return signedIn(started, visit, routes)
  })
}

function ownSessionRoutes(routes: ConsoleRoutes): void {
  const { dependencies } = routes
  const { database } = dependencies
  const ok = { message: 'ok' as const }
  sessionRoute(routes, contract.whoAmI, async (_input, { user }) => {
    const credential = await database.credentials.find(user.id)
    return {
      user: await present(user, routes),
      second_factor: credential !== null && credential.totpSecret !== null,
      recovery_codes_left: credential?.recoveryHashes.length ?? 0,
    }
  })
  sessionRoute(routes, contract.signOut, async (_input, { user, session, setCookie }) => {
    await endSession(user.id, session.id, dependencies)
    setCookie(SESSION_COOKIE, '', 0)
    return ok
  })
  sessionRoute(routes, contract.listSessions, async (_input, { user, session }) => ({
    sessions: (await database.sessions.listByUser(user.id)).map((one) => ({
      id: one.id,
      current: one.id === session.id,
      created_at: isoSeconds(one.createdAt),
      last_used_at: isoSeconds(one.lastUsedAt),
      user_agent: one.userAgent,
      address: one.address,
    })),
  }))
  sessionRoute(routes, contract.endSession, async ({ id }, { user }) => {
    await endSession(user.id, id, dependencies)
    return ok
  })
  sessionRoute(routes, contract.endOtherSessions, async (_input, { user, session }) => {
    await database.sessions.deleteByUser(user.id, { exceptId: session.id })
    await database.widgetSessions.deleteByUser(user.id)
    return ok
  })
  sessionRoute(routes, contract.changePassword, async ({ currentPassword, newPassword }, { user, session, client }) => {
    await signIn.assertPassword(user, currentPassword, client, dependencies)
    await setPassword(user, newPassword, dependencies, session.id)
    return ok
  })
}

function secondFactorRoutes(routes: ConsoleRoutes): void {
  const { dependencies } = routes
  sessionRoute(routes, contract.beginSecondFactor, async ({ password }, { user, client }) => {
    await signIn.assertPassword(user, password, client, dependencies)
    return factor.beginFactor(user, dependencies)
  })
  sessionRoute(routes, contract.confirmSecondFactor, async ({ code }, { user }) => ({
    recovery_codes: [...(await factor.confirmFactor(user, code, dependencies))],
  }))
  sessionRoute(routes, contract.removeSecondFactor, async ({ password }, { user, client }) => {
    await signIn.assertPassword(user, password, client, dependencies)
    await factor.removeFactor(user.id, dependencies)
    return { message: 'ok' as const }
  })
  sessionRoute(routes, contract.renewRecoveryCodes, async ({ password }, { user, client }) => {
    await signIn.assertPassword(user, password, client, dependencies)
    return { recovery_codes: [...(await factor.renewRecoveryCodes(user.id, dependencies))] }
  })
}

async function signedIn({ token, user }: StartedSession, visit: Visit, routes: ConsoleRoutes) {
  visit.setCookie(SESSION_COOKIE, token, SESSION_MS / 1000)
  return { status: 'signed_in' as const, user: await present(user, routes) }
}

async function present(user: User, { dependencies }: ConsoleRoutes) {
  return presentUser(user, (await groupIdsOf(dependencies))(user.id))
}

function readFlow(cookie: string | null): IdentityFlow {
  try {
    const flow = JSON.parse(Buffer.from(cookie ?? '', 'base64url').toString('utf8')) as IdentityFlow
    if ([flow.state, flow.nonce, flow.codeVerifier].every((value) => typeof value === 'string')) return flow
  } catch {
    // No JSON: refused below, like JSON that is not ours.
  }
  throw new AuthorizationError('This sign-in was begun in another browser, or has taken too long: start again')
}
