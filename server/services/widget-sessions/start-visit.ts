/**
 * Signing in to a widget: by a signature of the host's server, by e-mail and password, or with a token that the host
 * hands over. What comes of it is a token of this environment, good for pages of one origin.
 */
import { createHash } from 'node:crypto'
import type { ProductEnvironment } from '../../domain/product-environment.ts'
import { normalEmail, type User } from '../../domain/user.ts'
import type { WidgetSession } from '../../domain/widget-session.ts'
import { AuthorizationError, InvalidParameterError } from '../../errors/request-errors.ts'
import { SecondFactorRequiredError } from '../../errors/sign-in-errors.ts'
import { hashToken, TOKEN_BYTES, writeToken } from '../../security/opaque-token.ts'
import { isVisitorSigned } from '../../security/session-signature.ts'
import { countAttempt } from '../sign-in/attempts.ts'
import { endSession } from '../sign-in/sessions.ts'
import { signInByCode, signInByPassword } from '../sign-in/sign-in.ts'
import type { Client, SignInDependencies } from '../sign-in/sign-in-types.ts'
import { findWidgetSession, visitorOf } from './find-visitor.ts'
import type { StartedVisit, WidgetSessionDependencies } from './widget-session-types.ts'

export interface SignedRequest {
  readonly username: string
  readonly timestamp: string
  readonly signature: string
  readonly apiKey?: string | undefined
}

export interface PasswordRequest {
  readonly email: string
  readonly password: string
  readonly totp?: string | undefined
}

/** Where a session is started for. */
export interface Place {
  readonly environment: ProductEnvironment
  /** Null: a server asks, and will hand the token over. */
  readonly origin: string | null
}

const HOUR_MS = 3_600_000
const AHEAD_MS = 5 * 60_000
const TOKEN_MS = HOUR_MS
/** However often it is renewed. */
const MOST_MS = 12 * HOUR_MS
const MOST_IN_HOUR = 3_000
/** Timestamps above are in milliseconds: in seconds that is the year 5138. */
const MOST_SECONDS = 100_000_000_000

/** @throws AuthorizationError | InvalidParameterError */
export async function visitBySignature(
  { username, timestamp, signature, apiKey }: SignedRequest,
  place: Place,
  dependencies: WidgetSessionDependencies,
): Promise<StartedVisit> {
  const { database, environments } = dependencies
  const { environment } = place
  const keys = await environments.activeKeys(environment.id)
  const candidates = apiKey === undefined ? keys : keys.filter((key) => key.apiKey === apiKey)
  if (candidates.length === 0) throw new AuthorizationError(`Unknown API key ${(apiKey ?? '').slice(0, 100)}`)
  const visitor = { cloudName: environment.cloudName, timestamp, username }
  // Every one is compared, so that the time tells nothing about which.
  const [key] = candidates.filter(({ apiSecret }) => isVisitorSigned(visitor, signature, apiSecret))
  if (key === undefined) {
    throw new AuthorizationError(
      `Invalid signature of ${username.slice(0, 100)}: expected the SHA-256 of cloud_name=…&timestamp=…&username=… and the API secret, in hexadecimal digits`,
    )
  }
  assertRecent(timestamp, dependencies)
  const user = await database.users.findByEmail(normalEmail(username))
  return startVisit({ user, username, apiKey: key.apiKey }, place, dependencies)
}

/** @throws AuthorizationError | SecondFactorRequiredError | TooManyAttemptsError */
export async function visitByPassword(
  { email, password, totp }: PasswordRequest,
  place: Place,
  client: Client,
  dependencies: WidgetSessionDependencies & SignInDependencies,
): Promise<StartedVisit> {
  const first = await signInByPassword({ email, password }, client, dependencies)
  if (!('started' in first) && totp === undefined) throw new SecondFactorRequiredError()
  const { user, session } =
    'started' in first
      ? first.started
      : await signInByCode({ ticket: first.ticket, code: totp ?? '' }, client, dependencies)
  // The Console's own session is for its cookie, which nobody gets here.
  await endSession(user.id, session.id, dependencies)
  return visitOfUser(user, place, dependencies)
}

