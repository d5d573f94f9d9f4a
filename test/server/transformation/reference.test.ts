import { describe, expect, it } from 'vitest'
import { crops } from '../../../server/transformation/crops/index.ts'
import { effects } from '../../../server/transformation/effects/index.ts'
import { flagTable } from '../../../server/transformation/families/flag-table.ts'
import { CROP_MODES } from '../../../server/transformation/families/resize.ts'
import { PARAMETER_KEYS } from '../../../server/transformation/grammar/component-parts.ts'
import { flagSupport, parameterSupport } from '../../../server/transformation/plan/support.ts'
import { referenceRows } from '../../../server/transformation/reference.ts'

function names(section: string): readonly string[] {
  return referenceRows()
    .filter((row) => row.section === section)
    .map(({ name }) => name)
    .sort()
}

describe('referenceRows', () => {
  it('has one row for every key, crop mode, effect and flag', () => {
    expect(names('parameter')).toEqual([...PARAMETER_KEYS].sort())
    expect(names('crop')).toEqual([...CROP_MODES].sort())
    expect(names('effect')).toEqual([...effects.keys()].sort())
    expect(names('flag')).toEqual([...flagTable.keys()].sort())
    expect(names('syntax')).toEqual(['$', 'if'])
  })

  it('writes each form as it stands in a URL', () => {
    const prefixes = { syntax: '', parameter: '', crop: 'c_', effect: 'e_', flag: 'fl_' }
    for (const { section, name, forms, summary } of referenceRows()) {
      const start = section === 'parameter' ? `${name}_` : section === 'syntax' ? name : `${prefixes[section]}${name}`
      expect(forms.length, name).toBeGreaterThan(0)
      for (const form of forms) expect(form.startsWith(start), `${form} of ${name}`).toBe(true)
      expect(summary, name).toMatch(/^[A-Z0-9].*[^.]$/)
    }
  })
})

describe('the registries', () => {
  it('say of every key and flag whether it is rendered', () => {
    expect(Object.keys(parameterSupport).sort()).toEqual([...PARAMETER_KEYS].sort())
    expect([...flagSupport.keys()].sort()).toEqual([...flagTable.keys()].sort())
    expect(Object.keys(crops).sort()).toEqual([...CROP_MODES].sort())
  })
})
