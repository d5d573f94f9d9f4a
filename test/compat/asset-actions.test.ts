/** Actions of the Upload API on stored assets, through the genuine Node SDK. */
import { expect } from 'vitest'
import { type Cloudinary, describeMethod, startSdk } from './sdk.ts'

const sdk = startSdk()
const PICTURE = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw=='

// As documented; the types of the SDK leave options and answers out.
// biome-ignore lint/suspicious/noExplicitAny: answers are compared field by field
type Method = (...values: unknown[]) => Promise<any>
const call = (cloudinary: Cloudinary, method: string, ...values: unknown[]) => {
  const work = (cloudinary.uploader as unknown as Readonly<Record<string, Method>>)[method]
  if (work === undefined) throw new Error(`The SDK has no method ${method}`)
  return work(...values)
}
const upload = (cloudinary: Cloudinary, publicId: string, options: object = {}) =>
  cloudinary.uploader.upload(PICTURE, { public_id: publicId, ...options })
const shown = (cloudinary: Cloudinary, publicId: string): Promise<{ tags: string[]; context?: { custom: object } }> =>
  cloudinary.api.resource(publicId) as never
/** The error in the shape in which the SDK's upload methods reject. */
const refusal = (http_code: number, message: unknown = expect.any(String)) => ({ http_code, message })

describeMethod('uploader.destroy', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'destroyed')

    expect(await call(cloudinary, 'destroy', 'destroyed', { invalidate: true })).toEqual({ result: 'ok' })
    expect(await call(cloudinary, 'destroy', 'destroyed')).toEqual({ result: 'not found' })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'destroy', '')).rejects.toMatchObject(
      refusal(400, 'Missing required parameter - public_id'),
    )
  },
})

describeMethod('uploader.rename', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'old-name', { tags: ['kept'], context: { alt: 'x' } })

    const renamed = await call(cloudinary, 'rename', 'old-name', 'new/name', { context: true, metadata: true })

    expect(renamed).toMatchObject({
      asset_id,
      public_id: 'new/name',
      tags: ['kept'],
      context: { custom: { alt: 'x' } },
    })
    await expect(cloudinary.api.resource('old-name')).rejects.toMatchObject({ error: { http_code: 404 } })
  },
  async fails({ cloudinary }) {
    for (const id of ['rename-a', 'rename-b']) await upload(cloudinary, id)

    await expect(call(cloudinary, 'rename', 'nowhere', 'anywhere')).rejects.toMatchObject(
      refusal(404, 'Resource not found - nowhere'),
    )
    await expect(call(cloudinary, 'rename', 'rename-a', 'rename-b')).rejects.toMatchObject(
      refusal(400, 'to_public_id (rename-b) already exists'),
    )
    const overwriting = await call(cloudinary, 'rename', 'rename-a', 'rename-b', { overwrite: true })
    expect(overwriting.public_id).toBe('rename-b')
  },
})

describeMethod('uploader.explicit', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'explicit', { tags: ['old'] })

    const changed = await call(cloudinary, 'explicit', 'explicit', {
      type: 'upload',
      tags: ['new'],
      context: { alt: 'x' },
      eager: [{ width: 2, crop: 'scale' }],
      phash: true,
    })

    expect(changed).toMatchObject({
      tags: ['new'],
      context: { custom: { alt: 'x' } },
      eager: [{ transformation: 'c_scale,w_2', width: 2 }],
    })
    expect(changed.phash).toMatch(/^[0-9a-f]{16}$/)
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'explicit', 'nowhere', { type: 'upload' })).rejects.toMatchObject(
      refusal(404, 'Resource not found - nowhere'),
    )
  },
})

