/**
 * The account of a new server: from the configuration, or made up and kept. Unlike API keys there is one pair of
 * provisioning credentials, so that what the configuration says replaces what was there.
 */
import type { Account } from '../../domain/account.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Database } from '../../ports/database.ts'
import type { Random } from '../../ports/random.ts'
import { newApiKey, newApiSecret } from '../environments/new-key.ts'

export interface FirstAccountOptions {
  readonly database: Database
  readonly clock: Clock
  readonly random: Random
  /** Each default: as kept, else made up. */
  readonly accountId?: string | undefined
  readonly provisioningApiKey?: string | undefined
  readonly provisioningApiSecret?: string | undefined
}

export function ensureAccount(options: FirstAccountOptions): Promise<Account> {
  const { database, clock, random, accountId, provisioningApiKey, provisioningApiSecret } = options
  return database.transaction(async (tables) => {
    const known = await tables.accounts.find()
    const account: Account = {
      accountId: accountId ?? known?.accountId ?? random.hex(32),
      provisioningApiKey: provisioningApiKey ?? known?.provisioningApiKey ?? newApiKey(random),
      provisioningApiSecret: provisioningApiSecret ?? known?.provisioningApiSecret ?? newApiSecret(random),
      createdAt: known?.createdAt ?? clock.now(),
    }
    if (JSON.stringify(account) !== JSON.stringify(known)) await tables.accounts.put(account)
    return account
  })
}