/** For who has just proven to be that user. */
export function visitOfUser(user: User, place: Place, dependencies: WidgetSessionDependencies): Promise<StartedVisit> {
  return startVisit({ user, username: user.email, apiKey: null }, place, dependencies)
}

/**
 * A token of no page yet becomes one of this page; one that is this page's own already is good for longer.
 *
 * @throws AuthorizationError
 */
export async function visitByToken(
  token: string,
  place: Place,
  dependencies: WidgetSessionDependencies,
): Promise<StartedVisit> {
  const { database, clock } = dependencies
  const session = await findWidgetSession(token, place.environment, dependencies)
  if (session.origin === null && place.origin !== null) {
    return insertSession(session, place, dependencies)
  }
  if (place.origin !== null && session.origin !== place.origin) {
    throw new AuthorizationError('This token belongs to pages of another origin')
  }
  const longer: WidgetSession = { ...session, expiresAt: expiryOf(session.signedInAt, clock.now()) }
  const visitor = await visitorOf(longer, place.environment, dependencies)
  await database.widgetSessions.extend(place.environment.id, session.id, longer.expiresAt)
  return { token, visitor }
}

interface Proven {
  readonly user: User | null
  readonly username: string
  readonly apiKey: string | null
}

function startVisit(
  { user, username, apiKey }: Proven,
  place: Place,
  dependencies: WidgetSessionDependencies,
): Promise<StartedVisit> {
  const signedInAt = dependencies.clock.now()
  return insertSession({ userId: user?.id ?? null, username, apiKey, signedInAt }, place, dependencies)
}

async function insertSession(
  { userId, username, apiKey, signedInAt }: Pick<WidgetSession, 'userId' | 'username' | 'apiKey' | 'signedInAt'>,
  { environment, origin }: Place,
  dependencies: WidgetSessionDependencies,
): Promise<StartedVisit> {
  const { database, clock, random } = dependencies
  const token = writeToken(random.bytes(TOKEN_BYTES))
  const now = clock.now()
  const session: WidgetSession = {
    id: random.hex(32),
    tokenHash: hashToken(token),
    environmentId: environment.id,
    userId,
    apiKey,
    username,
    origin,
    signedInAt,
    expiresAt: expiryOf(signedInAt, now),
  }
  const visitor = await visitorOf(session, environment, dependencies)
  await countAttempt([sessionLimit(environment.id, username)], dependencies)
  await database.transaction(async ({ widgetSessions }) => {
    await widgetSessions.deleteExpired(now)
    await widgetSessions.insert(session)
  })
  return { token, visitor }
}

/** A signature is good for an hour, and would else fill the table with sessions. Whole teams share a name. */
export function sessionLimit(environmentId: string, username: string) {
  const who = createHash('sha256').update(`${environmentId} ${username}`).digest('hex').slice(0, 32)
  return { key: `widget-session:${who}`, most: MOST_IN_HOUR, windowMs: HOUR_MS }
}

function expiryOf(signedInAt: number, now: number): number {
  return Math.min(now + TOKEN_MS, signedInAt + MOST_MS)
}

function assertRecent(timestamp: string, { clock, clientClock = clock }: WidgetSessionDependencies): void {
  const given = /^\d{1,15}$/.test(timestamp) ? Number(timestamp) : Number.NaN
  if (Number.isNaN(given)) {
    throw new InvalidParameterError(
      `Invalid value ${timestamp.slice(0, 100)} for parameter timestamp: expected seconds or milliseconds since 1970`,
    )
  }
  const age = clientClock.now() - (given > MOST_SECONDS ? given : given * 1000)
  if (age > HOUR_MS)
    throw new AuthorizationError('The signature is more than 1 hour old: ask the host page for another')
  if (age < -AHEAD_MS) throw new AuthorizationError('The timestamp of the signature is more than 5 minutes ahead')
}
