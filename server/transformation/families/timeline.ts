/** `so eo du`: which part of the time, in seconds or percent of the whole. */
import type { Time } from '../ast.ts'
import { defineFamily, defineParameter } from '../define-family.ts'
import { numberOf, type Reader, reader } from '../readers.ts'

const SPAN = 'seconds, or a percentage such as 50p'

function time(expected: string, automatic: boolean): Reader<Time> {
  return reader<Time>(expected, (text, place) => {
    if (text === 'auto' && automatic) return { kind: 'auto' }
    const isPercent = text.endsWith('p') || text.endsWith('%')
    const value = numberOf(isPercent ? text.slice(0, -1) : text, place)
    if (value === null || value < 0) return undefined
    return isPercent ? { kind: 'percent', percent: Math.min(value, 100) } : { kind: 'seconds', seconds: value }
  })
}

export const timeline = defineFamily(
  'timeline',
  defineParameter({
    key: 'so',
    name: 'start_offset',
    summary: 'Where to begin; for a still, which moment',
    forms: ['so_<seconds>', 'so_<n>p', 'so_auto'],
    media: ['video'],
    tier: 'A',
    open: 'number',
    reader: time(`${SPAN}, or auto`, true),
  }),
  defineParameter({
    key: 'eo',
    name: 'end_offset',
    summary: 'Where to end',
    forms: ['eo_<seconds>', 'eo_<n>p'],
    media: ['video'],
    tier: 'A',
    open: 'number',
    reader: time(SPAN, false),
  }),
  defineParameter({
    key: 'du',
    name: 'duration',
    summary: 'How long',
    forms: ['du_<seconds>', 'du_<n>p'],
    media: ['video'],
    tier: 'A',
    open: 'number',
    reader: time(SPAN, false),
  }),
)
