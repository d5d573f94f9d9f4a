import { TintypeError } from '../errors/base.ts'

/** A setting is unknown or invalid. The message names it, where it came from and what was expected; one line. */
export class ConfigError extends TintypeError {
  readonly code = 'INVALID_CONFIGURATION'
  readonly status = 500
}
