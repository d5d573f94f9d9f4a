import { describe, expect, it } from 'vitest'
import { checkAuthToken, makeAuthToken } from '../../../server/security/auth-token.ts'
import { fc } from '../../support/properties.ts'

const key = '00112233FF99'
const start = 222222222
const expiry = start + 300
const asked = {
  key,
  urls: ['/image/upload/t_foobar'],
  path: '/image/upload/t_foobar',
  now: (start + 1) * 1000,
  clientIp: '9.9.9.9',
}

describe('access token', () => {
  it('has the hmac of the vector for one acl', () => {
    const token = makeAuthToken({ key, start, expiry, acl: ['/*/t_foobar'] })

    expect(token).toContain('~hmac=8e39600cc18cec339b21fe2b05fcb64b98de373355f8ce732c35710d8b10259f')
    expect(token).toContain('acl=%2f*%2ft_foobar~')
  })

  it('has the hmac of the vector for address and URL', () => {
    const url = 'http://res.cloudinary.com/test123/image/upload/v1486020273/sample.jpg'

    const token = makeAuthToken({ key, ip: '1.2.3.4', start, expiry, url })

    expect(token).toBe(
      'ip=1.2.3.4~st=222222222~exp=222222522~hmac=23038b61fafa2485afc38813d8ba1fd019df556a7204d9cf77f1c99763a454b5',
    )
  })

  it('is accepted with several acls, one of which matches', () => {
    const token =
      'st=222222222~exp=222222522~acl=%2f*%2ft_foobar!%2fb~hmac=2514d940c583e4fbbbc11f5b1b4469e3e60df1bd18a63eb7cd55ae3952f99a43'

    expect(checkAuthToken({ ...asked, token })).toBe('valid')
    expect(checkAuthToken({ ...asked, token, path: '/b' })).toBe('valid')
    expect(checkAuthToken({ ...asked, token, path: '/image/upload/t_other' })).toBe('elsewhere')
  })

  it('is accepted for the URL that it signs, and for no other', () => {
    const token = makeAuthToken({ key, start, expiry, url: asked.path })

    expect(checkAuthToken({ ...asked, token })).toBe('valid')
    expect(checkAuthToken({ ...asked, token, urls: ['/image/upload/other'] })).toBe('forged')
  })

  it.each([
    ['early', (start - 1) * 1000],
    ['valid', expiry * 1000 - 1],
    ['expired', expiry * 1000],
  ])('is %s at its edge of time', (verdict, now) => {
    const token = makeAuthToken({ key, start, expiry, acl: ['/*'] })

    expect(checkAuthToken({ ...asked, token, now })).toBe(verdict)
  })

  it('is bound to the address that it names', () => {
    const token = makeAuthToken({ key, ip: '1.2.3.4', expiry, acl: ['/*'] })

    expect(checkAuthToken({ ...asked, token })).toBe('elsewhere')
    expect(checkAuthToken({ ...asked, token, clientIp: '1.2.3.4' })).toBe('valid')
  })

  it.each(['', 'hmac=00', 'exp=1~hmac=zz', `exp=~hmac=${'0'.repeat(64)}`, `exp=9~exp=8~hmac=${'0'.repeat(64)}`])(
    'is malformed as %j',
    (token) => {
      expect(checkAuthToken({ ...asked, token })).toBe('malformed')
    },
  )

  it('stops being valid when any character of it is changed', () => {
    const token = makeAuthToken({ key, start, expiry, acl: ['/*'] })

    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'0123456789abcdef~*'), (at, character) => {
        fc.pre(token[at] !== character)
        const changed = token.slice(0, at) + character + token.slice(at + 1)
        expect(checkAuthToken({ ...asked, token: changed })).not.toBe('valid')
      }),
    )
  })

  it('comes to an end for hostile patterns', () => {
    const token = makeAuthToken({ key, expiry, acl: [`/${'*a'.repeat(200)}b`] })

    // An engine that tries every way would not come to an end within the time of a test.
    expect(checkAuthToken({ ...asked, token, path: `/${'a'.repeat(5000)}` })).toBe('elsewhere')
  })
})
