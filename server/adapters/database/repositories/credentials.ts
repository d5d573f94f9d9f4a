import type { Kysely } from 'kysely'
import type { UserCredential } from '../../../domain/sign-in.ts'
import type { CredentialRepository } from '../../../ports/repositories/sign-in.ts'
import type { Schema, UserCredentialTable } from '../schema.ts'
import type { Sealer } from '../sealer.ts'
import { fromJson, toJson } from './columns.ts'

export function credentialRepository(db: Kysely<Schema>, sealer: Sealer): CredentialRepository {
  const open = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  const seal = (secret: string | null) => (secret === null ? null : sealer.seal(secret))
  const fromRow = (row: UserCredentialTable): UserCredential => ({
    userId: row.user_id,
    passwordHash: row.password_hash,
    totpSecret: open(row.sealed_totp),
    pendingTotpSecret: open(row.sealed_pending_totp),
    totpLastStep: row.totp_last_step,
    recoveryHashes: fromJson(row.recovery_json),
    identity: row.issuer === null || row.subject === null ? null : { issuer: row.issuer, subject: row.subject },
  })
  const select = () => db.selectFrom('user_credential').selectAll()
  return {
    async find(userId) {
      const row = await select().where('user_id', '=', userId).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async findByIdentity(issuer, subject) {
      const row = await select().where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst()
      return row === undefined ? null : fromRow(row)
    },
    async put(credential) {
      const row: UserCredentialTable = {
        user_id: credential.userId,
        password_hash: credential.passwordHash,
        sealed_totp: seal(credential.totpSecret),
        sealed_pending_totp: seal(credential.pendingTotpSecret),
        totp_last_step: credential.totpLastStep,
        recovery_json: toJson(credential.recoveryHashes),
        issuer: credential.identity?.issuer ?? null,
        subject: credential.identity?.subject ?? null,
      }
      await db
        .insertInto('user_credential')
        .values(row)
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
        .execute()
    },
  }
}
