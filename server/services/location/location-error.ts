import { InvalidParameterError } from '../../errors/request-errors.ts'

/** The file may have a location that cannot be removed: it is not stored. */
export function locationError(format: string, reason: string): InvalidParameterError {
  return new InvalidParameterError(
    `The location cannot be removed from this ${format} file: ${reason}. Upload it with strip_location=false to keep it`,
  )
}
