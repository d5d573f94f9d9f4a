/** Statements 13 to 15 of the acceptance list, as far as they are about what is inserted. */

import type { LibraryAsset } from '../../../widgets/media-library/api/library-asset.ts'
import { insertPayload } from '../../../widgets/media-library/insert/insert-payload.ts'
import { fc } from '../../support/properties.ts'
import { equal, ok, same } from '../support/expect.ts'

const AUTO = [[{ quality: 'auto' }, { fetch_format: 'auto' }]]

function asset(change: Partial<LibraryAsset> = {}): LibraryAsset {
  return {
    asset_id: '0123456789abcdef0123456789abcdef',
    public_id: 'shoes/red',
    resource_type: 'image',
    type: 'upload',
    format: 'jpg',
    version: 17,
    url: 'http://media.example/demo/image/upload/v17/shoes/red.jpg',
    secure_url: 'https://media.example/demo/image/upload/v17/shoes/red.jpg',
    width: 640,
    height: 480,
    bytes: 5000,
    tags: ['shoe'],
    context: { alt: 'A red shoe' },
    created_at: '2026-11-23T10:00:00Z',
    backup_bytes: 12,
    ...change,
  }
}

function payload(assets: readonly LibraryAsset[], options: object = {}) {
  return insertPayload(assets, { mlId: 'ml-1', isSecure: true, ...options })
}

describe('what a library inserts', () => {
  it('13: has the fields of an asset, its words below context.custom, and the id of the library', () => {
    const { mlId, assets } = payload([asset()])

    equal(mlId, 'ml-1')
    same(assets[0], {
      asset_id: '0123456789abcdef0123456789abcdef',
      public_id: 'shoes/red',
      resource_type: 'image',
      type: 'upload',
      format: 'jpg',
      version: 17,
      url: 'http://media.example/demo/image/upload/v17/shoes/red.jpg',
      secure_url: 'https://media.example/demo/image/upload/v17/shoes/red.jpg',
      width: 640,
      height: 480,
      bytes: 5000,
      tags: ['shoe'],
      context: { custom: { alt: 'A red shoe' } },
      created_at: '2026-11-23T10:00:00Z',
      insert_url: 'https://media.example/demo/image/upload/v17/shoes/red.jpg',
    })
  })

  it('13: has nothing in place of what an asset has not, and reads context as details give it', () => {
    const [bare] = payload([asset({ width: null, height: null, tags: [], context: {}, access_control: null })]).assets
    const [detailed] = payload([asset({ context: { custom: { caption: 'Shoe' } } })]).assets

    ok(bare && !('width' in bare) && !('context' in bare) && !('access_control' in bare), 'left out')
    same(bare.tags, [])
    same(detailed?.context, { custom: { caption: 'Shoe' } })
  })

  it('14: has one derived address for each default transformation, and inserts the first', () => {
    const [one] = payload([asset()], { defaultTransformations: [...AUTO, [{ width: 90, crop: 'fill' }]] }).assets

    same(
      one?.derived?.map(({ raw_transformation }) => raw_transformation),
      ['q_auto/f_auto', 'c_fill,w_90'],
    )
    equal(one?.derived?.[0]?.url, 'http://media.example/demo/image/upload/q_auto/f_auto/v17/shoes/red.jpg')
    equal(one?.insert_url, one?.derived?.[0]?.secure_url)
  })

  it('15: has no derived address without transformations, of raw files, and of what needs a signature', () => {
    const raw = asset({ resource_type: 'raw', url: 'http://m/demo/raw/upload/v1/a.txt' })
    const signed = asset({ type: 'private', secure_url: 'https://m/demo/image/private/s--abcdefgh--/v1/a.jpg' })

    ok(
      payload([asset()]).assets.every((inserted) => !('derived' in inserted)),
      'nothing was asked for',
    )
    ok(
      payload([asset()], { defaultTransformations: [[{}]] }).assets.every((one) => !('derived' in one)),
      'nothing in it',
    )
    const { assets } = payload([raw, signed], { defaultTransformations: AUTO })
    ok(
      assets.every((inserted) => !('derived' in inserted)),
      'nothing can be made',
    )
    same(
      assets.map(({ insert_url }) => insert_url),
      [raw.secure_url, signed.secure_url],
    )
  })

  it('takes what people chose for an asset in the place of the defaults, and nothing when they took them away', () => {
    const chosen = new Map([
      ['a', 'e_sepia'],
      ['b', ''],
    ])
    const [a, b, c] = payload([asset({ asset_id: 'a' }), asset({ asset_id: 'b' }), asset({ asset_id: 'c' })], {
      defaultTransformations: AUTO,
      chosen,
    }).assets

    same(
      [a, b, c].map((one) => one?.derived?.[0]?.raw_transformation),
      ['e_sepia', undefined, 'q_auto/f_auto'],
    )
  })

  it('gives the plain address to pages without https', () => {
    equal(payload([asset()], { isSecure: false }).assets[0]?.insert_url, asset().url)
  })

  it('keeps the order in which people chose, and leaves the assets as they were', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 })), fc.boolean(), (ids, withDefaults) => {
        const assets = ids.map((asset_id) => Object.freeze(asset({ asset_id })))

        const inserted = payload(assets, withDefaults ? { defaultTransformations: AUTO } : {}).assets

        same(
          inserted.map(({ asset_id }) => asset_id),
          ids,
        )
        ok(
          inserted.every(({ derived, insert_url }) => insert_url.includes('q_auto') === (derived !== undefined)),
          'preferred',
        )
      }),
    )
  })
})
