import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { TransformationError } from '../../../../server/errors/transformation-error.ts'
import type { PlanFacts } from '../../../../server/transformation/plan/plan-types.ts'
import { type Answers, factsOf, fixtures, planFacts, planWith } from './plan-fixtures.ts'

interface DimensionCase {
  readonly id: string
  readonly family: string
  readonly resource_type: string
  readonly source: string
  readonly transformation: string
  readonly ext: string | null
  readonly request_headers?: Readonly<Record<string, string>>
  readonly needs?: readonly string[]
  readonly expect: {
    readonly status: number | readonly number[]
    readonly width?: number
    readonly height?: number
    readonly tol?: number
    readonly content_type?: string | null
    readonly cld_error_prefix?: string
    readonly frames?: number
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  tiff: 'image/tiff',
}
/** What a renderer finds when it looks at these two pictures. */
const TRIMMED: Readonly<Record<string, Answers>> = {
  framed_200x100: { trim: { left: 20, top: 20, width: 160, height: 60 } },
  square_100x100: { trim: { left: 25, top: 25, width: 50, height: 50 } },
}

const file = new URL('../../../conformance/dimensions.jsonl', import.meta.url)
const cases = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as DimensionCase)
  // Missing assets and unknown extensions never reach the planner.
  .filter(({ needs, source, id }) => !needs?.includes('video') && fixtures.has(source) && id !== 'd206')

describe('planning the conformance cases', () => {
  it('covers the cases that need no video', () => {
    expect(cases.length).toBeGreaterThan(170)
  })

  it.each(cases.map((one) => [`${one.id} ${one.transformation} .${one.ext} on ${one.source}`, one] as const))(
    '%s',
    (_, { expect: expected, ...one }) => {
      const statuses = [expected.status].flat() as readonly number[]
      if (!statuses.includes(200)) {
        const error = errorOf(() => planCase(one))
        expect(statuses).toContain(error.status)
        expect(error.message.startsWith(expected.cld_error_prefix ?? '')).toBe(true)
        return
      }
      const outcome = planCase(one)
      if (outcome.kind !== 'plan') throw new Error('planning stopped')
      const { plan } = outcome
      if (plan.media === 'original') {
        const { width, height, format } = factsOf(one.source)
        expect([width, height]).toEqual([expected.width ?? width, expected.height ?? height])
        if (expected.content_type) expect(FORMATS[format]).toBe(expected.content_type)
        return
      }
      const { tol = 0 } = expected
      if (expected.width !== undefined) expect(Math.abs(plan.width - expected.width)).toBeLessThanOrEqual(tol)
      if (expected.height !== undefined) expect(Math.abs(plan.height - expected.height)).toBeLessThanOrEqual(tol)
      if (expected.content_type) expect(FORMATS[plan.encoding.format]).toBe(expected.content_type)
      if (expected.frames !== undefined && plan.media === 'image')
        expect(plan.encoding.animated).toBe(expected.frames > 1)
    },
  )
})

function planCase(one: Omit<DimensionCase, 'expect'>) {
  const headers = one.request_headers ?? {}
  const dpr = headers['Sec-CH-DPR'] ?? headers.DPR
  const overrides: Partial<PlanFacts> = {
    extension: one.ext,
    hints: {
      accepts: (['avif', 'webp'] as const).filter((format) => headers.Accept?.includes(`image/${format}`)),
      dpr: dpr === undefined ? null : Number(dpr),
      width: null,
      saveData: false,
    },
  }
  const facts = planFacts(factsOf(one.source), overrides)
  return planWith(decodeURIComponent(one.transformation), facts, TRIMMED[one.source] ?? {})
}

function errorOf(act: () => unknown): TransformationError {
  try {
    act()
  } catch (error) {
    if (error instanceof TransformationError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
