/** Without a mail server: mails are log lines, so that an operator can pass their links on. */
import type { Log } from '../../ports/log.ts'
import type { Mailer } from '../../ports/mailer.ts'

export function logMailer(log: Log): Mailer {
  return {
    async send(mail) {
      log.info({ mail }, 'a mail that nobody sends: TINTYPE_SMTP_URL names no mail server')
    },
    close() {},
  }
}
