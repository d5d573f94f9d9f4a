import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import { planFacts, planWith, sourceFacts } from './plan-fixtures.ts'

interface ParseCase {
  readonly expect?: Expected
  readonly expect_any?: readonly Expected[]
}
interface Expected {
  readonly ok: boolean
  readonly resource_type?: string
  readonly chain?: readonly (readonly (readonly [string, string | null])[])[]
}

const chains = ['parse', 'choices'].flatMap((name) => {
  const file = new URL(`../../../conformance/${name}.jsonl`, import.meta.url)
  const lines = readFileSync(file, 'utf8').split('\n')
  return lines.filter((line) => line !== '').flatMap((line) => chainOf(JSON.parse(line) as ParseCase))
})

describe('the chains of the documentation and of the SDKs', () => {
  it('are planned or refused with a reason, and nothing else', () => {
    let planned = 0
    for (const chain of chains) {
      try {
        planWith(chain, planFacts(sourceFacts({ width: 2000, height: 1500, format: 'jpg' }), { extension: 'jpg' }))
        planned++
      } catch (error) {
        expect(error, chain).toBeInstanceOf(TransformationError)
      }
    }
    expect(planned).toBeGreaterThan(200)
  })
})

function chainOf({ expect: only, expect_any: any }: ParseCase): readonly string[] {
  const expected = only ?? any?.[0]
  if (!expected?.ok || expected.resource_type !== 'image' || expected.chain === undefined) return []
  const text = (parts: readonly (readonly [string, string | null])[]) =>
    parts.map(([key, value]) => (value === null ? key : `${key}_${value}`)).join(',')
  return [expected.chain.map(text).join('/')]
}
