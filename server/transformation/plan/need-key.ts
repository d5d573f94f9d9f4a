/** The name under which the answer to a need is kept in `PlanFacts.answers`. */
import type { Need } from './plan-types.ts'

/** Equal for equal needs: the planner builds them the same way every time. Long; meant as the key of a map. */
export function needKey(need: Need): string {
  return JSON.stringify(need)
}
