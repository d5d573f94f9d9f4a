/** Errors of the PostgreSQL driver become ours here, and only here. Codes: appendix A of PostgreSQL's manual. */
import { TintypeError } from '../../../errors/base.ts'
import { DatabaseUnavailableError, UniqueViolationError } from '../../../errors/port-errors.ts'
import { InvalidParameterError, StorageFullError } from '../../../errors/request-errors.ts'

export async function translated<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw ours(error)
  }
}

/** Classes of errors after which the same statement may work: no connection, too many of them, a server that stops. */
const UNAVAILABLE = /^(08|53[34]|57P)/
const SOCKET_ERRORS = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT'])
/** The driver has no codes for these. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect)/

function ours(error: unknown): unknown {
  if (error instanceof TintypeError || !(error instanceof Error)) return error
  const code = String((error as { code?: unknown }).code ?? '')
  switch (code) {
    case '23505':
      return new UniqueViolationError({ cause: error })
    case '53100':
      return new StorageFullError({ cause: error })
    // An index entry, or a row, that is larger than PostgreSQL can hold.
    case '54000':
      return new InvalidParameterError('A name or transformation is too long for the database (about 2,600 characters)')
    case '22021':
    case '22P05':
      return new InvalidParameterError('Text with a character that cannot be stored: expected none with the code 0')
  }
  if (UNAVAILABLE.test(code) || SOCKET_ERRORS.has(code) || LOST.test(error.message)) {
    return new DatabaseUnavailableError('The database cannot be reached; try again', { cause: error })
  }
  return error
}
