import { expect, it } from 'vitest'
import { signParameters } from '../../../server/security/api-signature.ts'
import { explainSignature } from '../../../server/security/explain-signature.ts'
import { fc } from '../../support/properties.ts'

const SECRET = 'Zq7-never-to-be-shown'
const names = fc.constantFrom('public_id', 'folder', 'tags', 'api_key', 'file', 'eager', 'a', 'a b')
const values = fc.oneof(fc.string({ minLength: 1 }), fc.array(fc.string({ minLength: 1 }), { minLength: 1 }))
const parameterSets = fc.dictionary(names, values, { minKeys: 1 }).map((set) => ({ ...set, timestamp: '1' }))

it('never says the secret, whatever was signed', () => {
  fc.assert(
    fc.property(parameterSets, parameterSets, fc.constantFrom('sha1', 'sha256'), (arrived, signed, algorithm) => {
      const signature = signParameters(signed, SECRET, { algorithm: algorithm as 'sha1', version: 2 })
      const rules = { algorithm: 'any', version: 'any' } as const

      const diagnosis = explainSignature({ parameters: arrived, signature, secret: SECRET, rules, said: null })

      expect(JSON.stringify(diagnosis)).not.toContain(SECRET)
    }),
  )
})

it('finds a parameter that was added after signing, wherever it stands', () => {
  fc.assert(
    fc.property(parameterSets, fc.string({ minLength: 1 }), (signed, value) => {
      const signature = signParameters(signed, SECRET, { algorithm: 'sha256', version: 2 })
      const parameters = { ...signed, moderation: value }
      const rules = { algorithm: 'any', version: 'any' } as const

      const { explanation } = explainSignature({ parameters, signature, secret: SECRET, rules, said: null })

      expect(explanation).toMatch(/^The parameter moderation was sent, but not signed/)
    }),
  )
})
