export interface Mail {
  readonly to: string
  readonly subject: string
  /** Plain text. */
  readonly text: string
}

/** Brings mails on their way; rejects when that may be worth another try. */
export interface Mailer {
  send(mail: Mail): Promise<void>
  close(): void
}
