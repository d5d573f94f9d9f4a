/** An API key of one product environment. */
export interface AccessKey {
  readonly id: string
  readonly environmentId: string
  readonly name: string
  readonly apiKey: string
  /** Recoverable, because signatures are computed with it. */
  readonly apiSecret: string
  readonly enabled: boolean
  readonly createdAt: number
}
