/** Stops planning where something must be known first. Caught by `plan()` alone; never seen outside. */
import type { Need } from './plan-types.ts'

export class NeedSignal extends Error {
  readonly need: Need

  constructor(need: Need) {
    super(`planning needs to know: ${need.kind}`)
    this.need = need
  }
}
