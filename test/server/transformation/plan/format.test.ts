import { describe, expect, it } from 'vitest'
import { FOREIGN_OUTPUTS, RASTER_FORMATS } from '../../../../server/render/formats.ts'
import { ENCODERS } from '../../../../server/transformation/plan/format.ts'
import { imagePlanOf, sourceFacts } from './plan-fixtures.ts'

describe('formats that can be asked for', () => {
  it('are those that the engine writes', () => {
    expect([...ENCODERS].sort()).toEqual([...RASTER_FORMATS, ...FOREIGN_OUTPUTS, 'pdf'].sort())
  })

  it('bound the size of what they hold', () => {
    const asked = (chain: string, extension: string) => () => imagePlanOf(chain, sourceFacts(), { extension })

    expect(asked('w_300', 'ico')).toThrow('ico holds at most 256 pixels a side, not 300')
    expect(asked('w_200', 'ico')().encoding.format).toBe('ico')
    expect(asked('w_17000,h_10', 'avif')).toThrow('avif holds at most 16384 pixels a side')
  })
})
