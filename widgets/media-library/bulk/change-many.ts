/**
 * Changes many assets, and takes that back. What they are at the moment is asked first: only so is it known what taking back
 * has to restore, asset by asset. Before anything is taken back it is asked again: what somebody else has changed since is
 * left alone, and told by its name. Between asking and changing lies one request; the server has no way to close that gap.
 */
import type { LibraryError } from '../api/answer.ts'
import { type BulkActions, PORTION } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { Aspect, Step } from './aspects.ts'
import { type Course, type Failure, NOTHING_DONE, type Outcome } from './outcome.ts'

/** Requests on their way at the same time. */
const PARALLEL = 4
/** What the next request would be answered too. */
const FINAL: ReadonlySet<LibraryError['code']> = new Set<LibraryError['code']>([
  'forbidden',
  'unauthorized',
  'unreachable',
])
/** What may be true of one asset of a request, and not of the others: each is asked for alone then. */
const OF_ONE: ReadonlySet<LibraryError['code']> = new Set<LibraryError['code']>(['invalid', 'conflict', 'not_found'])

export interface Tools {
  readonly many: BulkActions
  /** Sessions of one folder may not ask by asset id: then what the results know has to do. */
  readonly mayAsk: boolean
  /** The library's own copies follow. */
  replace(before: LibraryAsset, after: LibraryAsset): void
}

export async function changeMany(
  assets: readonly LibraryAsset[],
  aspect: Aspect,
  wanted: (asset: LibraryAsset, index: number) => LibraryAsset,
  tools: Tools,
  course: Course,
): Promise<Outcome> {
  const now = await currentOf(assets, tools, course.signal)
  const steps = now.found.map((before, index) => ({ before, after: wanted(before, index) }))
  return withFailures(await run(steps, aspect, tools, course), now.failures)
}

async function takeBack(done: readonly Step[], aspect: Aspect, tools: Tools, course: Course): Promise<Outcome> {
  const now = await currentOf(
    done.map(({ after }) => after),
    tools,
    course.signal,
  )
  const byId = new Map(done.map((step) => [step.after.asset_id, step]))
  const failures: Failure[] = [...now.failures]
  const steps: Step[] = []
  for (const asset of now.found) {
    const step = byId.get(asset.asset_id) as Step
    if (isSame(aspect, asset, step.after)) steps.push({ before: asset, after: aspect.taken(asset, step.before) })
    else failures.push({ asset, reason: 'changed' })
  }
  const { takeBack: _again, ...outcome } = await run(steps, aspect, tools, course)
  return withFailures(outcome, failures)
}

async function run(steps: readonly Step[], aspect: Aspect, tools: Tools, course: Course): Promise<Outcome> {
  const needed = steps.filter(({ before, after }) => !isSame(aspect, before, after))
  const waiting = groupsOf(needed, aspect)
  const done: Step[] = []
  const failures: Failure[] = []
  let over = 0
  let last: LibraryError | undefined
  const take = (group: readonly Step[], after: readonly LibraryAsset[]): void => {
    const byId = new Map(after.map((asset) => [asset.asset_id, asset]))
    for (const { before } of group) {
      const changed = byId.get(before.asset_id)
      if (!changed) continue
      done.push({ before, after: changed })
      tools.replace(before, changed)
    }
  }
  const worker = async (): Promise<void> => {
    for (let group = waiting.shift(); group && !last && !course.signal.aborted; group = waiting.shift()) {
      const { after, error } = await aspect.send(group)
      take(group, after)
      if (error && OF_ONE.has(error.code) && group.length > 1 && after.length === 0) {
        waiting.push(...group.map((step) => [step]))
        continue
      }
      if (error) {
        if (FINAL.has(error.code)) last = error
        failures.push(...group.map(({ before }) => ({ asset: before, reason: reasonOf(error) })))
      }
      over += group.length
      course.onProgress(over, needed.length)
    }
  }
  course.onProgress(0, needed.length)
  await Promise.all(Array.from({ length: PARALLEL }, worker))
  if (last) for (const { before: asset } of waiting.flat()) failures.push({ asset, reason: last })
  return {
    done: done.map(({ after }) => after),
    failures,
    isStopped: course.signal.aborted,
    ...(done.length === 0 ? {} : { takeBack: (next: Course) => takeBack(done, aspect, tools, next) }),
  }
}

async function currentOf(
  assets: readonly LibraryAsset[],
  { many, mayAsk }: Tools,
  signal: AbortSignal,
): Promise<{ readonly found: readonly LibraryAsset[]; readonly failures: readonly Failure[] }> {
  if (!mayAsk) return { found: assets, failures: [] }
  const found: LibraryAsset[] = []
  const failures: Failure[] = []
  for (let start = 0; start < assets.length && !signal.aborted; start += PORTION) {
    const portion = assets.slice(start, start + PORTION)
    const answer = await many.current(
      portion.map(({ asset_id }) => asset_id),
      signal,
    )
    if (!answer.ok) {
      if (answer.error.code !== 'aborted') {
        failures.push(...assets.slice(start).map((asset) => ({ asset, reason: answer.error })))
      }
      break
    }
    const byId = new Map(answer.value.map((asset) => [asset.asset_id, asset]))
    for (const asset of portion) {
      const now = byId.get(asset.asset_id)
      if (now) found.push(asNow(asset, now))
      else failures.push({ asset, reason: 'gone' })
    }
  }
  return { found, failures }
}

/** Lists leave out what is empty. */
function asNow(asset: LibraryAsset, now: LibraryAsset): LibraryAsset {
  const { public_id, type, tags = [], metadata = {}, display_name, asset_folder, folder } = now
  return {
    ...asset,
    ...{ public_id, type, tags, metadata },
    ...(display_name === undefined ? {} : { display_name }),
    ...(asset_folder === undefined ? {} : { asset_folder }),
    ...(folder === undefined ? {} : { folder }),
  }
}

function groupsOf(steps: readonly Step[], aspect: Aspect): (readonly Step[])[] {
  const groups = new Map<string, Step[]>()
  for (const step of steps) {
    const key = aspect.groupOf(step)
    const group = groups.get(key)
    if (group) group.push(step)
    else groups.set(key, [step])
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / PORTION) }, (_, index) =>
      group.slice(index * PORTION, (index + 1) * PORTION),
    ),
  )
}

function isSame(aspect: Aspect, one: LibraryAsset, other: LibraryAsset): boolean {
  return JSON.stringify(aspect.of(one)) === JSON.stringify(aspect.of(other))
}

function reasonOf(error: LibraryError): Failure['reason'] {
  return error.code === 'not_found' ? 'gone' : error
}

function withFailures(outcome: Outcome, failures: readonly Failure[]): Outcome {
  return { ...NOTHING_DONE, ...outcome, failures: [...failures, ...outcome.failures] }
}
