/**
 * Assets that come into a collection, or out of it. Those that are in it already stay at their place; what is put back comes
 * to the place that it had, before the one that followed it.
 */
import type { LibraryError } from '../api/answer.ts'
import { type BulkActions, PORTION } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import { type Course, type Failure, NOTHING_DONE, type Outcome } from './outcome.ts'

interface Portion {
  readonly assets: readonly LibraryAsset[]
  /** Asset id of the one that they come before; undefined for the end. */
  readonly before?: string | undefined
}

export function addToCollection(
  id: string,
  assets: readonly LibraryAsset[],
  many: BulkActions,
  course: Course,
): Promise<Outcome> {
  return withMembers(id, assets, many, course, async (members) => {
    const missing = assets.filter(({ asset_id }) => !members.includes(asset_id))
    const outcome = await put(id, portionsOf(missing), many, course)
    return {
      ...outcome,
      takeBack: outcome.done.length === 0 ? undefined : (next) => takeOut(id, outcome.done, many, next),
    }
  })
}

export function removeFromCollection(
  id: string,
  assets: readonly LibraryAsset[],
  many: BulkActions,
  course: Course,
): Promise<Outcome> {
  return withMembers(id, assets, many, course, async (members) => {
    const present = assets.filter(({ asset_id }) => members.includes(asset_id))
    const outcome = await takeOut(id, present, many, course)
    const places = placesOf(members, outcome.done)
    return { ...outcome, takeBack: outcome.done.length === 0 ? undefined : (next) => putBack(id, places, many, next) }
  })
}

async function withMembers(
  id: string,
  assets: readonly LibraryAsset[],
  many: BulkActions,
  course: Course,
  work: (members: readonly string[]) => Promise<Outcome>,
): Promise<Outcome> {
  const members = await many.members(id, course.signal)
  if (members.ok) return work(members.value)
  return refused(assets, members.error, course)
}

/** Somebody may have put some of them back already, or taken away the one that they stood before. */
async function putBack(id: string, places: readonly Portion[], many: BulkActions, course: Course): Promise<Outcome> {
  return withMembers(
    id,
    places.flatMap(({ assets }) => assets),
    many,
    course,
    (members) => {
      const portions = places.map(({ assets, before }) => ({
        assets: assets.filter(({ asset_id }) => !members.includes(asset_id)),
        before: before !== undefined && members.includes(before) ? before : undefined,
      }))
      return put(
        id,
        portions.filter(({ assets }) => assets.length > 0),
        many,
        course,
      )
    },
  )
}

async function put(id: string, portions: readonly Portion[], many: BulkActions, course: Course): Promise<Outcome> {
  return inTurn(portions, course, async ({ assets, before }) => {
    const ids = assets.map(({ asset_id }) => asset_id)
    const answer = await many.collect(id, ids, before)
    return answer.ok ? answer.value : answer.error
  })
}

function takeOut(id: string, assets: readonly LibraryAsset[], many: BulkActions, course: Course): Promise<Outcome> {
  return inTurn(portionsOf(assets), course, async (portion) => {
    const ids = portion.assets.map(({ asset_id }) => asset_id)
    const answer = await many.uncollect(id, ids)
    return answer.ok ? ids : answer.error
  })
}

/** One after the other: their order is the order of the collection. */
async function inTurn(
  portions: readonly Portion[],
  course: Course,
  work: (portion: Portion) => Promise<readonly string[] | LibraryError>,
): Promise<Outcome> {
  const total = portions.reduce((sum, { assets }) => sum + assets.length, 0)
  const done: LibraryAsset[] = []
  const failures: Failure[] = []
  course.onProgress(0, total)
  for (const [index, { assets, before }] of portions.entries()) {
    if (course.signal.aborted) break
    const answer = await work({ assets, before })
    if ('code' in answer) {
      const rest = portions.slice(index).flatMap((portion) => portion.assets)
      return { ...refused(rest, answer, course), done }
    }
    const changed = new Set(answer)
    done.push(...assets.filter(({ asset_id }) => changed.has(asset_id)))
    const gone = assets.filter(({ asset_id }) => !changed.has(asset_id))
    failures.push(...gone.map((asset) => ({ asset, reason: 'gone' as const })))
    course.onProgress(done.length + failures.length, total)
  }
  return { done, failures, isStopped: course.signal.aborted }
}

function refused(assets: readonly LibraryAsset[], error: LibraryError, { signal }: Course): Outcome {
  if (error.code === 'aborted') return { ...NOTHING_DONE, isStopped: signal.aborted }
  return { ...NOTHING_DONE, failures: assets.map((asset) => ({ asset, reason: error })) }
}

function portionsOf(assets: readonly LibraryAsset[]): readonly Portion[] {
  return Array.from({ length: Math.ceil(assets.length / PORTION) }, (_, index) => ({
    assets: assets.slice(index * PORTION, (index + 1) * PORTION),
  }))
}

/** Neighbours of the former order come back together, before the first that stayed behind them. */
function placesOf(members: readonly string[], removed: readonly LibraryAsset[]): readonly Portion[] {
  const byId = new Map(removed.map((asset) => [asset.asset_id, asset]))
  const places: Portion[] = []
  let run: LibraryAsset[] = []
  const end = (before: string | undefined): void => {
    for (const { assets } of portionsOf(run)) places.push({ assets, before })
    run = []
  }
  for (const member of members) {
    const asset = byId.get(member)
    if (asset) run.push(asset)
    else if (run.length > 0) end(member)
  }
  end(undefined)
  return places
}
