import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  isApiSignatureValid,
  signAnswer,
  signParameters,
  stringToSign,
} from '../../../server/security/api-signature.ts'
import { fc } from '../../support/properties.ts'

const ANY = { algorithm: 'any', version: 'any' } as const
const PARAMETERS = { public_id: 'a&b', tags: ['x', 'y'], timestamp: '1' }
const V1_SHA1 = '545e3781aa522014a8ed240651221c8bab36174f'
const V2_SHA1 = '5790dc2cbf6c3a2483c848a336fcf71ed7dba1e4'
const V2_SHA256 = 'aba8c239d5254b4d03683acb3abc0c56965e0582cf3026d1f8e2c8fa88d0de0d'

const parameters = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,12}$/).filter((key) => !['file', 'signature'].includes(key)),
  fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 4 })),
)

describe('signParameters', () => {
  it.each([
    ['version 1, SHA-1', 'sha1', 1, V1_SHA1],
    ['version 2, SHA-1', 'sha1', 2, V2_SHA1],
    ['version 2, SHA-256', 'sha256', 2, V2_SHA256],
  ] as const)('makes the published signature of %s', (_label, algorithm, version, expected) => {
    expect(signParameters(PARAMETERS, 'sec', { algorithm, version })).toBe(expected)
  })

  it('leaves out the file, the credentials and what is blank', () => {
    const text = stringToSign(
      { b: '1', a: '2', file: 'x', api_key: 'k', signature: 's', cloud_name: 'c', resource_type: 'r', blank: '' },
      2,
    )

    expect(text).toBe('a=2&b=1')
  })
})

describe('isApiSignatureValid', () => {
  it.each([V1_SHA1, V2_SHA1, V2_SHA256])('takes %s', (signature) => {
    expect(isApiSignatureValid(PARAMETERS, signature, 'sec', ANY)).toBe(true)
  })

  it('takes only version 2 where that is set', () => {
    const rules = { algorithm: 'any', version: 2 } as const

    expect(isApiSignatureValid(PARAMETERS, V1_SHA1, 'sec', rules)).toBe(false)
    expect(isApiSignatureValid(PARAMETERS, V2_SHA1, 'sec', rules)).toBe(true)
  })

  it('takes only the algorithm that is set', () => {
    const rules = { algorithm: 'sha256', version: 'any' } as const

    expect(isApiSignatureValid(PARAMETERS, V2_SHA1, 'sec', rules)).toBe(false)
    expect(isApiSignatureValid(PARAMETERS, V2_SHA256, 'sec', rules)).toBe(true)
  })

  it('takes the order of clients that sort whole pairs', () => {
    // `a-b` sorts before `a=…` as a key, after it as a pair: '-' is less than '='.
    const received = { a: '1', 'a-b': '2' }
    const signature = createHash('sha1').update('a-b=2&a=1sec').digest('hex')

    expect(isApiSignatureValid(received, signature, 'sec', ANY)).toBe(true)
  })

  it.each(['', 'abc', 'g'.repeat(40), V2_SHA1.slice(1), `${V2_SHA1}0`])('refuses %j', (signature) => {
    expect(isApiSignatureValid(PARAMETERS, signature, 'sec', ANY)).toBe(false)
  })

  it('takes whatever was signed, and nothing that was changed afterwards', () => {
    fc.assert(
      fc.property(
        parameters,
        fc.string({ minLength: 1 }),
        fc.constantFrom('sha1', 'sha256'),
        (values, secret, algorithm) => {
          const signature = signParameters(values, secret, { algorithm, version: 2 })
          expect(isApiSignatureValid(values, signature, secret, ANY)).toBe(true)
          expect(isApiSignatureValid({ ...values, zz: 'added' }, signature, secret, ANY)).toBe(false)
          expect(isApiSignatureValid(values, signature, `${secret}x`, ANY)).toBe(false)
        },
      ),
    )
  })

  it('does not take one parameter for two under version 2', () => {
    const signature = signParameters({ a: '1&b=2' }, 'sec', { algorithm: 'sha1', version: 2 })

    expect(isApiSignatureValid({ a: '1', b: '2' }, signature, 'sec', ANY)).toBe(false)
  })
})

describe('signAnswer', () => {
  it('is version 1 over public id and version', () => {
    const expected = signParameters({ public_id: 'a&b', version: '7' }, 'sec', { algorithm: 'sha1', version: 1 })

    expect(signAnswer({ publicId: 'a&b', version: 7 }, 'sec', 'sha1')).toBe(expected)
  })
})
