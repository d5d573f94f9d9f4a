/** The SDK's calls about an environment itself. */
import { expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk({ settings: { adminCallsPerHour: 100 } })

describeMethod('api.ping', sdk, {
  async succeeds({ cloudinary }) {
    const first = await cloudinary.api.ping()
    const second = await cloudinary.api.ping()

    expect(first.status).toBe('ok')
    expect(first).toMatchObject({ rate_limit_allowed: 100, rate_limit_reset_at: expect.any(Date) })
    expect(second.rate_limit_remaining).toBe(first.rate_limit_remaining - 1)
    expect(first.rate_limit_reset_at.getTime() % 3_600_000).toBe(0)
  },
  async fails({ cloudinary }) {
    const ping = (options: object) => cloudinary.api.ping(options)

    await expect(ping({ api_secret: 'wrong' })).rejects.toMatchObject(adminError(401, 'api_secret mismatch'))
    await expect(ping({ api_key: '1' })).rejects.toMatchObject(adminError(401, 'Invalid api_key 1'))
    await expect(ping({ cloud_name: 'nobody' })).rejects.toMatchObject(adminError(401, 'Invalid cloud_name nobody'))
    await expect(ping({ oauth_token: 'x' })).rejects.toMatchObject(adminError(401, 'Invalid token'))
  },
})

describeMethod('api.config', sdk, {
  async succeeds({ cloudinary, server }) {
    const plain = await cloudinary.api.config()
    const full = await cloudinary.api.config({ settings: true })

    expect(plain).toMatchObject({ cloud_name: server.cloudName, created_at: expect.stringMatching(/^\d{4}-.*Z$/) })
    expect(plain.settings).toBeUndefined()
    expect(full.settings).toEqual({ folder_mode: 'dynamic' })
  },
  async fails({ cloudinary }) {
    const wrong = cloudinary.api.config({ settings: 'perhaps' } as never)

    await expect(wrong).rejects.toMatchObject(adminError(400, expect.stringContaining('parameter settings')))
  },
})

describeMethod('api.usage', sdk, {
  async succeeds({ cloudinary }) {
    const before = await cloudinary.api.usage()
    await cloudinary.uploader.upload(`data:image/png;base64,${picture.toString('base64')}`)
    const after = await cloudinary.api.usage()
    const today = new Date().toISOString().slice(0, 10)
    const [year, month, day] = today.split('-')

    expect(after).toMatchObject({
      plan: expect.any(String),
      last_updated: today,
      resources: before.resources + 1,
      transformations: { usage: before.transformations.usage + 1 },
      rate_limit_allowed: 100,
    })
    // Both ways in which people write the day.
    for (const date of [today, `${day}-${month}-${year}`]) {
      expect((await cloudinary.api.usage({ date })).resources).toBe(after.resources)
    }
  },
  async fails({ cloudinary }) {
    await expect(cloudinary.api.usage({ date: 'yesterday' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('date')),
    )
  },
})
