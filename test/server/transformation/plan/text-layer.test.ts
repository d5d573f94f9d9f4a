import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { TextPicture } from '../../../../server/transformation/plan/plan-types.ts'
import { imagePlanOf, sourceFacts } from './plan-fixtures.ts'

const planned = (chain: string) => imagePlanOf(chain, sourceFacts({ width: 800, height: 600 }))
const black = { red: 0, green: 0, blue: 0, alpha: 1 }
const red = { red: 255, green: 0, blue: 0, alpha: 1 }

function textOf(chain: string): TextPicture {
  const [input] = planned(chain).inputs
  if (input?.kind !== 'text') throw new Error('no text')
  return input.text
}

describe('text layers', () => {
  it('are black, without background, on one line unless something else is asked for', () => {
    expect(textOf('l_text:Arial_40:Hi/fl_layer_apply')).toMatchObject({
      text: 'Hi',
      style: { font: 'Arial', size: 40 },
      colour: black,
      background: null,
      stroke: null,
      maxWidth: null,
      maxHeight: null,
      keepPadding: false,
    })
  })

  it.each<[string, Partial<TextPicture>]>([
    ['co_red,l_text:Arial_40:Hi', { colour: red }],
    ['b_red,l_text:Arial_40:Hi', { background: red }],
    ['bo_3px_solid_red,l_text:Arial_40:Hi', { stroke: { width: 3, colour: red } }],
    ['c_fit,l_text:Arial_40:Hi,w_200', { maxWidth: 200, maxHeight: null }],
    ['c_fit,h_50,l_text:Arial_40:Hi,w_0.5', { maxWidth: 400, maxHeight: 50 }],
    ['c_fit,l_text:Arial_40:Hi,w_99999999', { maxWidth: 65_500 }],
    ['fl_text_no_trim,l_text:Arial_40:Hi', { keepPadding: true }],
    [
      'c_fit,l_text:Arial_40:Hi,w_200,bo_3px_solid_red/fl_layer_apply/dpr_2.0',
      { maxWidth: 400, stroke: { width: 6, colour: red } },
    ],
    ['$n_!Bob!/l_text:Arial_40:Hi%20$(n)', { text: 'Hi Bob' }],
  ])('%s', (chain, expected) => {
    expect(textOf(decodeURIComponent(chain))).toMatchObject(expected)
  })

  it('grow with the pixel ratio', () => {
    expect(textOf('l_text:Arial_40_letter_spacing_3:Hi/fl_layer_apply/dpr_2.0').style).toMatchObject({
      size: 80,
      letterSpacing: 6,
    })
  })

  it('keep their colours to themselves: no border and no background is drawn on the base', () => {
    expect(planned('b_red,bo_3px_solid_red,l_text:Arial_40:Hi/fl_layer_apply').operations).toMatchObject([
      { op: 'composite', layer: { operations: [] } },
    ])
  })

  it('can be worked on like pictures', () => {
    expect(planned('l_text:Arial_40:Hi/e_blur:400/a_90/fl_layer_apply').operations).toMatchObject([
      { op: 'composite', layer: { width: 40, height: 48, operations: [{ op: 'blur', sigma: 10 }, { op: 'turn' }] } },
    ])
  })

  it.each([
    ['fl_text_disallow_overflow,l_text:Arial_400:Long%20words/fl_layer_apply', 'Text overflow'],
    ['l_text:Arial_20:%20/fl_layer_apply', 'the text is empty'],
    ['l_text:Arial_9000:wide/fl_layer_apply', '4 characters of 9000 pixels are too many'],
    ['l_text:Arial_40_letter_spacing_99999:Hi/fl_layer_apply', 'spacing and stroke make the text larger'],
    ['bo_99999px_solid_red,l_text:Arial_40:Hi/fl_layer_apply', 'spacing and stroke make the text larger'],
    ['l_text:Arial_40:Hi/e_trim/fl_layer_apply', 'Effect trim on a text layer is not supported yet'],
    ['l_text:Arial_40:Hi/c_fill,g_auto,w_10,h_20/fl_layer_apply', 'Gravity auto on a text layer is not supported yet'],
    ['l_text:my_style:Hi/fl_layer_apply', 'Layer of kind text_asset is not supported yet'],
  ])('%s is refused', (chain, message) => {
    const act = () => planned(decodeURIComponent(chain))

    expect(act).toThrow(TransformationError)
    expect(act).toThrow(message)
  })
})
