import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import { flagSupport, parameterSupport } from '../../../../server/transformation/plan/support.ts'
import { imagePlanOf, sourceFacts } from './plan-fixtures.ts'

const planned = (chain: string) => imagePlanOf(chain, sourceFacts())
/** A value that each of the parameters that are not rendered takes. */
const VALUES: Readonly<Record<string, string>> = {
  ac: 'aac',
  af: '44100',
  bl: 'base',
  br: '500k',
  dr: 'high',
  du: '2',
  eo: '3',
  fn: 'wasm:blur.wasm',
  ki: '2',
  p: 'prefix',
  s: 'sprite',
  so: '1',
  sp: 'hd',
  vc: 'h264',
}

describe('what is not rendered', () => {
  const parameters = Object.entries(parameterSupport).filter(([, { status }]) => status !== 'rendered')

  it('has a value to be tried here', () => {
    expect(parameters.map(([key]) => key).sort()).toEqual(Object.keys(VALUES).sort())
  })

  it.each(parameters)('parameter %s is refused by its name', (key) => {
    const act = () => planned(`${key}_${VALUES[key]}`)

    expect(act).toThrow(TransformationError)
    expect(act).toThrow(new RegExp(`parameter ${key} `, 'i'))
  })

  const flags = [...flagSupport].filter(([, { status }]) => status !== 'rendered')

  it.each(flags)('flag %s is refused by its name', (name) => {
    const act = () => planned(`w_10,fl_${name}`)

    expect(act).toThrow(TransformationError)
    expect(act).toThrow(new RegExp(`flag ${name} `, 'i'))
  })

  it('is refused as well when the chain does nothing else', () => {
    expect(() => planned('fl_no_stream')).toThrow('flag no_stream')
  })

  it('is not asked for in a branch that is not taken', () => {
    expect(planned('if_w_gt_1000/fn_wasm:x/if_end').operations).toEqual([])
  })
})
