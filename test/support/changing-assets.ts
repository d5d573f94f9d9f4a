/**
 * Assets that come, go and change between two pages of a listing or a search: each that is there from the first page to
 * the last must be on exactly one of them, and none on two.
 */

import { expect } from 'vitest'
import type { Asset } from '../../server/domain/asset.ts'
import type { Database } from '../../server/ports/database.ts'
import { anAsset } from '../server/adapters/database/rows.ts'
import { fc } from './properties.ts'

/** One page of what lists all assets of the test. */
export type ReadPage = (page: {
  readonly maxResults: number
  readonly nextCursor?: string | undefined
}) => Promise<{ readonly assets: readonly Pick<Asset, 'id'>[]; readonly nextCursor: string | null }>

const MOST_PLACES = 40
/** Few moments in few seconds, so that many assets are of the same. */
const moment = fc.integer({ min: 1, max: 4 }).map((step) => step * 400)
const place = fc.nat({ max: MOST_PLACES })
const action = fc.oneof(
  fc.record({ kind: fc.constant('insert' as const), id: place, createdAt: moment }),
  fc.record({ kind: fc.constant('delete' as const), id: place }),
  fc.record({ kind: fc.constant('overwrite' as const), id: place }),
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

export async function assertStablePages(database: Database, read: ReadPage, numRuns: number): Promise<void> {
  const initial = fc.uniqueArray(fc.record({ id: place, createdAt: moment }), { selector: ({ id }) => id })
  const between = fc.array(fc.array(action, { maxLength: 4 }), { minLength: 12, maxLength: 12 })

  await fc.assert(
    fc.asyncProperty(initial, between, fc.integer({ min: 1, max: 6 }), async (first, steps, maxResults) => {
      for (let index = 0; index <= MOST_PLACES; index++) await database.assets.delete('env', idOf(index))
      for (const { id, createdAt } of first) await database.assets.insert(aChangingAsset(id, createdAt))
      const survivors = new Set(first.map(({ id }) => idOf(id)))
      const seen: string[] = []

      let nextCursor: string | undefined
      for (let round = 0; ; round++) {
        const page = await read({ maxResults, nextCursor })
        seen.push(...page.assets.map(({ id }) => id))
        if (page.nextCursor === null) break
        nextCursor = page.nextCursor
        for (const step of steps[round] ?? []) {
          const gone = await act(database, step)
          if (gone !== null) survivors.delete(gone)
        }
      }

      const times = (id: string) => seen.filter((each) => each === id).length
      for (const id of survivors) expect(times(id), id).toBe(1)
      // One that was deleted and made anew at another time is another one.
      const reborn = new Set(steps.flat().flatMap(({ kind, id }) => (kind === 'insert' ? [idOf(id)] : [])))
      for (const id of new Set(seen)) if (!reborn.has(id)) expect(times(id), id).toBe(1)
    }),
    { numRuns },
  )
}

const idOf = (place: number) => `i${String(place).padStart(3, '0')}`

/** In every listing, and found by what the tests search for; several are equal in what they are sorted by. */
function aChangingAsset(place: number, createdAt: number): Asset {
  const id = idOf(place)
  return anAsset({
    id,
    publicId: `p${id}`,
    storageKey: id,
    createdAt,
    tags: ['t'],
    context: { k: 'v', ...(place % 3 === 0 ? {} : { group: `g${place % 3}` }) },
    metadata: place % 4 === 0 ? {} : { rank: place % 4 },
    moderation: [{ kind: 'manual', status: 'pending', updatedAt: 1 }],
    assetFolder: 'f',
    bytes: place % 5,
    format: place % 2 === 0 ? 'jpg' : 'png',
  })
}

/** Carries out what is possible; says which asset is gone. */
async function act(database: Database, step: Action): Promise<string | null> {
  const id = idOf(step.id)
  const existing = await database.assets.findById('env', id)
  if (step.kind === 'insert' && existing === null) await database.assets.insert(aChangingAsset(step.id, step.createdAt))
  if (step.kind === 'overwrite' && existing !== null) {
    const context = { ...existing.context, n: '1' }
    await database.assets.update({ ...existing, version: existing.version + 1, updatedAt: 99, context })
  }
  if (step.kind !== 'delete' || existing === null) return null
  await database.assets.delete('env', id)
  return id
}
