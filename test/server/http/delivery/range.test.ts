import { describe, expect, it } from 'vitest'
import { readRange } from '../../../../server/http/delivery/range.ts'

const file = { size: 10, etag: '"abc"', lastModified: 'Mon, 23 Nov 2026 06:00:00 GMT', ifRange: undefined }
const whole = { kind: 'whole' }
const none = { kind: 'unsatisfiable' }
const part = (start: number, end: number) => ({ kind: 'part', start, end })

describe('range of a file of 10 bytes', () => {
  it.each([
    [undefined, whole],
    ['bytes=0-3', part(0, 3)],
    ['bytes=9-9', part(9, 9)],
    ['bytes=4-', part(4, 9)],
    ['bytes=4-100', part(4, 9)],
    ['bytes=-3', part(7, 9)],
    ['bytes=-100', part(0, 9)],
    ['Bytes=0-0', part(0, 0)],
    ['bytes=10-', none],
    ['bytes=10-20', none],
    ['bytes=-0', none],
    ['bytes=5-2', whole],
    ['bytes=0-1,4-5', whole],
    ['bytes=-', whole],
    ['bytes=a-b', whole],
    ['items=0-1', whole],
    ['bytes=0-99999999999999999999', whole],
  ])('%s gives %o', (range, expected) => {
    expect(readRange({ ...file, range })).toEqual(expected)
  })

  it.each([
    ['"abc"', part(0, 3)],
    ['Mon, 23 Nov 2026 06:00:00 GMT', part(0, 3)],
    ['"other"', whole],
    ['W/"abc"', whole],
    ['Mon, 23 Nov 2026 06:00:01 GMT', whole],
  ])('with If-Range %s is %o', (ifRange, expected) => {
    expect(readRange({ ...file, range: 'bytes=0-3', ifRange })).toEqual(expected)
  })

  it('of an empty file cannot be satisfied', () => {
    expect(readRange({ ...file, size: 0, range: 'bytes=0-0' })).toEqual(none)
    expect(readRange({ ...file, size: 0, range: 'bytes=-5' })).toEqual(none)
  })
})
