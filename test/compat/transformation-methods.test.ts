/** The transformation methods of the genuine Node SDK; what else they do is in `transformations.test.ts`. */
import { expect } from 'vitest'
import { picture } from '../server/contract/examples/world.ts'
import { adminError, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const api = () => sdk.cloudinary.api
const file = `data:image/png;base64,${picture.toString('base64')}`

describeMethod('api.create_transformation', sdk, {
  async succeeds() {
    const created = await api().create_transformation('thumb', { width: 100, height: 100, crop: 'fill' })

    expect(created).toMatchObject({ message: 'created' })
    expect(await api().transformation('thumb')).toMatchObject({
      name: 't_thumb',
      named: true,
      allowed_for_strict: true,
      info: [{ crop: 'fill', height: 100, width: 100 }],
    })
  },
  async fails() {
    await api().create_transformation('taken', { width: 1 })
    await expect(api().create_transformation('taken', { width: 2 })).rejects.toMatchObject(
      adminError(409, 'Transformation taken already exists'),
    )
    await expect(api().create_transformation('bad', 'w_abc')).rejects.toMatchObject(
      adminError(400, expect.stringContaining('Invalid width in transformation: abc')),
    )
  },
})

describeMethod('api.transformations', sdk, {
  async succeeds() {
    await api().create_transformation('listed', { width: 5 })
    await sdk.cloudinary.uploader.upload(file, { eager: [{ width: 6, crop: 'scale' }] })

    const { transformations } = await api().transformations({ max_results: 500 })

    expect(transformations).toContainEqual({ name: 't_listed', allowed_for_strict: true, used: false, named: true })
    expect(transformations).toContainEqual(expect.objectContaining({ named: false, used: true }))
  },
  async fails() {
    await expect(api().transformations({ next_cursor: 'aaa' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('next_cursor')),
    )
  },
})

describeMethod('api.transformation', sdk, {
  async succeeds() {
    const { public_id } = await sdk.cloudinary.uploader.upload(file, { eager: [{ width: 7, crop: 'scale' }] })

    const details = await api().transformation({ width: 7, crop: 'scale' })

    expect(details).toMatchObject({ name: 'c_scale,w_7', used: true, derived: [{ public_id }] })
  },
  async fails() {
    await expect(api().transformation('unheard_of')).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.update_transformation', sdk, {
  async succeeds() {
    await api().create_transformation('changing', { width: 8 })

    expect(await api().update_transformation('changing', { allowed_for_strict: false } as never)).toMatchObject({
      message: 'updated',
    })

    expect(await api().transformation('changing')).toMatchObject({ allowed_for_strict: false })
  },
  async fails() {
    await expect(
      api().update_transformation('unheard_of', { unsafe_update: { width: 9 } } as never),
    ).rejects.toMatchObject(adminError(404))
    await expect(api().update_transformation('changing', {} as never)).rejects.toMatchObject(
      adminError(400, expect.stringContaining('allowed_for_strict')),
    )
  },
})

describeMethod('api.delete_transformation', sdk, {
  async succeeds() {
    await api().create_transformation('doomed', { width: 10 })

    expect(await api().delete_transformation('doomed')).toMatchObject({ message: 'deleted' })

    await expect(api().transformation('doomed')).rejects.toMatchObject(adminError(404))
  },
  async fails() {
    await expect(api().delete_transformation('unheard_of')).rejects.toMatchObject(adminError(404))
  },
})
