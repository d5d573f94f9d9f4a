import type { Kysely } from 'kysely'
import type { UserGroupRepository } from '../../../ports/repositories/user-groups.ts'
import type { Schema, UserGroupTable } from '../schema.ts'

export function userGroupRepository(db: Kysely<Schema>): UserGroupRepository {
  return {
    async insert({ id, name, createdAt }) {
      await db.insertInto('user_group').values({ id, name, created_at: createdAt }).execute()
    },
    async rename(id, name) {
      await db.updateTable('user_group').set({ name }).where('id', '=', id).execute()
    },
    async delete(id) {
      await db.deleteFrom('user_group_member').where('group_id', '=', id).execute()
      await db.deleteFrom('user_group').where('id', '=', id).execute()
    },
    async findById(id) {
      const row = await db.selectFrom('user_group').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async list() {
      const rows = await db.selectFrom('user_group').selectAll().orderBy('name').orderBy('id').execute()
      return rows.map(fromRow)
    },
    async addMember(groupId, userId) {
      await db
        .insertInto('user_group_member')
        .values({ group_id: groupId, user_id: userId })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    async removeMember(groupId, userId) {
      await db.deleteFrom('user_group_member').where('group_id', '=', groupId).where('user_id', '=', userId).execute()
    },
    async memberships() {
      const rows = await db.selectFrom('user_group_member').selectAll().orderBy('user_id').execute()
      return rows.map((row) => ({ groupId: row.group_id, userId: row.user_id }))
    },
  }
}

function fromRow({ id, name, created_at }: UserGroupTable) {
  return { id, name, createdAt: created_at }
}
