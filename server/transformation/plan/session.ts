/**
 * One run over a chain: what is assumed about the settings that end up in force, what has been collected so far, and
 * the counters that bound the work.
 */
import type { Size } from '../crops/define-crop.ts'
import type { Assumptions } from './assumptions.ts'
import { needKey } from './need-key.ts'
import { NeedSignal } from './need-signal.ts'
import type { Picture } from './picture.ts'
import type { DeliveryOptions, MeasuredPicture, Need, NeedAnswer, PlanFacts, PlanInput } from './plan-types.ts'
import { overLimit } from './refusals.ts'
import { NO_SETTINGS, type OutputSettings } from './settings.ts'
import type { Subject } from './support.ts'

/** Components that one chain may run, named transformations included: they can multiply each other. */
const STEPS = 500

interface Start {
  readonly initial: Size
  readonly subject: Subject
}

export class Session {
  readonly facts: PlanFacts
  readonly assumptions: Assumptions
  readonly inputs: PlanInput[] = []
  readonly varied = new Set<DeliveryOptions['varied'][number]>()
  settings: OutputSettings = NO_SETTINGS
  requiresSignature: string | null = null
  /** The size that the chain starts with, upright. */
  readonly initial: Size
  readonly subject: Subject
  #steps = 0
  #layers = 0

  constructor(facts: PlanFacts, assumptions: Assumptions, { initial, subject }: Start) {
    this.facts = facts
    this.assumptions = assumptions
    this.initial = initial
    this.subject = subject
  }

  /** The answer, or planning stops here until it is known. */
  need(need: Need): NeedAnswer {
    const answer = this.facts.answers.get(needKey(need))
    if (answer === undefined) throw new NeedSignal(need)
    return answer
  }

  /** The place of an input in the plan; the same input is taken once. */
  input(input: PlanInput): number {
    const key = JSON.stringify(input)
    const known = this.inputs.findIndex((one) => JSON.stringify(one) === key)
    if (known !== -1) return known
    return this.inputs.push(input) - 1
  }

  /** What somebody needs to look at the picture as it is now. Null for a text. */
  measured(picture: Picture): MeasuredPicture | null {
    if (picture.of === null) return null
    const { of, selection } = picture
    const operations = picture.operations.filter(({ op }) => op !== 'frames')
    // An animation is measured by its first frame.
    return { of, selection: { ...selection, pages: 1 }, operations, inputs: [...this.inputs] }
  }

  countStep(): void {
    this.#steps++
    if (this.#steps > STEPS) throw overLimit(`Invalid transformation: it runs more than ${STEPS} components`)
  }

  countLayer(): void {
    this.#layers++
    const { layers } = this.facts.limits
    if (this.#layers > layers) throw overLimit(`Invalid transformation: it has more than ${layers} layers`)
  }
}
