import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import {
  type DeliveryUrl,
  missingSourceError,
  parseDeliveryUrl,
  UnknownExtensionError,
} from '../../../../server/transformation/grammar/url.ts'
import { fc } from '../../../support/properties.ts'
import { faultOf, refusal } from '../fault-of.ts'

describe('the cloud of a delivery URL', () => {
  const hosts = new Map([['images.example.com', 'shop']])

  it.each([
    ['127.0.0.1:8080', '/demo/image/upload/a.jpg', 'demo'],
    ['images.example.com', '/image/upload/a.jpg', 'shop'],
    ['IMAGES.example.com:443', '/image/upload/a.jpg', 'shop'],
    ['images.example.com.', '/image/upload/a.jpg', 'shop'],
    ['my-cloud-res.example.net', '/image/upload/a.jpg', 'my-cloud'],
    ['my-cloud-res-5.example.net', '/image/upload/a.jpg', 'my-cloud'],
    ['demo-res-6.example.net', '/other/image/upload/a.jpg', 'other'],
    ['res.example.net', '/demo/image/upload/a.jpg', 'demo'],
    ['[::1]:8080', '/demo/image/upload/a.jpg', 'demo'],
    ['www.example.com', '/res/demo/image/upload/a.jpg', 'demo'],
  ])('on host %s with path %s is %s', (host, path, cloud) => {
    const url = parseDeliveryUrl(path, { host, hosts })

    expect(url).toMatchObject({ cloud, source: { publicId: 'a', extension: 'jpg' } })
  })

  it.each(['/', '//', '/favicon.ico', '/dé/image/upload/a.jpg', '/de%20mo/a.jpg', '/../image/upload/a.jpg'])(
    'is refused with 404 when the path %s does not start with a cloud name',
    (path) => {
      const error = refusal(() => parseDeliveryUrl(path))

      expect(error).toMatchObject({ fault: 'bad_cloud', status: 404 })
    },
  )
})

describe('the form of a delivery URL', () => {
  it.each([
    ['/demo/image', 'image', 'the root form, when nothing follows the resource type'],
    ['/demo/iu', 'iu', 'the root form, when nothing follows the short form'],
    ['/demo//image//upload///w_10//a.jpg', 'a', 'the full form, empty segments before the source skipped'],
    ['/demo/image/upload/w_10/v1/w_20/a.jpg', 'w_20/a', 'the full form, nothing after a version being a component'],
  ])('reads %s as source %s: %s', (path, publicId) => {
    expect(parseDeliveryUrl(path).source).toMatchObject({ publicId })
  })

  it.each([
    ['/demo', 'missing_public_id'],
    ['/demo/', 'missing_public_id'],
    ['/demo/image/', 'missing_public_id'],
    ['/demo/image/upload', 'missing_public_id'],
    ['/demo/image/upload/v1/', 'missing_public_id'],
    ['/demo/image/upload/w_10/', 'missing_public_id'],
    ['/demo/image/upload/.jpg', 'missing_public_id'],
    ['/demo/image/upload/pic/', 'bad_path'],
    ['/demo/image/upload/a//b.jpg', 'bad_path'],
    ['/demo/image/upload/v1//b.jpg', 'bad_path'],
    ['/demo/image/upload/a/../b.jpg', 'bad_path'],
    ['/demo/image/upload/a/./b.jpg', 'bad_path'],
    ['/demo/image/upload/%2e%2e/b.jpg', 'bad_path'],
    ['/demo/image/upload/%252e%252E/b.jpg', 'bad_path'],
    ['/demo/image/upload/a%00b.jpg', 'bad_path'],
    ['/demo/image/upload/a%0Ab.jpg', 'bad_path'],
    ['/demo/image/upload/l_text:Arial_10:a%07b/fl_layer_apply/b.jpg', 'bad_path'],
    ['/demo/image/upload/a%zz.jpg', 'bad_encoding'],
    ['demo/image/upload/a.jpg', 'bad_path'],
    ['', 'bad_path'],
    ['/demo/video/text/a.jpg', 'bad_type'],
    ['/demo/images/v1/a.jpg', 'missing_suffix'],
    ['/demo/images/a/b.c.jpg', 'missing_suffix'],
    ['/demo/image/upload/sample.', 'invalid_extension'],
    ['/demo/image/upload/w_100%2Fh_50/a.jpg', 'invalid_component'],
    ['/demo/image/fetch/http://', 'bad_fetch_url'],
    ['/demo/image/fetch/http:///path', 'bad_fetch_url'],
    ['/demo/image/fetch///host/path', 'bad_fetch_url'],
    ['/demo/image/fetch/ftp://host/path', 'bad_fetch_url'],
  ])('refuses %s as %s', (path, fault) => {
    expect(faultOf(() => parseDeliveryUrl(path))).toBe(fault)
  })

  it('counts public IDs in characters, not in code units', () => {
    const longest = '\u{1F600}'.repeat(255)

    expect(parseDeliveryUrl(`/demo/image/upload/${encodeURIComponent(longest)}.png`).source).toMatchObject({
      publicId: longest,
    })
    expect(faultOf(() => parseDeliveryUrl(`/demo/image/upload/${encodeURIComponent(longest)}a.png`))).toBe(
      'public_id_too_long',
    )
  })

  it('keeps a version past all counting as a number that matches nothing', () => {
    const { version } = parseDeliveryUrl(`/demo/image/upload/v${'9'.repeat(400)}/a.jpg`)

    expect(version).toBe(Number.MAX_SAFE_INTEGER)
  })
})

