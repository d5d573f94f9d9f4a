import { describe, expect, it } from 'vitest'
import { toBase32, totpAddress, totpCode, totpStep } from '../../../server/security/totp.ts'

/** The secret of RFC 6238, appendix B. */
const SECRET = toBase32(Buffer.from('12345678901234567890'))

describe('codes by time', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238 at %i s', (seconds, code) => {
    expect(totpCode(SECRET, Math.floor(seconds / 30), 8)).toBe(code)
  })

  it('are taken from one step before to one step after, and from no other', () => {
    const now = 1_111_111_111_000
    const present = Math.floor(now / 30_000)
    const taken = [-2, -1, 0, 1, 2].map((offset) => totpStep(SECRET, totpCode(SECRET, present + offset), now, 0))

    expect(taken).toEqual([null, present - 1, present, present + 1, null])
  })

  it('are taken once: none at or before the last step', () => {
    const now = 1_111_111_111_000
    const present = Math.floor(now / 30_000)
    const code = totpCode(SECRET, present)

    expect(totpStep(SECRET, code, now, present)).toBeNull()
    expect(totpStep(SECRET, code, now, present - 1)).toBe(present)
  })
})

describe('the secret', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foobar', 'MZXW6YTBOI'],
  ])('is written as RFC 4648 says: %j', (text, written) => {
    expect(toBase32(Buffer.from(text))).toBe(written)
  })

  it('is given to apps with names that are escaped', () => {
    expect(totpAddress('ABC', { issuer: 'My Media', email: 'a+b@example.com' })).toBe(
      'otpauth://totp/My%20Media:a%2Bb%40example.com?secret=ABC&issuer=My%20Media',
    )
  })
})
