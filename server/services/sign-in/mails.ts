/**
 * Mails with links: invitations, and resets of a password. The job that sends one is written with its cause and names
 * its receiver by e-mail only; the link is made when it is sent. So a request for somebody unknown costs the same, and
 * no table holds a link that works.
 */
import type { TokenPurpose } from '../../domain/sign-in.ts'
import { normalEmail, type User } from '../../domain/user.ts'
import type { Repositories } from '../../ports/database.ts'
import type { Mail } from '../../ports/mailer.ts'
import { hashToken, TOKEN_BYTES, writeToken } from '../../security/opaque-token.ts'
import { countAttempt, mailLimits } from './attempts.ts'
import type { Client, SignInDependencies } from './sign-in-types.ts'

type Purpose = Exclude<TokenPurpose, 'second_factor'>
interface MailJob {
  readonly email: string
  readonly purpose: Purpose
}

const MAIL_JOB = 'sign-in-mail'
const LIFETIMES: Readonly<Record<Purpose, number>> = {
  invitation: 7 * 24 * 3_600_000,
  password_reset: 3_600_000,
}

/** To be followed by `queue.wake()` after the commit. */
export async function enqueueMail(
  job: MailJob,
  tables: Repositories,
  { clock, random }: Pick<SignInDependencies, 'clock' | 'random'>,
): Promise<void> {
  const now = clock.now()
  const key = `${job.purpose}:${job.email}`
  await tables.jobs.enqueue({ id: random.hex(32), name: MAIL_JOB, payload: job, key, runAt: now, createdAt: now })
}

/** Says nothing about whether there is such a user. @throws TooManyAttemptsError */
export async function requestReset(email: string, client: Client, dependencies: SignInDependencies): Promise<void> {
  await countAttempt(mailLimits(email, client.address), dependencies)
  const job = { email: normalEmail(email), purpose: 'password_reset' as const }
  await dependencies.database.transaction((tables) => enqueueMail(job, tables, dependencies))
  dependencies.queue.wake()
}

export function startSendingMails(dependencies: SignInDependencies): void {
  dependencies.queue.work<MailJob>(MAIL_JOB, ({ payload }) => sendMail(payload, dependencies), { concurrency: 2 })
}

async function sendMail({ email, purpose }: MailJob, dependencies: SignInDependencies): Promise<void> {
  const { database, clock, random, mailer, consoleUrl } = dependencies
  const user = await database.users.findByEmail(email)
  // Deleted, disabled, or never there; an invitation that was accepted in another way.
  if (user === null || !user.enabled || (purpose === 'invitation' && !user.pending)) return
  const token = writeToken(random.bytes(TOKEN_BYTES))
  await database.transaction(async (tables) => {
    await tables.userTokens.deleteByUser(user.id, purpose)
    await tables.userTokens.insert({
      tokenHash: hashToken(token),
      userId: user.id,
      purpose,
      expiresAt: clock.now() + LIFETIMES[purpose],
    })
  })
  await mailer.send(TEXTS[purpose](user, `${consoleUrl}/console/${purpose}#token=${token}`))
}

// The token stands behind `#`, which browsers keep to themselves: it is in no log of a server or proxy.
const TEXTS: Readonly<Record<Purpose, (user: User, link: string) => Mail>> = {
  invitation: ({ name, email }, link) => ({
    to: email,
    subject: 'Your invitation to Tintype',
    text: `Hello ${name},\n\nyou are invited to Tintype. Choose a password here, within seven days:\n\n${link}\n`,
  }),
  password_reset: ({ name, email }, link) => ({
    to: email,
    subject: 'A new password for Tintype',
    text: `Hello ${name},\n\nchoose a new password here, within an hour:\n\n${link}\n\nIf you did not ask for it, nothing changes.\n`,
  }),
}
