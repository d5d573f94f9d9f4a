/** What page and worker say to each other. A page that hosts an older copy of the worker's file is noticed by the number. */
import type { ReducedPicture } from './reduce-picture.ts'
import type { ReductionPlan } from './reduction-plan.ts'

export const PROTOCOL = 1

export interface Job {
  readonly protocol: number
  readonly id: number
  readonly file: Blob
  readonly plan: ReductionPlan
}

export interface Answer {
  readonly protocol: number
  readonly id: number
  readonly picture?: ReducedPicture
  readonly problem?: string
}
