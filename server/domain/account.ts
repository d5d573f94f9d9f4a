/** Who owns this server: holds its product environments and its users. A server has exactly one. */
export interface Account {
  /** Shown and asked for; may be chosen by the operator. */
  readonly accountId: string
  readonly provisioningApiKey: string
  /** Recoverable: an operator can have it shown again. */
  readonly provisioningApiSecret: string
  readonly createdAt: number
}
