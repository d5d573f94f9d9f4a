import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { crops } from '../../../../server/transformation/crops/index.ts'

const folder = new URL('../../../../server/transformation/crops/', import.meta.url)
const modes = readdirSync(folder)
  .filter((name) => readFileSync(new URL(name, folder), 'utf8').includes(': CropDefinition = {'))
  .map((name) => name.slice(0, -'.ts'.length))

describe('the registry of crop modes', () => {
  it('has every mode that has a file, under its own name', () => {
    expect(
      Object.keys(crops)
        .map((mode) => mode.replaceAll('_', '-'))
        .sort(),
    ).toEqual(modes.sort())
    expect(Object.entries(crops).every(([name, { mode }]) => mode === name)).toBe(true)
  })

  it('has a plan, or a reason why there is none', () => {
    for (const { plan, unavailable } of Object.values(crops)) {
      expect((plan === undefined) === (unavailable !== undefined)).toBe(true)
    }
  })
})
