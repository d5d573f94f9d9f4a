import { describe, expect, it } from 'vitest'
import { colour, effectColour } from '../../../../server/transformation/grammar/colour.ts'
import { COLOUR_NAMES } from '../../../../server/transformation/grammar/colour-names.ts'
import { faultOf } from '../fault-of.ts'

const PLACE = { parameter: 'color', offset: 0 }

function read(text: string, reader = colour): string {
  const { red, green, blue, alpha } = reader.read(text, PLACE)
  return `${red},${green},${blue},${alpha.toFixed(2)}`
}

describe('colours', () => {
  it.each([
    ['red', '255,0,0,1.00'],
    ['DarkOliveGreen', '85,107,47,1.00'],
    ['gray', '128,128,128,1.00'],
    ['green', '0,128,0,1.00'],
    ['rebeccapurple', '102,51,153,1.00'],
    ['snow4', '139,137,137,1.00'],
    ['rosybrown4', '139,105,105,1.00'],
    ['steelblue2', '92,172,238,1.00'],
    ['gray0', '0,0,0,1.00'],
    ['grey50', '127,127,127,1.00'],
    ['gray100', '255,255,255,1.00'],
    ['transparent', '0,0,0,0.00'],
    ['none', '0,0,0,0.00'],
    ['rgb:f00', '255,0,0,1.00'],
    ['rgb:f008', '255,0,0,0.53'],
    ['rgb:FEB61F', '254,182,31,1.00'],
    ['rgb:FEB61FC2', '254,182,31,0.76'],
  ])('%s', (text, value) => {
    expect(read(text)).toBe(value)
  })

  it('may be bare digits in effects only', () => {
    expect(read('2F4F4F', effectColour)).toBe('47,79,79,1.00')
    expect(read('red', effectColour)).toBe('255,0,0,1.00')
    expect(read('rgb:0f0', effectColour)).toBe('0,255,0,1.00')
    expect(faultOf(() => read('2F4F4F'))).toBe('invalid_value')
  })

  it.each(['', 'nosuch', 'rgb:', 'rgb:12345', 'rgb:ggg', '#ff0000', 'gray101', 'snow5', 'toString'])(
    'refuses "%s"',
    (text) => {
      expect(faultOf(() => read(text))).toBe('invalid_value')
    },
  )

  it('knows every name once, with six digits', () => {
    expect(COLOUR_NAMES.size).toBeGreaterThan(660)
    for (const [name, hex] of COLOUR_NAMES) expect(`${name} ${hex}`).toMatch(/^[a-z]+\d{0,3} [0-9a-f]{6}$/)
  })
})
