/**
 * Runs code of strangers (`eval`, `on_success`) away from everything: no files, no network, no clock but the engine's, no
 * modules, bounded time, memory and size. Values go in and come out as plain JSON.
 */
export interface ScriptRunner {
  /** @throws ScriptError when the code is wrong, or takes more than it may; OverloadedError | reason of the signal */
  run(script: Script, options: { readonly signal: AbortSignal }): Promise<ScriptOutcome>
  close(): Promise<void>
}

export interface Script {
  /** Named in messages: `eval`, `on_success`. */
  readonly name: string
  readonly code: string
  /** What it sees, by name of the variable. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Objects among the variables with a method `update`, whose arguments are the outcome's `updates`. */
  readonly updatable: readonly string[]
}

export interface ScriptOutcome {
  /** The variables as the script leaves them; what cannot be said in JSON is absent. */
  readonly variables: Readonly<Record<string, unknown>>
  readonly updates: readonly { readonly of: string; readonly changes: unknown }[]
}
