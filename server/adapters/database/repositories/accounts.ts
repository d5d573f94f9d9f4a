/** The one row of the account. Its secret is encrypted on the way in and decrypted on the way out. */
import type { Kysely } from 'kysely'
import type { AccountRepository } from '../../../ports/repositories/accounts.ts'
import type { AccountTable, Schema } from '../schema.ts'
import type { Sealer } from '../sealer.ts'

const THE_ONE = 1

export function accountRepository(db: Kysely<Schema>, sealer: Sealer): AccountRepository {
  return {
    async find() {
      const row = await db.selectFrom('account').selectAll().where('id', '=', THE_ONE).executeTakeFirst()
      if (row === undefined) return null
      return {
        accountId: row.account_id,
        provisioningApiKey: row.provisioning_key,
        provisioningApiSecret: sealer.open(row.sealed_secret),
        createdAt: row.created_at,
      }
    },
    async put(account) {
      const row: AccountTable = {
        id: THE_ONE,
        account_id: account.accountId,
        provisioning_key: account.provisioningApiKey,
        sealed_secret: sealer.seal(account.provisioningApiSecret),
        created_at: account.createdAt,
      }
      await db
        .insertInto('account')
        .values(row)
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute()
    },
  }
}
