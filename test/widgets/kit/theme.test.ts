import { contrastRatio, parseColor } from '../../../widgets/kit/theme/contrast.ts'
import { PALETTE, THEMES } from '../../../widgets/kit/theme/themes.ts'
import { COLORS } from '../../../widgets/kit/theme/tokens.ts'
import { ok, same } from '../support/expect.ts'

/** Text on ground, and the least ratio. */
const PAIRS = [
  ['text', 'surface', 4.5],
  ['text', 'surface-2', 4.5],
  ['text-muted', 'surface', 4.5],
  ['text-muted', 'surface-2', 4.5],
  ['on-accent', 'accent', 4.5],
  ['link', 'surface', 4.5],
  ['success', 'surface', 4.5],
  ['warning', 'surface', 4.5],
  ['danger', 'surface', 4.5],
  ['focus', 'surface', 3],
  ['accent', 'surface', 3],
  ['progress', 'surface', 3],
] as const

const light = Object.fromEntries(Object.entries(COLORS).map(([name, color]) => [name, color.light]))
const dark = Object.fromEntries(Object.entries(COLORS).map(([name, color]) => [name, color.dark]))
const SETS: Record<string, Record<string, string>> = { light, dark }
for (const [name, set] of Object.entries(THEMES)) SETS[name] = { ...(name === 'purple' ? dark : light), ...set }

describe('theme', () => {
  for (const [name, set] of Object.entries(SETS)) {
    for (const [text, ground, least] of PAIRS) {
      it(`${name}: ${text} on ${ground} is at least ${least} to 1`, () => {
        const [one, other] = [parseColor(set[text] ?? ''), parseColor(set[ground] ?? '')]
        ok(one && other, 'two colours')
        const ratio = contrastRatio(one, other)
        ok(ratio >= least, `${least} (saw ${ratio.toFixed(2)})`)
      })
    }
  }

  it('black on white is 21 to 1, in each spelling of a colour', () => {
    same(
      [contrastRatio([0, 0, 0], [255, 255, 255]), parseColor('#fff'), parseColor('rgb(1, 2, 3)')],
      [21, [255, 255, 255], [1, 2, 3]],
    )
  })

  it('every palette key leads to a token', () => {
    for (const token of Object.values(PALETTE)) ok(token in COLORS, `a token ${token}`)
  })

  it('the public tokens are these', () => {
    same(
      Object.keys(COLORS),
      'surface surface-2 text text-muted border accent on-accent link success warning danger progress backdrop highlight focus'.split(
        ' ',
      ),
    )
  })
})
