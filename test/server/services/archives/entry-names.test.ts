import { describe, expect, it } from 'vitest'
import {
  type NamedAsset,
  type NamedFile,
  type NamingWish,
  uniqueNames,
  wantedName,
} from '../../../../server/services/archives/entry-names.ts'
import { fc } from '../../../support/properties.ts'

const PLAIN: NamingWish = {
  flattenFolders: false,
  flattenTransformations: false,
  skipTransformationName: false,
  useOriginalFilename: false,
  hasSeveralChains: false,
}

function named(asset: Partial<NamedAsset>, file: Partial<NamedFile> = {}, wish: Partial<NamingWish> = {}): string {
  const whole = { publicId: 'shop/boot', resourceType: 'image', originalFilename: null, storageKey: 'a/b.jpg' } as const
  return wantedName({ ...whole, ...asset }, { chain: null, format: 'jpg', ...file }, { ...PLAIN, ...wish })
}

describe('the name of a file in an archive', () => {
  const chain = 'c_scale,w_100/e_sepia'
  const raw = { resourceType: 'raw', publicId: 'docs/list.csv' } as const

  it.each<[string, string]>([
    ['shop/boot.jpg', named({})],
    ['boot.jpg', named({}, {}, { flattenFolders: true })],
    ['docs/list.csv', named(raw, { format: null })],
    ['shop/IMG 1.jpg', named({ originalFilename: 'IMG 1' }, {}, { useOriginalFilename: true })],
    ['shop/boot.jpg', named({ originalFilename: null }, {}, { useOriginalFilename: true })],
    ['docs/Prices.csv', named({ ...raw, originalFilename: 'Prices' }, { format: null }, { useOriginalFilename: true })],
    [
      'docs/Prices.txt',
      named(
        { resourceType: 'raw', publicId: 'docs/x', originalFilename: 'Prices', storageKey: 'a/b.txt' },
        { format: null },
        { useOriginalFilename: true },
      ),
    ],
    ['shop/boot_c_scale,w_100--e_sepia.png', named({}, { chain, format: 'png' })],
    ['shop/boot.png', named({}, { chain, format: 'png' }, { skipTransformationName: true })],
    ['shop/boot.png', named({}, { chain: '', format: 'png' })],
    ['c_scale,w_100--e_sepia/shop/boot.jpg', named({}, { chain }, { hasSeveralChains: true })],
    ['c_scale,w_100--e_sepia/boot.jpg', named({}, { chain }, { hasSeveralChains: true, flattenFolders: true })],
    [
      'shop/boot_c_scale,w_100--e_sepia.jpg',
      named({}, { chain }, { hasSeveralChains: true, flattenTransformations: true }),
    ],
    [
      'boot.jpg',
      named(
        {},
        { chain },
        { hasSeveralChains: true, flattenTransformations: true, skipTransformationName: true, flattenFolders: true },
      ),
    ],
  ])('is %s', (expected, name) => {
    expect(name).toBe(expected)
  })

  it.each<[readonly string[], readonly string[]]>([
    [
      ['a.jpg', 'a.jpg', 'A.JPG', 'a_1.jpg'],
      ['a.jpg', 'a_1.jpg', 'A_2.JPG', 'a_1_1.jpg'],
    ],
    [
      ['a', 'a/b.jpg', 'a/b.jpg'],
      ['a', 'a_1/b.jpg', 'a_1/b_1.jpg'],
    ],
    [
      ['a/b.jpg', 'a'],
      ['a/b.jpg', 'a_1'],
    ],
    [
      ['../../etc/passwd', '/etc/passwd', 'a/./b', 'C:\\x', 'con.txt'],
      ['_/_/etc/passwd', 'etc/passwd', 'a/_/b', 'C__x', '_con.txt'],
    ],
    [
      ['https://example.com/a.jpg', 'tail. ', 'a\u0000b\u202Egnp.exe'],
      ['https_/example.com/a.jpg', 'tail', 'a_b_gnp.exe'],
    ],
    [
      ['', '...'],
      ['_', '__1'],
    ],
  ])('of %j is safe and free: %j', (wanted, given) => {
    expect(wanted.map(uniqueNames())).toEqual(given)
  })

  it('stays within what file systems allow, with its extension', () => {
    const name = uniqueNames()(`${'漢'.repeat(200)}.jpeg`)

    expect(name.endsWith('漢.jpeg')).toBe(true)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240)
  })

  it('of a thousand equal files is found at once', () => {
    const unique = uniqueNames()

    const names = Array.from({ length: 5000 }, () => unique('a.jpg'))

    expect(names.at(-1)).toBe('a_4999.jpg')
  })

  it('can be unpacked beside all others, whatever is wanted', () => {
    const piece = fc.oneof(
      fc.constantFrom('..', '.', '', 'a', 'A', 'a_1', 'b', 'CON', 'é', 'e\u0301', '\\', 'C:', 'a.jpg', 'A.JPG', ' '),
      fc.string({ unit: 'binary', maxLength: 6 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    )
    const wanted = fc.array(
      fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('/')),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(wanted, (all) => {
        const names = all.map(uniqueNames())

        const keys = names.map((name) => name.normalize('NFC').toLowerCase())
        expect(new Set(keys).size).toBe(all.length)
        for (const key of keys) expect(keys.some((other) => other.startsWith(`${key}/`))).toBe(false)
        for (const segment of names.flatMap((name) => name.split('/'))) {
          expect(segment).not.toMatch(/^\.{0,2}$|[\\:\p{Cc}\p{Cs}\u202A-\u202E]|[. ]$|^(con|nul)(\.|$)/iu)
          expect(Buffer.byteLength(segment)).toBeLessThan(255)
        }
      }),
      { numRuns: 500 },
    )
  })
})
