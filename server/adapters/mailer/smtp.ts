/** Mails over SMTP: `smtp://` (with STARTTLS where the server offers it) or `smtps://`. Loaded when the first is sent. */
import type { Transporter } from 'nodemailer'
import type { Mailer } from '../../ports/mailer.ts'

export interface SmtpOptions {
  /** `smtp://user:password@host:587` */
  readonly url: string
  /** `Name <address>` */
  readonly from: string
}

const TIMEOUT_MS = 15_000

export function smtpMailer({ url, from }: SmtpOptions): Mailer {
  let transport: Promise<Transporter> | null = null
  const open = async () => {
    const { createTransport } = await import('nodemailer')
    const { protocol, hostname, port, username, password } = new URL(url)
    return createTransport({
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port === '' ? (protocol === 'smtps:' ? 465 : 587) : Number(port),
      secure: protocol === 'smtps:',
      ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // A mail is text of ours: nothing in it may make the library read files or ask addresses.
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  }
  return {
    async send({ to, subject, text }) {
      transport ??= open()
      await (await transport).sendMail({ from, to: { name: '', address: to }, subject, text })
    },
    close() {
      void transport?.then((opened) => opened.close())
    },
  }
}
