import { InvalidParameterError, NotFoundError } from '../../errors/request-errors.ts'
import { assertFolder } from '../upload/public-id.ts'

export function unknownFolder(path: string): NotFoundError {
  return new NotFoundError(`Can't find folder with path ${path}`)
}

/** A folder other than the root. @throws InvalidParameterError */
export function assertNamed(given: string, parameter: string): string {
  const path = assertFolder(given, parameter)
  if (path === '') throw new InvalidParameterError(`Invalid value for parameter ${parameter}: expected a folder`)
  return path
}
