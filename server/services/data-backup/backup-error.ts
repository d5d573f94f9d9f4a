import { TintypeError } from '../../errors/base.ts'

/** A backup cannot be made, read or restored. One line that says what to do; for the operator. */
export class BackupError extends TintypeError {
  readonly code = 'BACKUP_UNUSABLE'
  readonly status = 500
}
