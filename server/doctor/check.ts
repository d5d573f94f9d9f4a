import type { Config } from '../config/settings.ts'

export interface Finding {
  /** `failed`: something that is asked for will not work. `warning`: a part is missing, the rest works. */
  readonly status: 'ok' | 'warning' | 'failed'
  /** What was found, in one line. */
  readonly text: string
  /** What to do about it: a command where there is one. */
  readonly repair?: string
}

/** One thing that `tintype doctor` looks at. Changes nothing that it does not put back. */
export interface Check {
  readonly name: string
  readonly run: (config: Config) => Finding | Promise<Finding>
}

export function ok(text: string): Finding {
  return { status: 'ok', text }
}

export function warning(text: string, repair: string): Finding {
  return { status: 'warning', text, repair }
}

export function failed(text: string, repair: string): Finding {
  return { status: 'failed', text, repair }
}
