/**
 * From a chain and what is known about the asset to what an engine is to do. Pure: what it cannot know it asks for by
 * `needs`; the caller finds it, adds it to the facts and asks again. Every mistake in the chain is a
 * `TransformationError` here, before any engine runs.
 */
import type { Transformation } from '../ast.ts'
import type { Scope } from '../scope.ts'
import { checkFrames, thinnedOut } from './animation.ts'
import { type Assumptions, assumptionsFrom, changesTheWalk, filmAssumptions } from './assumptions.ts'
import { encodingOf } from './encoding.ts'
import { filmPlan, movingFormat } from './film-plan.ts'
import type { ChosenFormat } from './format.ts'
import { needKey } from './need-key.ts'
import { NeedSignal } from './need-signal.ts'
import { isOriginal } from './original.ts'
import { checkSize, type Picture } from './picture.ts'
import type { DeliveryOptions, ImagePlan, Need, PassThroughPlan, PlanFacts, PlanOutcome } from './plan-types.ts'
import { foreseenNeeds, writtenSettings } from './prescan.ts'
import { overLimit, unread } from './refusals.ts'
import { Session } from './session.ts'
import type { OutputSettings } from './settings.ts'
import { openingMovement, selectSource } from './source.ts'
import { assertStill, isStillWanted, wantedFormat } from './still.ts'
import { refuseUnsupported } from './support.ts'
import { walkChain } from './walk.ts'

/** Runs until what the chain says at its end agrees with what was assumed at its beginning. */
const RUNS = 5

/** @throws TransformationError */
export function plan(transformation: Transformation, facts: PlanFacts): PlanOutcome {
  const settings = writtenSettings(transformation)
  if (isOriginal(transformation, facts)) {
    refuseUnsupported(
      { fl: [...settings.flags].map(([name, argument]) => ({ name, argument })) },
      facts.source.resourceType === 'video' ? 'video' : 'picture',
    )
    return original(settings)
  }
  if (facts.source.isUnread === true) throw unread()
  try {
    return isMoving(settings, facts)
      ? videoPlan(transformation, settings, facts)
      : imagePlan(transformation, settings, facts)
  } catch (signal) {
    if (!(signal instanceof NeedSignal)) throw signal
    return { kind: 'needs', needs: withForeseen(signal.need, foreseenNeeds(transformation, facts)) }
  }
}

function isMoving(settings: OutputSettings, facts: PlanFacts): boolean {
  return facts.source.resourceType === 'video' && !isStillWanted(settings, facts)
}

/** Every frame is walked through the chain at once; a chain that turns out to make a still is planned as one. */
function videoPlan(transformation: Transformation, settings: OutputSettings, facts: PlanFacts): PlanOutcome {
  // Before anything is measured: nothing else can come of it.
  movingFormat(settings, facts, wantedFormat(settings, facts))
  const { source } = facts
  // A sound has no size; nothing is done to the picture that it would have.
  const seen = source.width === 0 ? { ...facts, source: { ...source, width: 2, height: 2 } } : facts
  let dpr = settings.dpr
  for (let run = 0; run < RUNS; run++) {
    const { session, picture } = walkOnce(transformation, seen, filmAssumptions({ ...settings, dpr }, facts))
    if (!isMoving(session.settings, facts)) return imagePlan(transformation, session.settings, facts)
    if (session.settings.dpr === dpr) {
      const format = movingFormat(session.settings, facts, wantedFormat(session.settings, facts))
      const plan = filmPlan(picture, session, format)
      return { kind: 'plan', plan, delivery: deliveryOf(session.settings, [], session.requiresSignature) }
    }
    dpr = session.settings.dpr
  }
  throw overLimit('Invalid transformation: its settings depend on each other without end')
}

