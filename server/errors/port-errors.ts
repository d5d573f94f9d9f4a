/** What drivers of ports throw. */
import { TintypeError } from './base.ts'

/** `Storage.get` of a key that is not there. */
export class ObjectNotFoundError extends TintypeError {
  readonly code = 'OBJECT_NOT_FOUND'
  readonly status = 404

  constructor() {
    super('The stored file is missing')
  }
}

/** A lock was not free in time. */
export class LockTimeoutError extends TintypeError {
  readonly code = 'LOCK_TIMEOUT'
  readonly status = 500

  constructor() {
    super('Another request works on the same thing; try again')
  }
}

/** A row with the same unique key is there already. */
export class UniqueViolationError extends TintypeError {
  readonly code = 'UNIQUE_VIOLATION'
  readonly status = 409

  constructor(options?: ErrorOptions) {
    super('This name is taken', options)
  }
}

/** The database was written by a newer release: going on could destroy what that release stored. */
export class NewerSchemaError extends TintypeError {
  readonly code = 'NEWER_SCHEMA'
  readonly status = 500

  constructor(unknownMigration: string) {
    super(`The data were written by a newer release (it knows "${unknownMigration}"): start that release instead`)
  }
}

/** The database was written by an older release, and whoever opens it now may not change it. */
export class OlderSchemaError extends TintypeError {
  readonly code = 'OLDER_SCHEMA'
  readonly status = 500

  constructor() {
    super('The data were written by an older release: start this release once, which brings them up to date')
  }
}

/** Files are not deleted while a backup copies them. */
export class DeletionHeldError extends TintypeError {
  readonly code = 'DELETION_HELD'
  readonly status = 500

  constructor() {
    super('A backup is being made; files are deleted afterwards')
  }
}

/** A stored secret was sealed with another key than that of `secret.key`. */
export class SecretKeyMismatchError extends TintypeError {
  readonly code = 'SECRET_KEY_MISMATCH'
  readonly status = 500

  constructor(options?: ErrorOptions) {
    super(
      'The key in secret.key does not open the secrets of this database: restore the one they were made with',
      options,
    )
  }
}

/** The database server does not answer, or its driver is missing. */
export class DatabaseUnavailableError extends TintypeError {
  readonly code = 'DATABASE_UNAVAILABLE'
  readonly status = 500
}

/** Another server works on the same database. */
export class DatabaseInUseError extends TintypeError {
  readonly code = 'DATABASE_IN_USE'
  readonly status = 500

  constructor(options?: ErrorOptions) {
    super('Another Tintype server uses this database: stop it first, or name another database', options)
  }
}
