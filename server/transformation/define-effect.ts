/**
 * What an effect is: its wire form and, if it can be rendered, how it is planned. One file per effect in `effects/`,
 * one line in `effects/index.ts`. An effect without `plan` is understood by the parser and refused by the planner with
 * a message that names it; it shows up as "not yet rendered" in the generated reference.
 */
import type { ClosedValues, EffectValue } from './ast.ts'
import type { BlendMode, Box, Composite, Operation } from './plan/operations.ts'
import type { AssetAttributes, MeasuredPicture, Need, NeedAnswer, SourceFacts } from './plan/plan-types.ts'
import type { ValuePlace } from './readers.ts'

export type Media = 'image' | 'video' | 'animation'
/** A core and deterministic; B less used; C needs a local model; D generative or third party (always refused). */
export type Tier = 'A' | 'B' | 'C' | 'D'

/** How an effect that is a qualifier of a layer (`e_multiply`, `e_cut_out`) changes the way the layer is laid. */
export interface LayerPlacement {
  readonly blend?: BlendMode
  readonly mode?: Extract<Composite['mode'], 'cut_out' | 'cutter'>
}

/** What an effect changes in the output settings instead of in the pixels. */
export interface OutputChange {
  /** Iterations of an animation, 0 = for ever. */
  readonly loop?: number
}

/** What an effect sees of the picture it works on. */
export interface EffectContext {
  /** Size of the current picture. */
  readonly width: number
  readonly height: number
  /** The picture so far, for `need`. Null for a text, which cannot be measured. */
  readonly picture: MeasuredPicture | null
  /** More than one frame is being worked on. */
  readonly animated: boolean
  /** The other parameters of the same component (`co`, `x`, `y`, `w`, `h`, `g` …). */
  readonly values: ClosedValues
  readonly source: SourceFacts
  readonly attributes: AssetAttributes
  /** Where a box of the original lies in this picture, clipped to it; null when it is outside. */
  locate(box: Box): Box | null
  /** The answer if it is known; else planning stops here and is repeated when it is. */
  need(need: Need): NeedAnswer
}

export interface EffectDefinition<A extends object = object> {
  readonly name: string
  readonly summary: string
  /** Wire form for the reference: `e_sepia[:1..100=80]`. */
  readonly form: string
  readonly media: readonly Media[]
  readonly tier: Tier
  /** Text after `e_name:` (empty when absent) to typed arguments. */
  read(text: string, place: ValuePlace): A
  readonly plan?: (args: A, context: EffectContext) => readonly Operation[]
  /** Keys of the component that it takes for itself: `w` of `e_blur_region` is not a resize. */
  readonly takes?: readonly ('x' | 'y' | 'w' | 'h')[]
  /** For qualifiers of a layer; such an effect does nothing without a layer in its component. */
  readonly placement?: LayerPlacement
  /** For effects that only change how the result is written. */
  readonly output?: (args: A) => OutputChange
}

/** Fixes the argument type of a definition: what `read` gives is what `plan` takes; see `effects/sepia.ts`. */
export function defineEffect<A extends object>(definition: EffectDefinition<A>): EffectDefinition {
  // The registry holds effects of all argument types; only an effect's own `read` makes arguments for its `plan`.
  return definition as unknown as EffectDefinition
}

/** Reads an effect's text with its definition. */
export function readWith(definition: EffectDefinition, text: string, place: ValuePlace): EffectValue {
  return { name: definition.name, text, arguments: definition.read(text, place) as Readonly<Record<string, unknown>> }
}
