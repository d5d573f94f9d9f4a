import { describe, expect, it } from 'vitest'
import { isUnchanged } from '../../../../server/http/delivery/freshness.ts'

const validators = { etag: '"abc"', lastModifiedMs: Date.parse('2026-11-23T06:00:00Z') }

describe('conditions of a request', () => {
  it.each([
    [{}, false],
    [{ 'if-none-match': '"abc"' }, true],
    [{ 'if-none-match': 'W/"abc"' }, true],
    [{ 'if-none-match': '"x", "abc"' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"x"' }, false],
    [{ 'if-none-match': 'abc' }, false],
    [{ 'if-modified-since': 'Mon, 23 Nov 2026 06:00:00 GMT' }, true],
    [{ 'if-modified-since': 'Mon, 23 Nov 2026 07:00:00 GMT' }, true],
    [{ 'if-modified-since': 'Mon, 23 Nov 2026 05:59:59 GMT' }, false],
    [{ 'if-modified-since': 'yesterday' }, false],
    [{ 'if-none-match': '"x"', 'if-modified-since': 'Mon, 23 Nov 2026 07:00:00 GMT' }, false],
  ])('%o is unchanged: %s', (headers, expected) => {
    expect(isUnchanged(headers, validators)).toBe(expected)
  })
})
