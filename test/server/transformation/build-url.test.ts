import { describe, expect, it } from 'vitest'
import {
  buildDeliveryPath,
  buildDeliveryUrls,
  type DeliveryUrlParts,
  signableText,
} from '../../../server/transformation/build-url.ts'
import { parseDeliveryUrl } from '../../../server/transformation/grammar/url.ts'
import { fc } from '../../support/properties.ts'

const PARTS: DeliveryUrlParts = {
  cloud: 'demo',
  resourceType: 'image',
  type: 'upload',
  source: { kind: 'asset', publicId: 'pic', extension: 'jpg' },
}

describe('buildDeliveryPath', () => {
  it.each<[string, Partial<DeliveryUrlParts>]>([
    ['/demo/image/upload/pic.jpg', {}],
    ['/demo/image/upload/v12/pic.jpg', { version: 12 }],
    [
      '/demo/image/upload/s--v2fTPYTu--/c_scale,w_100/e_sepia/pic.jpg',
      {
        signature: 'v2fTPYTu',
        transformation: 'c_scale,w_100/e_sepia',
      },
    ],
    ['/demo/image/upload/v1/w_100/pic.jpg', { source: { kind: 'asset', publicId: 'w_100/pic', extension: 'jpg' } }],
    [
      '/demo/raw/upload/my%20r%C3%A9sum%C3%A9%3F.pdf',
      {
        resourceType: 'raw',
        source: { kind: 'asset', publicId: 'my résumé?.pdf', extension: null },
      },
    ],
    [
      '/demo/image/upload/l_text:Arial_20:a%252Cb%20c/fl_layer_apply/pic.jpg',
      {
        transformation: 'l_text:Arial_20:a%2Cb c/fl_layer_apply',
      },
    ],
    [
      '/demo/image/fetch/f_auto/https://example.com/a%3Fb%3Dc',
      {
        type: 'fetch',
        transformation: 'f_auto',
        source: { kind: 'remote', url: 'https://example.com/a?b=c' },
      },
    ],
  ])('gives %s', (path, parts) => {
    expect(buildDeliveryPath({ ...PARTS, ...parts })).toBe(path)
  })

  it('is read back to the same parts, whatever the public ID and the chain hold', () => {
    const name = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter(isName)
    const publicId = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'))
    const text = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((value) => !/[,/\p{Cc}\p{Cs}]/u.test(value))
    const version = fc.option(fc.nat())

    fc.assert(
      fc.property(publicId, text, version, fc.boolean(), (id, payload, number, chained) => {
        const transformation = chained ? `w_10/l_text:Arial_20:${payload}/fl_layer_apply` : ''
        const source = { kind: 'asset', publicId: id, extension: 'png' } as const

        const url = parseDeliveryUrl(buildDeliveryPath({ ...PARTS, transformation, version: number ?? 7, source }))

        expect(url).toMatchObject({ cloud: 'demo', transformation, version: number ?? 7, source })
      }),
    )
  })
})

/** May be a folder or the last part of a public ID. */
function isName(text: string): boolean {
  return !/[/\p{Cc}\p{Cs}]/u.test(text) && !/^(\.|%2e){1,2}$/i.test(text)
}

describe('buildDeliveryUrls', () => {
  it('gives the same address for both schemes', () => {
    expect(buildDeliveryUrls(PARTS, { authority: '127.0.0.1:8080', prefix: '/media' })).toEqual({
      url: 'http://127.0.0.1:8080/media/demo/image/upload/pic.jpg',
      secureUrl: 'https://127.0.0.1:8080/media/demo/image/upload/pic.jpg',
    })
  })
})

describe('signableText', () => {
  it('is among the forms that the reader accepts', () => {
    const parts = { ...PARTS, transformation: 'l_text:Arial_20:a%2Cb', version: 3 }

    const { signable } = parseDeliveryUrl(buildDeliveryPath(parts))

    expect(signable.forms()).toContain(signableText(parts))
  })
})
