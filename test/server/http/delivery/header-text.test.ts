import { describe, expect, it } from 'vitest'
import { contentDisposition, errorHeader, quotedText } from '../../../../server/http/delivery/header-text.ts'
import { fc } from '../../../support/properties.ts'

describe('header text', () => {
  it.each([
    ['pretty_flower.png', 'attachment; filename="pretty_flower.png"'],
    ['Ünï.jpg', `attachment; filename="_n_.jpg"; filename*=UTF-8''%C3%9Cn%C3%AF.jpg`],
    ['a"b\\c.jpg', `attachment; filename="a_b_c.jpg"; filename*=UTF-8''a%22b%5Cc.jpg`],
    ["it's (1).jpg", 'attachment; filename="it\'s (1).jpg"'],
    ['50%.jpg', `attachment; filename="50_.jpg"; filename*=UTF-8''50%25.jpg`],
  ])('offers %s as a file name that old and new clients read', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected)
  })

  it('keeps messages readable and on one line', () => {
    expect(errorHeader('Resource not found - fotö\r\nSet-Cookie: x')).toBe(
      'Resource not found - fot%C3%B6%0D%0ASet-Cookie: x',
    )
  })

  it('never makes a header that Node refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), (text) => {
        for (const value of [errorHeader(text), quotedText(text), contentDisposition('attachment', text)]) {
          expect(value).toMatch(/^[\x20-\x7e]*$/)
        }
      }),
    )
  })
})
