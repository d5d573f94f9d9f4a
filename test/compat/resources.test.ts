/** One asset and many, through the Admin API of the genuine Node SDK. */
import { expect } from 'vitest'
import { adminError, type Cloudinary, describeMethod, type MethodCases, startSdk } from './sdk.ts'

const sdk = startSdk()
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='

// As documented; the types of the SDK leave methods, options and answers out.
// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
type Method = (...values: unknown[]) => Promise<any>
const api = (cloudinary: Cloudinary) => cloudinary.api as unknown as Readonly<Record<string, Method>>
const call = (cloudinary: Cloudinary, method: string, ...values: unknown[]) => {
  const work = api(cloudinary)[method]
  if (work === undefined) throw new Error(`The SDK has no method ${method}`)
  return work(...values)
}
const upload = (cloudinary: Cloudinary, publicId: string, options: object = {}) =>
  cloudinary.uploader.upload(PICTURE, { public_id: publicId, ...options })
const statusOf = async (path: string) =>
  (await fetch(`${sdk.server.url}/${sdk.server.cloudName}/image/${path}.gif`)).status

describeMethod('api.resource', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'folder/shown', { tags: ['a'], eager: { width: 2, crop: 'scale' } })

    const shown = await call(cloudinary, 'resource', 'folder/shown', { colors: true, phash: true, versions: true })

    expect(shown).toMatchObject({
      asset_id,
      public_id: 'folder/shown',
      tags: ['a'],
      colors: expect.any(Array),
      derived: [{ transformation: 'c_scale,w_2/gif', id: expect.any(String) }],
      versions: [{ restorable: false }],
      rate_limit_remaining: expect.anything(),
    })
    expect(shown.phash).toMatch(/^[0-9a-f]{16}$/)
    await expect(call(cloudinary, 'resource', 'folder/shown', { derived_next_cursor: 'aaa' })).resolves.toMatchObject({
      asset_id,
    })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'resource', 'nothing/here')).rejects.toMatchObject(
      adminError(404, 'Resource not found - nothing/here'),
    )
  },
})

describeMethod('api.resource_by_asset_id', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'by-id')

    expect(await call(cloudinary, 'resource_by_asset_id', asset_id)).toMatchObject({ asset_id, public_id: 'by-id' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'resource_by_asset_id', 'f'.repeat(32))).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.update', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'updated', { moderation: 'manual' })

    const changed = await call(cloudinary, 'update', 'updated', {
      tags: ['x', 'y'],
      context: { alt: 'a|b=c' },
      moderation_status: 'approved',
    })

    expect(changed).toMatchObject({
      tags: ['x', 'y'],
      context: { custom: { alt: 'a|b=c' } },
      moderation: [{ kind: 'manual', status: 'approved' }],
    })
  },
  async fails({ cloudinary }) {
    await upload(cloudinary, 'not-updated')
    await expect(call(cloudinary, 'update', 'not-updated', { moderation_status: 'maybe' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('moderation_status')),
    )
    await expect(call(cloudinary, 'update', 'not-updated', { ocr: 'adv_ocr' })).rejects.toMatchObject(adminError(400))
    await expect(call(cloudinary, 'update', 'nowhere', { tags: ['x'] })).rejects.toMatchObject(adminError(404))
  },
})

describeMethod('api.delete_resources', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'delete/a')

    const answer = await call(cloudinary, 'delete_resources', ['delete/a', 'delete/b'])

    expect(answer).toMatchObject({
      deleted: { 'delete/a': 'deleted', 'delete/b': 'not_found' },
      deleted_counts: { 'delete/a': { original: 1, derived: 0 } },
      partial: false,
    })
    expect(await statusOf('upload/delete/a')).toBe(404)
  },
  async fails({ cloudinary }) {
    const ids = Array.from({ length: 101 }, (_, index) => `id-${index}`)
    await expect(call(cloudinary, 'delete_resources', ids)).rejects.toMatchObject(
      adminError(400, 'Too many public_ids: got 101, at most 100'),
    )
  },
})

describeMethod('api.delete_resources_by_prefix', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'prefix/a', { eager: { width: 2, crop: 'scale' } })

    const cursor = await call(cloudinary, 'delete_resources_by_prefix', 'prefix/', { next_cursor: 'aaa' })
    const derived = await call(cloudinary, 'delete_resources_by_prefix', 'prefix/', { keep_original: true })
    const all = await call(cloudinary, 'delete_resources_by_prefix', 'prefix/')

    expect(cursor.deleted).toEqual({})
    expect(derived.deleted_counts).toEqual({ 'prefix/a': { original: 0, derived: 1 } })
    expect(all.deleted).toEqual({ 'prefix/a': 'deleted' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'delete_resources_by_prefix', '')).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.delete_all_resources', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'all-a', { type: 'private' })
    await upload(cloudinary, 'all-b', { type: 'private' })

    const { deleted } = await call(cloudinary, 'delete_all_resources', { type: 'private' })

    expect(deleted).toMatchObject({ 'all-a': 'deleted', 'all-b': 'deleted' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'delete_all_resources', { keep_original: 'perhaps' })).rejects.toMatchObject(
      adminError(400, expect.stringContaining('keep_original')),
    )
  },
})

