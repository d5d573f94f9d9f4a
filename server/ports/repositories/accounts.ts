import type { Account } from '../../domain/account.ts'

export interface AccountRepository {
  /** Null on a server that was never started. */
  find(): Promise<Account | null>
  /** Replaces the one that is there. */
  put(account: Account): Promise<void>
}