describe('an extension that nobody knows', () => {
  it('is refused, with the literal public ID to look up first', () => {
    const error = refusal(() => parseDeliveryUrl('/demo/image/upload/w_10/my.file'))

    expect(error).toBeInstanceOf(UnknownExtensionError)
    expect(error.message).toBe('Invalid extension in transformation: file')
    expect((error as UnknownExtensionError).literal).toMatchObject({
      transformation: 'w_10',
      source: { kind: 'asset', publicId: 'my.file', extension: null },
    })
  })

  it('does not let a bad public ID through', () => {
    expect(faultOf(() => parseDeliveryUrl('/demo/image/upload/../my.file'))).toBe('bad_path')
  })
})

describe('a source that looks like a component with an unknown key', () => {
  it('is a public ID, and a 400 once it is known to be missing', () => {
    const url = parseDeliveryUrl('/demo/image/upload/ab_cd/pic.jpg')

    expect(url.source).toMatchObject({ publicId: 'ab_cd/pic' })
    expect(missingSourceError(url)).toMatchObject({
      status: 400,
      message: 'Invalid transformation component - ab_cd',
    })
  })

  it('is a 404 when its first folder cannot be meant as a component', () => {
    const url = parseDeliveryUrl('/demo/image/upload/product_images/pic.jpg')

    expect(missingSourceError(url)).toMatchObject({ status: 404, message: 'Resource not found - product_images/pic' })
  })
})

describe('what a signature is made over', () => {
  it.each([
    ['/demo/image/upload/s--v2fTPYTu--/v12/sample.jpg', ['sample.jpg']],
    ['/demo/image/upload/s--Ai4Znfl3--/c_crop,h_20,w_10/image.jpg', ['c_crop,h_20,w_10/image.jpg']],
    ['/demo/images/s--v2fTPYTu--/w_10/folder/pic/nice-title.webp', ['w_10/folder/pic.webp']],
    ['/demo/images/s--v2fTPYTu--/pic/nice-title', ['pic']],
    ['/demo/files/manual/user-guide.pdf', ['manual.pdf']],
    ['/demo/image/upload/a%20b.jpg', ['a%20b.jpg', 'a b.jpg']],
    [
      '/demo/image/upload/l_text:Arial_20:a%252Cb/pic.jpg',
      ['l_text:Arial_20:a%252Cb/pic.jpg', 'l_text:Arial_20:a%2Cb/pic.jpg', 'l_text:Arial_20:a,b/pic.jpg'],
    ],
    ['/demo/image/fetch/w_1/https:/example.com/p.jpg?_a=AA', ['w_1/https://example.com/p.jpg']],
    ['/demo/image/fetch/https://example.com/p.jpg?x=1&_a=AA', ['https://example.com/p.jpg?x=1']],
    ['/demo/image/fetch/http://e.com/p%3Fx%3D1', ['http://e.com/p%3Fx%3D1', 'http://e.com/p?x=1']],
  ])('of %s is %j', (path, forms) => {
    expect(parseDeliveryUrl(path).signable.forms()).toEqual(forms)
  })
})