describeMethod('api.delete_resources_by_tag', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'by-tag', { tags: ['to go'] })

    const { deleted } = await call(cloudinary, 'delete_resources_by_tag', 'to go')

    expect(deleted).toEqual({ 'by-tag': 'deleted' })
  },
  async fails({ cloudinary }) {
    await expect(
      call(cloudinary, 'delete_resources_by_tag', 'x', { transformations: ['w_abc'] }),
    ).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.delete_resources_by_asset_ids', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'by-asset-id')

    const { deleted } = await call(cloudinary, 'delete_resources_by_asset_ids', [asset_id])

    expect(deleted).toEqual({ [asset_id as string]: 'deleted' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'delete_resources_by_asset_ids', [])).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.delete_derived_resources', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'derived', { eager: { width: 2, crop: 'scale' } })
    const [{ id }] = (await call(cloudinary, 'resource', 'derived')).derived

    const { deleted } = await call(cloudinary, 'delete_derived_resources', [id])

    expect(deleted).toEqual({ [id]: 'deleted' })
    expect((await call(cloudinary, 'resource', 'derived')).derived).toEqual([])
  },
  async fails({ cloudinary }) {
    const ids = Array.from({ length: 101 }, (_, index) => `id-${index}`)
    await expect(call(cloudinary, 'delete_derived_resources', ids)).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.delete_derived_by_transformation', sdk, {
  async succeeds({ cloudinary }) {
    const [two, three] = [
      { width: 2, crop: 'scale' },
      { width: 3, crop: 'scale' },
    ]
    await upload(cloudinary, 'derived-by', { eager: [two, three] })

    const answer = await call(cloudinary, 'delete_derived_by_transformation', ['derived-by'], [two])

    expect(answer.deleted_counts).toEqual({ 'derived-by': { original: 0, derived: 1 } })
    const left = (await call(cloudinary, 'resource', 'derived-by')).derived
    expect(left).toMatchObject([{ transformation: 'c_scale,w_3/gif' }])
  },
  async fails({ cloudinary }) {
    await expect(
      call(cloudinary, 'delete_derived_by_transformation', ['derived-by'], [{ width: 'abc', crop: 'scale' }]),
    ).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.restore', sdk, {
  async succeeds({ cloudinary }) {
    const first = await upload(cloudinary, 'restored', { backup: true })
    await cloudinary.uploader.destroy('restored')
    expect(await call(cloudinary, 'resource', 'restored')).toMatchObject({ placeholder: true, bytes: 0 })

    const answer = await call(cloudinary, 'restore', ['restored', 'unknown'])
    const versioned = await call(cloudinary, 'restore', ['restored'], { versions: [first.version_id] })

    expect(answer).toMatchObject({ restored: { bytes: first.bytes }, unknown: { error: 'no_backup' } })
    expect(versioned.restored.public_id).toBe('restored')
    expect(await statusOf('upload/restored')).toBe(200)
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'restore', ['a'], { versions: ['b', 'c'] })).rejects.toMatchObject(adminError(400))
  },
})

describeMethod('api.restore_by_asset_ids', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'restored-by-id', { backup: true })
    await cloudinary.uploader.destroy('restored-by-id')

    const answer = await call(cloudinary, 'restore_by_asset_ids', [asset_id])

    expect(answer[asset_id as string]).toMatchObject({ public_id: 'restored-by-id' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'restore_by_asset_ids', ['a'], { versions: ['b', 'c'] })).rejects.toMatchObject(
      adminError(400),
    )
  },
})

describeMethod('api.delete_backed_up_assets', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id, version_id } = await upload(cloudinary, 'backed-up', { backup: true })

    const answer = await call(cloudinary, 'delete_backed_up_assets', asset_id, version_id)

    expect(answer).toMatchObject({ asset_id, deleted_version_ids: [version_id] })
    expect(await call(cloudinary, 'resource', 'backed-up')).not.toHaveProperty('backup')
  },
  async fails({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'not-backed-up')
    await expect(call(cloudinary, 'delete_backed_up_assets', asset_id, ['unknown'])).rejects.toMatchObject(
      adminError(404, 'Specified version does not exist'),
    )
  },
})

/** @param selectorOf what selects the assets that the success has made */
function publishing(name: string, selectorOf: (id: string) => unknown): MethodCases {
  return {
    async succeeds({ cloudinary }) {
      for (const id of [name, `${name}-too`]) await upload(cloudinary, id, { type: 'private', tags: [`tag-${name}`] })

      const { published } = await call(cloudinary, name, selectorOf(name))

      expect(published.map(({ public_id }: { public_id: string }) => public_id).sort()).toEqual([name, `${name}-too`])
      expect(published[0].url).toContain('/image/upload/')
      expect(await statusOf(`upload/${name}`)).toBe(200)
    },
    async fails({ cloudinary }) {
      await expect(call(cloudinary, name, selectorOf(name), { type: 'upload' })).rejects.toMatchObject(
        adminError(400, expect.stringContaining('type')),
      )
    },
  }
}

