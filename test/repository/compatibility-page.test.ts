/** What the page on compatibility says to be refused is what is refused. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { REFUSED_PARAMETER_NAMES } from '../../server/contract/refused-parameters.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = readFileSync(join(root, 'server/docs/compatibility.md'), 'utf8')
const [, refused = ''] = /\n## Refused\n([\s\S]*?)\n## /.exec(page) ?? []
const [works = ''] = page.split('\n## Refused\n')
const NAMES_BESIDE = ['manual', 'face_coordinates', 'create_slideshow', 'concat']

function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([\w.]+)`/g)].map(([, name]) => String(name))
}

/** Methods of the SDK whose test is that they are refused. */
function refusedMethods(): readonly string[] {
  const folder = join(root, 'test/compat')
  return readdirSync(folder).flatMap((file) => {
    const source = readFileSync(join(folder, file), 'utf8')
    return [...source.matchAll(/describeMethod\('([\w.]+)', sdk, \{\n {2}async isRefused/g)].map(([, name]) =>
      String(name),
    )
  })
}

describe('the page on compatibility', () => {
  it('names every method of the SDK that is refused, and no other', () => {
    expect(refusedMethods().length).toBeGreaterThan(0)
    expect(
      namesIn(refused)
        .filter((name) => name.includes('.'))
        .toSorted(),
    ).toEqual(refusedMethods().toSorted())
  })

  it('names every parameter that is refused, and no other', () => {
    const named = namesIn(refused).filter((name) => !name.includes('.') && !NAMES_BESIDE.includes(name))

    expect(named.toSorted()).toEqual(REFUSED_PARAMETER_NAMES.toSorted())
  })

  it('says of nothing that is refused that it works', () => {
    const both = namesIn(works).filter((name) => refusedMethods().some((method) => method.endsWith(`.${name}`)))

    expect(both).toEqual([])
  })
})
