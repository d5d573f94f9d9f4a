/**
 * What the walk must know from its beginning although it may be said at the end: `dpr_` multiplies resizes before it,
 * `pg_`, `so_`, `dn_` and `a_ignore` change the picture that everything starts from, and the format decides whether frames are
 * kept. The walk is done with assumptions and repeated when what it collected differs.
 */
import type { PageSelection } from '../ast.ts'
import { type ChosenFormat, chooseFormat } from './format.ts'
import { momentOf } from './moment.ts'
import type { Moment, PlanFacts } from './plan-types.ts'
import type { OutputSettings } from './settings.ts'

export interface Assumptions {
  readonly dpr: number
  readonly density: number | null
  readonly page: PageSelection | null
  readonly ignoreOrientation: boolean
  /** Of a video; null for a picture. */
  readonly moment: Moment | null
  readonly format: ChosenFormat
  /** All frames of a video are worked on. */
  readonly isFilm: boolean
}

export function assumptionsFrom(
  settings: OutputSettings,
  facts: PlanFacts,
  result: { readonly transparent: boolean; readonly longestSide: number },
): Assumptions {
  return {
    dpr: settings.dpr === 'auto' ? Math.max(1, Math.ceil(facts.hints.dpr ?? 1)) : settings.dpr,
    density: settings.density,
    page: settings.page,
    ignoreOrientation: settings.ignoreOrientation,
    moment: momentOf(settings.startOffset, facts.source),
    format: chooseFormat(settings, facts, result),
    isFilm: false,
  }
}

/** Of a video that stays one: nothing of it is decided by what comes out. */
export function filmAssumptions(settings: OutputSettings, facts: PlanFacts): Assumptions {
  return {
    dpr: settings.dpr === 'auto' ? Math.max(1, Math.ceil(facts.hints.dpr ?? 1)) : settings.dpr,
    density: null,
    page: null,
    ignoreOrientation: false,
    moment: settings.startOffset?.kind === 'auto' ? null : momentOf(settings.startOffset, facts.source),
    format: { format: facts.source.format, animated: true, negotiated: false },
    isFilm: true,
  }
}

/** Whether another walk would go another way. A different format alone does not, as long as the frames stay. */
export function changesTheWalk(actual: Assumptions, assumed: Assumptions): boolean {
  return JSON.stringify(whatMatters(actual)) !== JSON.stringify(whatMatters(assumed))
}

function whatMatters({ format, ...rest }: Assumptions): unknown {
  return { ...rest, animated: format.animated, document: format.format === 'pdf' }
}
