import { TintypeError } from './base.ts'

/** A script of an upload is wrong, or took more than it may. */
export class ScriptError extends TintypeError {
  readonly code = 'SCRIPT_FAILED'
  readonly status = 400
}