describeMethod('uploader.add_tag', sdk, {
  async succeeds({ cloudinary }) {
    for (const id of ['tag-a', 'tag-b']) await upload(cloudinary, id, { tags: ['first'] })

    const answer = await call(cloudinary, 'add_tag', 'second', ['tag-a', 'tag-b', 'unknown'])

    expect(answer).toEqual({ public_ids: ['tag-a', 'tag-b'] })
    expect((await shown(cloudinary, 'tag-a')).tags).toEqual(['first', 'second'])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'add_tag', '', ['tag-a'])).rejects.toMatchObject(
      refusal(400, 'Missing required parameter - tag'),
    )
  },
})

describeMethod('uploader.remove_tag', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'untag', { tags: ['a', 'b'] })

    expect(await call(cloudinary, 'remove_tag', 'a', ['untag'])).toEqual({ public_ids: ['untag'] })
    expect((await shown(cloudinary, 'untag')).tags).toEqual(['b'])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'remove_tag', 'a', [])).rejects.toMatchObject(
      refusal(400, 'Missing required parameter - public_ids'),
    )
  },
})

describeMethod('uploader.remove_all_tags', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'untag-all', { tags: ['a', 'b'] })

    expect(await call(cloudinary, 'remove_all_tags', ['untag-all'])).toEqual({ public_ids: ['untag-all'] })
    expect((await shown(cloudinary, 'untag-all')).tags).toEqual([])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'remove_all_tags', [])).rejects.toMatchObject(refusal(400))
  },
})

describeMethod('uploader.replace_tag', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'retag', { tags: ['a', 'b'] })

    expect(await call(cloudinary, 'replace_tag', 'c', ['retag'])).toEqual({ public_ids: ['retag'] })
    expect((await shown(cloudinary, 'retag')).tags).toEqual(['c'])
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'replace_tag', 'x'.repeat(300), ['retag'])).rejects.toMatchObject(refusal(400))
  },
})

describeMethod('uploader.add_context', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'context', { context: { kept: '1', gone: '2' } })

    const answer = await call(cloudinary, 'add_context', { added: 'a=b|c', gone: '' }, ['context', 'unknown'])

    expect(answer).toEqual({ public_ids: ['context'] })
    expect((await shown(cloudinary, 'context')).context).toEqual({ custom: { kept: '1', added: 'a=b|c' } })
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'add_context', 'no pair', ['context'])).rejects.toMatchObject(refusal(400))
  },
})

describeMethod('uploader.remove_all_context', sdk, {
  async succeeds({ cloudinary }) {
    await upload(cloudinary, 'no-context', { context: { a: '1' } })

    expect(await call(cloudinary, 'remove_all_context', ['no-context'])).toEqual({ public_ids: ['no-context'] })
    expect(await shown(cloudinary, 'no-context')).not.toHaveProperty('context')
  },
  async fails({ cloudinary }) {
    await expect(call(cloudinary, 'remove_all_context', [])).rejects.toMatchObject(refusal(400))
  },
})

/** As the SDK makes it; it does not take the address of the server for these. */
const fetched = async (made: string) => {
  const { pathname, search } = new URL(made)
  const response = await fetch(`${sdk.server.url}${pathname}${search}`)
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }
}
const pictureBytes = Buffer.from(PICTURE.split(',')[1] ?? '', 'base64')

describeMethod('utils.download_backedup_asset', sdk, {
  async succeeds({ cloudinary }) {
    const { asset_id, version_id } = await upload(cloudinary, 'backed-up', { backup: true })

    const made = backupUrl(cloudinary, asset_id as string, version_id as string)

    expect(await fetched(made)).toEqual({ status: 200, bytes: pictureBytes })
  },
  async fails({ cloudinary }) {
    const { asset_id } = await upload(cloudinary, 'not-backed-up')

    expect((await fetched(backupUrl(cloudinary, asset_id as string, 'f'.repeat(32)))).status).toBe(404)
  },
})

/** The types of the SDK leave it out. */
function backupUrl(cloudinary: Cloudinary, assetId: string, versionId: string): string {
  const { download_backedup_asset: make } = cloudinary.utils as unknown as {
    readonly download_backedup_asset: (assetId: string, versionId: string) => string
  }
  return make(assetId, versionId)
}
