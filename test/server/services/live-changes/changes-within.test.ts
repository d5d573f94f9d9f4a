/** What somebody who reaches one folder is told of changes anywhere. */

import { describe, expect, it } from 'vitest'
import { isInFolder } from '../../../../server/domain/folder.ts'
import type { PlacedAsset, Whereabouts } from '../../../../server/domain/whereabouts.ts'
import { changesWithin } from '../../../../server/services/live-changes/changes-within.ts'
import { fc } from '../../../support/properties.ts'

const REACHED = 'shop/shoes'
const FOLDERS = ['', 'shop', 'shop/shoes', 'shop/shoes/red', 'shop/shoes-secret', 'secret/shop/shoes', 'secret']

const told = (type: string, whereabouts: Whereabouts | null, folder: string | null = REACHED) =>
  changesWithin({ type, data: '{"a":"secret"}', whereabouts }, folder).map((each) => ({
    type: each.type,
    body: JSON.parse(each.data),
  }))
const asset = (id: string, folder: string): PlacedAsset => ({
  ...{ id, folder, resourceType: 'image', type: 'upload' },
  publicId: isInFolder(folder, REACHED) ? `own-${id}` : `secret-${id}`,
})

describe('a change of assets', () => {
  it('leaves a reader with exactly what lies in the folder, whatever goes where, and names nothing else', () => {
    const move = fc.record({ id: fc.constantFrom('1', '2', '3'), to: fc.option(fc.constantFrom(...FOLDERS)) })
    const steps = fc.array(fc.array(move, { minLength: 1, maxLength: 3 }), { maxLength: 12 })
    fc.assert(
      fc.property(steps, (changes) => {
        const lies = new Map<string, PlacedAsset>()
        const seen = new Map<string, string>()
        for (const moves of changes) {
          const once = [...new Map(moves.map((each) => [each.id, each])).values()]
          const assets = once.map(({ id, to }) => ({
            before: lies.get(id) ?? null,
            after: to === null ? null : asset(id, to),
          }))
          for (const { before, after } of assets) {
            if (after !== null) lies.set(after.id, after)
            else if (before !== null) lies.delete(before.id)
          }
          for (const { type, body } of told('move', { kind: 'assets', assets })) {
            for (const { asset_id, public_id } of body.resources) {
              if (type === 'delete') seen.delete(asset_id)
              else seen.set(asset_id, public_id)
            }
            expect(JSON.stringify(body)).not.toContain('secret')
          }
        }
        const there = [...lies.values()].filter(({ folder }) => isInFolder(folder, REACHED))
        expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(there.map(({ id, publicId }) => [id, publicId])))
      }),
    )
  })

  it('is told as it is to who reaches everything, and to nobody else where nobody knows what it is about', () => {
    expect(told('rename', null, null)).toEqual([{ type: 'rename', body: { a: 'secret' } }])
    expect(told('rename', null)).toEqual([])
  })
})

describe('a change of a folder', () => {
  const about = (type: string, before: string | null, after: string | null) =>
    told(type, { kind: 'folder', before, after }).map(({ type: as, body }) => [as, body.folder_path ?? 'as it is'])
  const moved = 'move_or_rename_asset_folder'

  it.each<[string, string | null, string | null, unknown]>([
    ['create_folder', null, 'shop/shoes/red', [['create_folder', 'as it is']]],
    ['create_folder', null, 'shop', []],
    ['create_folder', null, 'shop/shoes-secret', []],
    ['delete_folder', 'shop/shoes', null, [['delete_folder', 'as it is']]],
    ['delete_folder', 'shop', null, [['delete_folder', 'shop/shoes']]],
    ['delete_folder', 'secret', null, []],
    [moved, 'shop/shoes/red', 'shop/shoes/blue', [[moved, 'as it is']]],
    [moved, 'shop/shoes/red', 'secret', [['delete_folder', 'shop/shoes/red']]],
    [moved, 'secret', 'shop/shoes/red', [['create_folder', 'shop/shoes/red']]],
    [moved, 'shop', 'secret', [['delete_folder', 'shop/shoes']]],
    [moved, 'secret', 'shop', [['create_folder', 'shop/shoes']]],
    [moved, 'secret', 'secret-too', []],
  ])('%s from %s to %s', (type, before, after, expected) => {
    expect(about(type, before, after)).toEqual(expected)
  })
})

it('a change of several folders is told to who reaches one of them', () => {
  const several = (...folders: string[]) => told('collection_changed', { kind: 'several', folders }).length

  expect([several('secret', 'shop/shoes/red'), several('secret', 'shop'), several()]).toEqual([1, 0, 0])
})
