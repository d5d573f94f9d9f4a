import type { Kysely } from 'kysely'
import type { Role, User } from '../../../domain/user.ts'
import type { UserRepository } from '../../../ports/repositories/users.ts'
import type { AccountUserTable, Schema } from '../schema.ts'
import { fromFlag, toFlag } from './columns.ts'

export function userRepository(db: Kysely<Schema>): UserRepository {
  const select = () => db.selectFrom('account_user').selectAll()

  async function complete(rows: readonly AccountUserTable[]): Promise<readonly User[]> {
    const limited = rows.filter((row) => !fromFlag(row.all_environments)).map(({ id }) => id)
    const seen = limited.length === 0 ? [] : await db.selectFrom('account_user_environment').selectAll().execute()
    return rows.map((row) => {
      const own = seen.filter((entry) => entry.user_id === row.id).map((entry) => entry.environment_id)
      return fromRow(row, fromFlag(row.all_environments) ? null : own.toSorted())
    })
  }

  async function writeEnvironments({ id, environmentIds }: User): Promise<void> {
    await db.deleteFrom('account_user_environment').where('user_id', '=', id).execute()
    const rows = [...new Set(environmentIds ?? [])].map((environmentId) => ({
      user_id: id,
      environment_id: environmentId,
    }))
    if (rows.length > 0) await db.insertInto('account_user_environment').values(rows).execute()
  }

  async function first(row: AccountUserTable | undefined): Promise<User | null> {
    return row === undefined ? null : ((await complete([row]))[0] ?? null)
  }

  return {
    async insert(user) {
      await db.insertInto('account_user').values(toRow(user)).execute()
      await writeEnvironments(user)
    },
    async update(user) {
      await db.updateTable('account_user').set(toRow(user)).where('id', '=', user.id).execute()
      await writeEnvironments(user)
    },
    async delete(id) {
      await db.deleteFrom('account_user_environment').where('user_id', '=', id).execute()
      await db.deleteFrom('user_group_member').where('user_id', '=', id).execute()
      await db.deleteFrom('user_credential').where('user_id', '=', id).execute()
      await db.deleteFrom('user_session').where('user_id', '=', id).execute()
      await db.deleteFrom('widget_session').where('user_id', '=', id).execute()
      await db.deleteFrom('user_token').where('user_id', '=', id).execute()
      await db.deleteFrom('account_user').where('id', '=', id).execute()
    },
    findById: async (id) => first(await select().where('id', '=', id).executeTakeFirst()),
    findByEmail: async (email) => first(await select().where('email', '=', email).executeTakeFirst()),
    list: async () => complete(await select().orderBy('created_at').orderBy('id').execute()),
  }
}

function toRow(user: User): AccountUserTable {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    role: user.role,
    enabled: toFlag(user.enabled),
    pending: toFlag(user.pending),
    all_environments: toFlag(user.environmentIds === null),
    created_at: user.createdAt,
    updated_at: user.updatedAt,
    last_login_at: user.lastLoginAt,
  }
}

function fromRow(row: AccountUserTable, environmentIds: readonly string[] | null): User {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role as Role,
    enabled: fromFlag(row.enabled),
    pending: fromFlag(row.pending),
    environmentIds,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    lastLoginAt: row.last_login_at,
  }
}