describeMethod(
  'api.publish_by_ids',
  sdk,
  publishing('publish_by_ids', (id) => [id, `${id}-too`]),
)
describeMethod(
  'api.publish_by_tag',
  sdk,
  publishing('publish_by_tag', (id) => `tag-${id}`),
)
describeMethod(
  'api.publish_by_prefix',
  sdk,
  publishing('publish_by_prefix', (id) => id),
)

function closing(name: string, selectorOf: (id: string) => unknown): MethodCases {
  return {
    async succeeds({ cloudinary }) {
      await upload(cloudinary, name, { tags: [`tag-${name}`] })

      const { updated, failed } = await call(cloudinary, name, 'authenticated', selectorOf(name))

      expect(updated).toMatchObject([{ public_id: name, access_mode: 'authenticated' }])
      expect(failed).toEqual([])
      expect(await statusOf(`upload/${name}`)).toBe(401)
    },
    async fails({ cloudinary }) {
      await expect(call(cloudinary, name, 'open', selectorOf(name))).rejects.toMatchObject(
        adminError(400, expect.stringContaining('access_mode')),
      )
    },
  }
}

describeMethod(
  'api.update_resources_access_mode_by_ids',
  sdk,
  closing('update_resources_access_mode_by_ids', (id) => [id]),
)
describeMethod(
  'api.update_resources_access_mode_by_tag',
  sdk,
  closing('update_resources_access_mode_by_tag', (id) => `tag-${id}`),
)
describeMethod(
  'api.update_resources_access_mode_by_prefix',
  sdk,
  closing('update_resources_access_mode_by_prefix', (id) => id),
)

describeMethod('api.add_related_assets', sdk, {
  async succeeds({ cloudinary }) {
    for (const id of ['related/a', 'related/b']) await upload(cloudinary, id)

    const answer = await call(cloudinary, 'add_related_assets', 'related/a', 'image/upload/related/b')

    expect(answer).toMatchObject({ success: [{ code: 'success_ids', asset: 'image/upload/related/b' }], failed: [] })
    const shown = await call(cloudinary, 'resource', 'related/b', { related: true })
    expect(shown.related_assets).toMatchObject([{ public_id: 'related/a' }])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'add_related_assets', 'nowhere', 'image/upload/a')).rejects.toMatchObject(
      adminError(404),
    )
  },
})

describeMethod('api.add_related_assets_by_asset_id', sdk, {
  async succeeds({ cloudinary }) {
    const [one, two] = [await upload(cloudinary, 'rel-1'), await upload(cloudinary, 'rel-2')]

    const answer = await call(cloudinary, 'add_related_assets_by_asset_id', one.asset_id, [two.asset_id])

    expect(answer.success).toHaveLength(1)
  },
  async fails({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'rel-3')
    const many = Array.from({ length: 11 }, (_, index) => String(index))
    await expect(call(cloudinary, 'add_related_assets_by_asset_id', asset_id, many)).rejects.toMatchObject(
      adminError(400),
    )
  },
})

describeMethod('api.delete_related_assets', sdk, {
  async succeeds({ cloudinary }) {
    for (const id of ['ended/a', 'ended/b']) await upload(cloudinary, id)
    await call(cloudinary, 'add_related_assets', 'ended/a', 'image/upload/ended/b')

    const answer = await call(cloudinary, 'delete_related_assets', 'ended/b', ['image/upload/ended/a'])
    const again = await call(cloudinary, 'delete_related_assets', 'ended/b', ['image/upload/ended/a'])

    expect(answer.success).toHaveLength(1)
    expect(again.failed).toMatchObject([{ code: 'relation_does_not_exist_ids', status: 404 }])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'delete_related_assets', 'nowhere', ['image/upload/a'])).rejects.toMatchObject(
      adminError(404),
    )
  },
})

describeMethod('api.delete_related_assets_by_asset_id', sdk, {
  async succeeds({ cloudinary }) {
    const [one, two] = [await upload(cloudinary, 'end-1'), await upload(cloudinary, 'end-2')]
    await call(cloudinary, 'add_related_assets_by_asset_id', one.asset_id, [two.asset_id])

    const answer = await call(cloudinary, 'delete_related_assets_by_asset_id', two.asset_id, one.asset_id)

    expect(answer.success).toHaveLength(1)
  },
  async fails({ cloudinary }) {
    await expect(
      call(cloudinary, 'delete_related_assets_by_asset_id', 'f'.repeat(32), ['f'.repeat(32)]),
    ).rejects.toMatchObject(adminError(404))
  },
})
