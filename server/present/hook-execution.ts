/** What became of the scripts of an upload, as the answer tells it. */
import type { HookExecutionJson } from '../contract/asset-json.ts'

export type HookResult = NonNullable<HookExecutionJson['eval']>

/** By the name of the script; absent when it was not asked for. */
export interface HookExecution {
  readonly eval?: HookResult
  readonly onSuccess?: HookResult
}

export function presentHooks({ eval: evaluated, onSuccess }: HookExecution): {
  readonly hook_execution?: HookExecutionJson
} {
  if (evaluated === undefined && onSuccess === undefined) return {}
  return {
    hook_execution: {
      ...(evaluated === undefined ? {} : { eval: evaluated }),
      ...(onSuccess === undefined ? {} : { on_success: onSuccess }),
    },
  }
}
