/**
 * Changes many assets, and takes that back. The server judges and changes each by itself: whoever wants it to be what people
 * see says so in the wish, and what it was is told with what it has become. So taking back is exact, and what somebody else
 * has changed since is left alone, and told by its name.
 */
import type { LibraryError } from '../api/answer.ts'
import type { AssetChange, AssetWish, BulkActions, ChangeResult } from '../api/bulk-actions.ts'
import type { LibraryAsset } from '../api/library-asset.ts'
import type { Course, Failure, Outcome } from './outcome.ts'
import type { WishFor } from './wishes.ts'

/** Portions grow: the first answers come soon, and many assets need few requests. */
const FIRST_PORTION = 10
const LARGEST_PORTION = 200
/** Of a request, in characters. */
const MOST_CHARACTERS = 200_000

export interface Tools {
  readonly many: BulkActions
  /** The library's own copies follow. */
  replace(before: LibraryAsset, after: LibraryAsset): void
}

interface Step {
  readonly asset: LibraryAsset
  readonly wish: AssetWish
}

export async function changeMany(
  assets: readonly LibraryAsset[],
  wishFor: WishFor,
  tools: Tools,
  course: Course,
): Promise<Outcome> {
  const steps = assets.flatMap((asset, index): Step[] => {
    const wish = wishFor(asset, index)
    return wish ? [{ asset, wish }] : []
  })
  const { back, ...outcome } = await run(steps, tools, course)
  if (back.length === 0) return outcome
  const takeBack = async (next: Course): Promise<Outcome> => {
    const { back: _again, ...undone } = await run(back, tools, next)
    return undone
  }
  return { ...outcome, takeBack }
}

async function run(
  steps: readonly Step[],
  { many, replace }: Tools,
  course: Course,
): Promise<Outcome & { readonly back: readonly Step[] }> {
  const done: LibraryAsset[] = []
  const failures: Failure[] = []
  const back: Step[] = []
  let over = 0
  course.onProgress(0, steps.length)
  for (const portion of portionsOf(steps)) {
    if (course.signal.aborted) break
    const answer = await many.change(portion.map(changeOf))
    if (!answer.ok) {
      failures.push(...steps.slice(over).map(({ asset }) => ({ asset, reason: answer.error })))
      break
    }
    const results = new Map(answer.value.map((result) => [result.asset_id, result]))
    for (const { asset } of portion) {
      const result = results.get(asset.asset_id)
      const now = result?.asset && asNow(asset, result.asset)
      if (now) replace(asset, now)
      const reason = reasonOf(result)
      if (reason) failures.push({ asset: now ?? asset, reason })
      if (result?.result !== 'changed' || !now) continue
      done.push(now)
      const { before, after } = result
      if (before && after) back.push({ asset: now, wish: { if: after, set: before } })
    }
    over += portion.length
    course.onProgress(over, steps.length)
  }
  return { done, failures, isStopped: course.signal.aborted, back }
}

function* portionsOf(steps: readonly Step[]): Generator<readonly Step[]> {
  let size = FIRST_PORTION
  let portion: Step[] = []
  let characters = 0
  for (const step of steps) {
    const length = JSON.stringify(changeOf(step)).length
    if (portion.length > 0 && (portion.length >= size || characters + length > MOST_CHARACTERS)) {
      yield portion
      size = Math.min(2 * size, LARGEST_PORTION)
      portion = []
      characters = 0
    }
    portion.push(step)
    characters += length
  }
  if (portion.length > 0) yield portion
}

function changeOf({ asset, wish }: Step): AssetChange {
  return { asset_id: asset.asset_id, ...wish }
}

/** Answers leave out what is empty. */
function asNow(asset: LibraryAsset, now: LibraryAsset): LibraryAsset {
  return { ...asset, context: {}, metadata: {}, ...now }
}

/** Undefined: it is what it was wished to be. */
function reasonOf(result: ChangeResult | undefined): Failure['reason'] | undefined {
  if (result?.result === 'differs') return 'changed'
  if (result !== undefined && result.result !== 'refused') return undefined
  const { code, message } = result?.error ?? { code: '', message: 'The server says nothing of it' }
  if (code === 'NOT_FOUND') return 'gone'
  const isForbidden = code === 'PERMISSION_DENIED'
  const error: LibraryError = {
    code: isForbidden ? 'forbidden' : 'invalid',
    message,
    reason: code,
    status: isForbidden ? 403 : 400,
  }
  return error
}