describe('the query of a delivery URL', () => {
  it('gives the token, under a name of choice', () => {
    expect(parseDeliveryUrl('/demo/image/upload/a.jpg?_a=1&__cld_token__=exp=1~hmac=ab').token).toBe('exp=1~hmac=ab')
    expect(parseDeliveryUrl('/demo/image/upload/a.jpg?access=xyz', { tokenName: 'access' }).token).toBe('xyz')
    expect(parseDeliveryUrl('/demo/image/upload/a.jpg').token).toBeNull()
  })

  it('goes to the remote file without what is ours', () => {
    const path = '/demo/image/fetch/https://example.com/p.jpg%3Fa%3D1?b=2&__cld_token__=t&_i=3&c'

    expect(parseDeliveryUrl(path).source).toEqual({ kind: 'remote', url: 'https://example.com/p.jpg?a=1&b=2&c' })
  })
})

describe('limits of a delivery URL', () => {
  it('refuses paths over 8 KiB', () => {
    expect(faultOf(() => parseDeliveryUrl(`/demo/image/upload/${'a'.repeat(8200)}`))).toBe('limit')
  })

  it('refuses more than 100 components, and more than 50 parameters in one', () => {
    expect(parseDeliveryUrl(`/demo/image/upload/${'w_1/'.repeat(100)}a.jpg`).chain).toHaveLength(100)
    expect(faultOf(() => parseDeliveryUrl(`/demo/image/upload/${'w_1/'.repeat(101)}a.jpg`))).toBe('limit')
    expect(faultOf(() => parseDeliveryUrl(`/demo/image/upload/${'w_1,'.repeat(50)}w_1/a.jpg`))).toBe('limit')
  })
})

describe('parseDeliveryUrl', () => {
  const pieces = fc.constantFrom(
    ...['/', '//', ',', '_', '%', '%2F', '%25', '%00', '%FF', '.', '..', '?', '&', '=', 's--v2fTPYTu--', 'v1', ':'],
    ...['demo', 'image', 'video', 'raw', 'upload', 'fetch', 'images', 'iu', 'w_1', 'if_', '$a_', 'l_text:', 'http:'],
  )
  const hostile = fc
    .array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 40 })
    .map((parts) => parts.join(''))

  it('answers any text with a value or a TransformationError', () => {
    fc.assert(
      fc.property(hostile, fc.boolean(), (text, rooted) => {
        try {
          const url: DeliveryUrl = parseDeliveryUrl(rooted ? `/demo/image/upload/${text}` : text)
          expect(url.signable.forms().length).toBeGreaterThan(0)
          if (url.source.kind === 'asset') expect(url.source.publicId).not.toMatch(/(^|\/)\.{0,2}(\/|$)/)
        } catch (error) {
          expect(error).toBeInstanceOf(TransformationError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each(['/', '%25', 'w_1,', '$', '!', '_', ':', '../', 'http:/'])('is done at once with 8 KiB of %s', (piece) => {
    const path = `/demo/image/upload/${piece.repeat(8100 / piece.length)}`

    // So often that a reader of quadratic time meets the time limit of the test.
    for (let time = 0; time < 300; time++) {
      try {
        parseDeliveryUrl(path)
      } catch (error) {
        expect(error).toBeInstanceOf(TransformationError)
      }
    }
  })
})
