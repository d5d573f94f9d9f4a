import { describe, expect, it } from 'vitest'
import { hashPassword, isPassword } from '../../../server/security/password.ts'

const salt = Buffer.alloc(16, 7)

describe('a stored password', () => {
  it('is known again, and no other', async () => {
    const stored = await hashPassword('correct horse', salt)

    expect(stored).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/)
    expect(await isPassword('correct horse', stored)).toBe(true)
    expect(await isPassword('correct horsf', stored)).toBe(false)
    expect(await isPassword('', stored)).toBe(false)
  })

  it('is the same however its letters were composed', async () => {
    const stored = await hashPassword('Caf\u00e9 au lait', salt)

    expect(await isPassword('Cafe\u0301 au lait', stored)).toBe(true)
  })

  it('is compared with the parameters that it was made with', async () => {
    // Made by OpenSSL's own vector of RFC 7914: "pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1; 32 bytes.
    const hash = Buffer.from('7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2', 'hex')
    const stored = `scrypt$14$8$1$${Buffer.from('SodiumChloride').toString('base64url')}$${hash.toString('base64url')}`

    expect(await isPassword('pleaseletmein', stored)).toBe(true)
  })

  it('takes a try at nobody as long as one at somebody', async () => {
    const stored = await hashPassword('x', salt)
    const time = async (hash: string | null) => {
      // Of processors, not of a clock: other programs do not count.
      const start = process.cpuUsage()
      await isPassword('y', hash)
      return process.cpuUsage(start).user
    }
    const somebody = Math.min(await time(stored), await time(stored), await time(stored))
    const nobody = Math.min(await time(null), await time(null), await time(null))

    // Without the work it would be a thousandth.
    expect(nobody).toBeGreaterThan(somebody / 4)
    expect(nobody).toBeLessThan(somebody * 4)
  })
})
