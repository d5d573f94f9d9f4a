/** Facts and answers for planning without files: the pictures of `test/conformance/fixtures.json`. */
import { readFileSync } from 'node:fs'
import { parseTransformation } from '../../../../server/transformation/parse.ts'
import { needKey } from '../../../../server/transformation/plan/need-key.ts'
import { plan } from '../../../../server/transformation/plan/plan.ts'
import type {
  AssetAttributes,
  ImagePlan,
  MeasuredPicture,
  Need,
  NeedAnswer,
  PlanFacts,
  PlanLimits,
  PlanOutcome,
  RequestHints,
  SourceFacts,
} from '../../../../server/transformation/plan/plan-types.ts'
import { sizeAfter } from '../../../../server/transformation/plan/sizes.ts'

interface Fixture {
  readonly id: string
  readonly kind: string
  readonly format: string
  readonly w?: number
  readonly h?: number
  readonly color?: string
  readonly colors?: readonly string[]
  readonly border?: number
  readonly inner?: number
  readonly pages?: number
  readonly orientation?: number
  readonly resource_type?: string
}

const file = new URL('../../../conformance/fixtures.json', import.meta.url)
export const fixtures: ReadonlyMap<string, Fixture> = new Map(
  (JSON.parse(readFileSync(file, 'utf8')) as readonly Fixture[]).map((fixture) => [fixture.id, fixture]),
)

export const LIMITS: PlanLimits = {
  outputPixels: 50_000_000,
  outputSide: 65_500,
  totalPixels: 200_000_000,
  animationFrames: 1000,
  layers: 20,
}

export const ATTRIBUTES: AssetAttributes = {
  publicId: 'sample',
  tags: [],
  context: {},
  metadata: {},
  faces: null,
  customCoordinates: [],
  regions: {},
}

export const HINTS: RequestHints = { accepts: [], dpr: null, width: null, saveData: false }

export function sourceFacts(overrides: Partial<SourceFacts> = {}): SourceFacts {
  return {
    resourceType: 'image',
    format: 'png',
    width: 200,
    height: 100,
    orientation: 1,
    hasAlpha: false,
    pages: 1,
    animated: false,
    bytes: 1000,
    fullFrameDecode: false,
    ...overrides,
  }
}

export function factsOf(id: string): SourceFacts {
  const fixture = fixtures.get(id)
  if (fixture === undefined) throw new Error(`no fixture ${id}`)
  return sourceFacts({
    resourceType: (fixture.resource_type ?? 'image') as SourceFacts['resourceType'],
    format: fixture.format,
    width: fixture.w ?? 0,
    height: fixture.h ?? 0,
    orientation: fixture.orientation ?? 1,
    hasAlpha: fixture.kind === 'center_square' || /^#.{8}$/.test(fixture.color ?? ''),
    pages: fixture.kind === 'frames' ? (fixture.colors?.length ?? 1) : (fixture.pages ?? 1),
    animated: fixture.kind === 'frames',
  })
}

export function planFacts(source: SourceFacts, overrides: Partial<PlanFacts> = {}): PlanFacts {
  return {
    source,
    attributes: ATTRIBUTES,
    extension: null,
    hints: HINTS,
    limits: LIMITS,
    named: new Map(),
    answers: new Map(),
    ...overrides,
  }
}

export interface Answers {
  readonly named?: Readonly<Record<string, string>>
  readonly trim?: Extract<NeedAnswer, { kind: 'box' }>['box']
}

/** Plans a chain and answers its needs from the fixtures, as delivery would. */
export function planWith(text: string, facts: PlanFacts, answers: Answers = {}): PlanOutcome {
  let current = facts
  for (let round = 0; round < 50; round++) {
    const outcome = plan(parseTransformation(text), current)
    if (outcome.kind === 'plan') return outcome
    for (const need of outcome.needs) current = withAnswer(current, need, answers)
  }
  throw new Error('planning does not come to an end')
}

/** The image plan of a chain on a fixture, with an extension. */
export function imagePlanOf(
  text: string,
  source: SourceFacts,
  overrides: Partial<PlanFacts> = {},
  answers: Answers = {},
): ImagePlan {
  const outcome = planWith(text, planFacts(source, { extension: 'png', ...overrides }), answers)
  if (outcome.kind !== 'plan' || outcome.plan.media !== 'image') throw new Error('not an image plan')
  return outcome.plan
}

function withAnswer(facts: PlanFacts, need: Need, answers: Answers): PlanFacts {
  if (need.kind === 'named') {
    const body = answers.named?.[need.name]
    const named = new Map(facts.named).set(need.name, body === undefined ? null : parseTransformation(body))
    return { ...facts, named }
  }
  return { ...facts, answers: new Map(facts.answers).set(needKey(need), answerOf(need, answers)) }
}

function answerOf(need: Exclude<Need, { kind: 'named' }>, answers: Answers): NeedAnswer {
  switch (need.kind) {
    case 'layer': {
      const id = need.layer.kind === 'asset' ? need.layer.publicId : need.layer.url
      return { kind: 'layer', facts: fixtures.has(id) ? factsOf(id) : null }
    }
    case 'text':
      return {
        kind: 'text',
        width: Math.ceil(need.text.text.length * need.text.style.size * 0.6),
        height: Math.ceil(need.text.style.size),
      }
    case 'trim':
      return { kind: 'box', box: answers.trim ?? { left: 0, top: 0, ...sizeOf(need.picture) } }
    case 'attention':
      return { kind: 'box', box: { left: 0, top: 0, width: need.width, height: need.height } }
  }
}

function sizeOf({ selection, operations }: MeasuredPicture) {
  let size = { width: selection.width, height: selection.height }
  for (const operation of operations) size = sizeAfter(operation, size)
  return size
}
