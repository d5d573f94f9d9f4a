import type { FlagDefinition } from './arguments.ts'

/** One command of the `tintype` program. */
export interface Command {
  readonly summary: string
  /** How it is called, after `tintype`. */
  readonly usage: string
  readonly flags: Readonly<Record<string, FlagDefinition>>
  /** Words besides flags, which the command judges itself. Default: none. */
  readonly takesArguments?: boolean
  readonly examples?: readonly string[]
  /** Resolves to the exit status. */
  readonly run: (call: CommandCall) => Promise<number>
}

export interface CommandCall {
  readonly flags: Readonly<Record<string, string | boolean>>
  readonly positionals: readonly string[]
}
