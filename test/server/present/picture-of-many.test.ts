/** Style sheets of sprites: whatever images are called, each is one class and nothing else. */

import { describe, expect, it } from 'vitest'
import { spriteCss } from '../../../server/present/picture-of-many.ts'
import { fc } from '../../support/properties.ts'

const PLACE = { x: 0, y: 12, width: 3, height: 4 }
const RULE =
  /^\.((?:[\w-]|[\u0080-\u{10FFFF}]|\\[0-9a-f]{1,6} |\\[^\n0-9a-f])+) \{\n {2}width: 3px;\n {2}height: 4px;\n {2}background: url\("([^"\\\n]*)"\) no-repeat 0px -12px;\n\}\n$/u

const names = fc.oneof(
  fc.string({ minLength: 1, unit: 'grapheme' }),
  fc.string({ minLength: 1, unit: 'binary' }),
  fc.stringMatching(/^[-\d{}"'\\/*;:<>\n a-c]+$/),
)

describe('the style sheet of a sprite', () => {
  it('has one rule for each image, whose class is the name of the image', () => {
    fc.assert(
      fc.property(names, names, (name, image) => {
        const [, identifier = '', url = ''] = RULE.exec(spriteCss({ [name]: PLACE }, image)) ?? []

        expect(unescaped(identifier)).toBe(name.toWellFormed().replaceAll('\0', '\uFFFD'))
        expect(decodeURIComponent(url)).toBe(`./${image.toWellFormed()}`)
        // An identifier starts with no digit, nor with a hyphen and a digit.
        expect(identifier).not.toMatch(/^-?\d|^-$/)
      }),
    )
  })

  it('puts the rules in the order of the images', () => {
    expect(spriteCss({ b: PLACE, a: PLACE }, 'x.png').match(/^\.\w+/gm)).toEqual(['.b', '.a'])
  })
})

function unescaped(identifier: string): string {
  return identifier.replace(/\\(?:([0-9a-f]{1,6}) |(.))/gsu, (_, code, character) =>
    code === undefined ? character : String.fromCodePoint(Number.parseInt(code, 16)),
  )
}
