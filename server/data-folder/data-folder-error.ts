import { TintypeError } from '../errors/base.ts'

/** The data folder cannot be used. One line that names the folder and what to do; for the operator, not for clients. */
export class DataFolderError extends TintypeError {
  readonly code = 'DATA_FOLDER_UNUSABLE'
  readonly status = 500
}
