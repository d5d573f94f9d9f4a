/**
 * What expressions can see while a chain is walked: the variables set so far and the picture at this point. A scope
 * is never changed; `assign` gives a new one, so that layers and named transformations can go their own way.
 */
import type { AssetAttributes } from './plan/plan-types.ts'

/** What a variable holds. */
export type VariableBinding =
  | { readonly kind: 'number'; readonly value: number }
  /** Substituted as it stands; counts as a number where one is needed and it reads as one. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly items: readonly string[] }
  /** `ref:!id!`: another asset's file. */
  | { readonly kind: 'reference'; readonly publicId: string }
  /** `current`: the picture as it was at the assignment. `operations` tells the planner how many steps came before. */
  | { readonly kind: 'snapshot'; readonly at: number }

export interface Scope {
  readonly variables: ReadonlyMap<string, VariableBinding>
  /** Pixels of the current picture. */
  readonly width: number
  readonly height: number
  /** Pixels of the original, after orientation. */
  readonly initialWidth: number
  readonly initialHeight: number
  /** Seconds; null for what has no duration. */
  readonly duration: number | null
  readonly initialDuration: number | null
  /** Pages, layers or frames of the original. */
  readonly pages: number
  /** The one that is worked on, from 1. */
  readonly page: number
  /** Device pixel ratio of the chain, 1 unless it has a `dpr_`. */
  readonly dpr: number
  /** Dots per inch of the original; null when it carries none. */
  readonly initialDensity: number | null
  readonly attributes: AssetAttributes
  /** Steps done so far; kept by a `current` assignment. */
  readonly position: number
}