function imagePlan(transformation: Transformation, settings: OutputSettings, facts: PlanFacts): PlanOutcome {
  const { source } = facts
  if (source.resourceType === 'video') assertStill(settings, facts)
  let assumptions = assumptionsFrom(settings, facts, {
    transparent: source.hasAlpha,
    longestSide: Math.max(source.width, source.height),
  })
  for (let run = 0; run < RUNS; run++) {
    const { session, picture } = walkOnce(transformation, facts, assumptions)
    const actual = assumptionsFrom(session.settings, facts, {
      transparent: picture.transparent,
      longestSide: Math.max(picture.width, picture.height),
    })
    if (!changesTheWalk(actual, assumptions)) return finish(picture, session, actual.format)
    assumptions = actual
  }
  throw overLimit('Invalid transformation: its settings depend on each other without end')
}

interface Walked {
  readonly session: Session
  readonly picture: Picture
}

function walkOnce(transformation: Transformation, facts: PlanFacts, assumptions: Assumptions): Walked {
  const { source } = facts
  const selection = selectSource(source, assumptions, facts.limits)
  const size = { width: selection.width, height: selection.height }
  const subject = source.resourceType !== 'video' ? 'picture' : assumptions.isFilm ? 'video' : 'still'
  const session = new Session(facts, assumptions, { initial: size, subject })
  const opened: Picture = {
    of: 'source',
    selection,
    ...size,
    operations: [],
    sizeBeforeLast: size,
    transparent: source.hasAlpha || source.format === 'svg',
    movement: openingMovement(source, selection),
  }
  const { picture } = walkChain({ picture: opened, scope: scopeOf(session, selection.page) }, transformation, session)
  if (!assumptions.format.animated || assumptions.isFilm) return { session, picture }
  return { session, picture: { ...picture, operations: thinnedOut(picture.operations, session.settings) } }
}

function scopeOf({ facts, assumptions, initial }: Session, page: number): Scope {
  const { source, attributes } = facts
  return {
    variables: new Map(),
    width: initial.width,
    height: initial.height,
    initialWidth: initial.width,
    initialHeight: initial.height,
    duration: source.duration ?? null,
    initialDuration: source.duration ?? null,
    pages: source.pages,
    page: page + 1,
    dpr: assumptions.dpr,
    initialDensity: null,
    attributes,
    position: 0,
  }
}

function finish(picture: Picture, session: Session, format: ChosenFormat): PlanOutcome {
  const { facts, settings, varied } = session
  if (keepsVector(picture, session)) return original(settings)
  checkSize(picture, facts.limits)
  checkFrames(picture, facts)
  if (format.negotiated) varied.add('accept')
  if (settings.dpr === 'auto') varied.add('dpr')
  const encoding = encodingOf(picture, format, session)
  const image: ImagePlan = {
    media: 'image',
    source: picture.selection,
    operations: picture.operations,
    inputs: [...session.inputs],
    width: picture.width,
    height: picture.height,
    encoding,
  }
  return { kind: 'plan', plan: image, delivery: deliveryOf(settings, [...varied], session.requiresSignature) }
}

/** A vector picture that is asked for as one, and that nothing was done to, stays what it is. */
function keepsVector({ operations }: Picture, { facts, settings }: Session): boolean {
  const wanted = settings.format?.kind === 'fixed' ? settings.format.format : (facts.extension ?? facts.source.format)
  const isVector = facts.source.format === 'svg' && wanted === 'svg' && settings.format?.kind !== 'auto'
  return isVector && operations.length === 0 && !settings.flags.has('rasterize')
}

function original(settings: OutputSettings): PlanOutcome {
  const stored: PassThroughPlan = { media: 'original', sanitise: settings.flags.has('sanitize') }
  return { kind: 'plan', plan: stored, delivery: deliveryOf(settings, [], null) }
}

function deliveryOf(
  { flags, defaultImage }: OutputSettings,
  varied: DeliveryOptions['varied'],
  requiresSignature: string | null,
): DeliveryOptions {
  const attachment = ['attachment', 'streaming_attachment'].find((name) => flags.has(name))
  return {
    attachment: attachment === undefined ? null : (flags.get(attachment) ?? ''),
    immutable: flags.has('immutable_cache'),
    information: flags.has('getinfo'),
    defaultImage,
    varied,
    requiresSignature,
  }
}

function withForeseen(need: Need, foreseen: readonly Need[]): readonly Need[] {
  return [need, ...foreseen.filter((other) => needKey(other) !== needKey(need))]
}
