/** Users of the account, their groups, and everything that signing in needs. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const users: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createUserTables(db)
    await createGroupTables(db)
    await createSignInTables(db)
  },
}

async function createUserTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('account_user')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('enabled', 'integer', (column) => column.notNull())
    .addColumn('pending', 'integer', (column) => column.notNull())
    .addColumn('all_environments', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('last_login_at', 'bigint')
    .execute()
  await db.schema
    .createTable('account_user_environment')
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('environment_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('account_user_environment_key', ['user_id', 'environment_id'])
    .execute()
}

async function createGroupTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_group')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('user_group_member')
    .addColumn('group_id', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('user_group_member_key', ['group_id', 'user_id'])
    .execute()
}

async function createSignInTables(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user_credential')
    .addColumn('user_id', 'text', (column) => column.primaryKey())
    .addColumn('password_hash', 'text')
    .addColumn('sealed_totp', 'text')
    .addColumn('sealed_pending_totp', 'text')
    .addColumn('totp_last_step', 'bigint', (column) => column.notNull())
    .addColumn('recovery_json', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text')
    .addColumn('subject', 'text')
    .execute()
  await db.schema.createIndex('user_credential_identity').on('user_credential').columns(['issuer', 'subject']).execute()
  await db.schema
    .createTable('user_session')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('token_hash', 'text', (column) => column.notNull().unique())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_used_at', 'bigint', (column) => column.notNull())
    .addColumn('user_agent', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('user_session_user').on('user_session').column('user_id').execute()
  await db.schema
    .createTable('user_token')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('user_id', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('sign_in_attempt')
    .addColumn('attempt_key', 'text', (column) => column.primaryKey())
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute()
}
