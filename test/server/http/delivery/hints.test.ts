import { describe, expect, it } from 'vitest'
import { hintClass, readHints, varyHeader } from '../../../../server/http/delivery/hints.ts'

describe('request hints', () => {
  it.each([
    ['image/avif,image/webp,image/apng,image/*,*/*;q=0.8', ['avif', 'webp']],
    ['image/webp,image/*;q=0.8', ['webp']],
    ['image/webp, image/avif', ['avif', 'webp']],
    ['IMAGE/WEBP', ['webp']],
    ['image/jxl,image/avif', ['avif', 'jxl']],
    ['image/*', []],
    ['*/*', []],
    ['image/webp;q=0', []],
    ['image/webp;q=0.000,image/avif;q=0.1', ['avif']],
    ['text/html', []],
    [undefined, []],
  ])('Accept %s names %o', (accept, expected) => {
    expect(readHints(accept === undefined ? {} : { accept }).accepts).toEqual(expected)
  })

  it.each([
    [{ dpr: '2' }, 2],
    [{ dpr: '1.5' }, 2],
    [{ 'sec-ch-dpr': '3', dpr: '1' }, 3],
    [{ dpr: '0' }, null],
    [{ dpr: '-1' }, null],
    [{ dpr: '1e3' }, null],
    [{ dpr: '99999' }, 10],
    [{}, null],
  ])('%o is a ratio of %s', (headers, expected) => {
    expect(readHints(headers).dpr).toBe(expected)
  })

  it('reads the width from the newer header first', () => {
    expect(readHints({ 'sec-ch-width': '320.4', width: '100' }).width).toBe(321)
    expect(readHints({ width: '100' }).width).toBe(100)
  })

  it('are equal for requests that differ only in what does not matter', () => {
    const chrome = readHints({ accept: 'image/avif,image/webp,image/apng,*/*;q=0.8', dpr: '1.2' })
    const other = readHints({ accept: 'image/webp, image/avif;q=0.4', dpr: '2' })

    expect(hintClass(['accept', 'dpr'], chrome)).toBe(hintClass(['accept', 'dpr'], other))
  })

  it('list in Vary the headers that were read', () => {
    expect(varyHeader(['accept', 'dpr'])).toBe('Accept, Sec-CH-DPR, DPR')
    expect(varyHeader([])).toBe('')
  })
})
