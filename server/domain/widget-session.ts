/** What a widget in a page carries after somebody has signed in there: a token for one environment and one origin. */
export interface WidgetSession {
  /** 32 hex. */
  readonly id: string
  readonly tokenHash: string
  readonly environmentId: string
  /** Null: a guest, vouched for by the signature of an API key alone. */
  readonly userId: string | null
  /** Whose secret vouched for them; null when they proved themselves. */
  readonly apiKey: string | null
  /** As it was signed, or the e-mail of the user. */
  readonly username: string
  /** Of the pages that may use it; null: of none yet, it is handed over to one. */
  readonly origin: string | null
  /** When they signed in; renewing does not change it. */
  readonly signedInAt: number
  readonly expiresAt: number
}
