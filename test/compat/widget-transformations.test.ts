/** Transformations as pages write them for a widget: the same text as the vendor's client library makes of them. */
import { v2 as cloudinary } from 'cloudinary'
import { describe, expect, it } from 'vitest'
import { parseTransformation } from '../../server/transformation/index.ts'
import { derivedUrl, withExtension } from '../../widgets/kit/delivery/derived-url.ts'
import { transformationText } from '../../widgets/kit/delivery/transformation-text.ts'
import { fc } from '../support/properties.ts'

function sdkText(transformation: object): string {
  // Its function changes what it is given.
  return cloudinary.utils.generate_transformation_string(structuredClone(transformation))
}

const length = fc.integer({ min: 1, max: 4000 })
const colour = fc.constantFrom('red', '#fff', '#12abef')
const component = fc
  .record(
    {
      width: fc.oneof(length, fc.constant('auto'), fc.double({ min: 0.1, max: 1, noNaN: true })),
      height: length,
      crop: fc.constantFrom('scale', 'fill', 'fit', 'limit', 'thumb', 'pad'),
      gravity: fc.constantFrom('auto', 'face', 'north_west'),
      quality: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.constantFrom('auto', 'auto:best')),
      fetch_format: fc.constantFrom('auto', 'webp'),
      effect: fc.oneof(fc.constant('grayscale'), fc.tuple(fc.constant('sepia'), fc.integer({ min: 1, max: 100 }))),
      radius: fc.oneof(length, fc.constant('max'), fc.tuple(length, length)),
      angle: fc.oneof(fc.integer({ min: 1, max: 359 }), fc.constant([90, 'vflip'])),
      flags: fc.constantFrom('progressive', ['progressive', 'keep_iptc']),
      background: colour,
      color: colour,
      border: fc.oneof(fc.constant('2px_solid_red'), fc.record({ width: length, color: colour })),
      dpr: fc.constantFrom(1, 2, 'auto'),
      opacity: fc.integer({ min: 1, max: 100 }),
      overlay: fc.constant('badge'),
      start_offset: fc.constantFrom(2, 'auto', '10%'),
      offset: fc.constant('2..5'),
      x: length,
      page: fc.integer({ min: 1, max: 9 }),
      raw_transformation: fc.constant('e_blur:200'),
      transformation: fc.constantFrom(
        'thumbs',
        ['thumbs', 'round'],
        [{ width: 20, crop: 'scale' }, { quality: 'auto' }],
      ),
    },
    { requiredKeys: [] },
  )
  .filter(({ start_offset, offset }) => start_offset === undefined || offset === undefined)

describe('transformations as pages write them', () => {
  it('are written as the client library writes them, one or a chain', () => {
    fc.assert(
      fc.property(fc.oneof(component, fc.array(component, { maxLength: 4 })), (transformation) => {
        expect(transformationText(transformation)).toBe(sdkText(transformation))
      }),
    )
  })

  it('may have properties in camelCase, and text between objects', () => {
    expect(transformationText([{ fetchFormat: 'auto', aspectRatio: '16:9' }, 'e_sepia', { size: '10x20' }])).toBe(
      'ar_16:9,f_auto/e_sepia/h_20,w_10',
    )
  })

  it.each([[undefined], [null], [5], [[]], [{}], [[[]]], ['']])('are nothing for %j', (transformation) => {
    expect(transformationText(transformation)).toBe('')
  })

  it('end at an object that contains itself', () => {
    const loop: unknown[] = [{ width: 5 }]
    loop.push(loop)

    expect(transformationText(loop)).toMatch(/^w_5/)
  })

  it('give text that the language reads', () => {
    expect(() =>
      parseTransformation(transformationText([{ width: 5, crop: 'fill' }, { quality: 'auto' }])),
    ).not.toThrow()
  })
})

describe('the address of a derived file', () => {
  const image = { resource_type: 'image', type: 'upload' }

  it('keeps host, prefix, version and extension', () => {
    expect(
      derivedUrl('https://m.example/p/demo/image/upload/v1/image/upload/a.jpg', image, 'c_scale,w_5/l_text:x:a b'),
    ).toBe('https://m.example/p/demo/image/upload/c_scale,w_5/l_text:x:a%20b/v1/image/upload/a.jpg')
  })

  it('is none for raw files and for addresses that are signed', () => {
    expect(
      derivedUrl('https://m.example/demo/raw/upload/v1/a.txt', { ...image, resource_type: 'raw' }, 'w_5'),
    ).toBeUndefined()
    expect(
      derivedUrl('https://m.example/demo/image/private/s--Ab_9-xyz--/v1/a.jpg', { ...image, type: 'private' }, 'w_5'),
    ).toBeUndefined()
  })

  it('has another extension in place of the format, and beside a name that has none', () => {
    expect(withExtension('https://m.example/demo/video/upload/v1/a.b.mp4', 'mp4', 'jpg')).toMatch(/\/a\.b\.jpg$/)
    expect(withExtension('https://m.example/demo/video/upload/v1/a.b', undefined, 'jpg')).toMatch(/\/a\.b\.jpg$/)
  })
})
