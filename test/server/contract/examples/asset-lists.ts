import type { Examples } from './example.ts'

const scope = { resource_type: 'image' }

export const assetListExamples: Examples = {
  'resources.types': () => ({}),
  'resources.list': async ({ upload }) => {
    await upload()
    return { parameters: scope }
  },
  'resources.list_by_type': async ({ upload }) => ({
    parameters: { ...scope, type: 'upload', prefix: (await upload()).public_id, tags: true },
  }),
  'resources.list_by_tag': async ({ upload, name }) => {
    const tag = name()
    await upload({ tags: tag })
    return { parameters: { ...scope, tag } }
  },
  'resources.list_by_context': async ({ upload, name }) => {
    const key = name()
    await upload({ context: `${key}=1` })
    return { parameters: { ...scope, key, value: '1', context: true } }
  },
  'resources.list_by_moderation': async ({ upload }) => {
    await upload({ moderation: 'manual' })
    return { parameters: { ...scope, moderation_kind: 'manual', moderation_status: 'pending', moderations: true } }
  },
  'resources.list_by_asset_ids': async ({ upload }) => ({ parameters: { asset_ids: [(await upload()).asset_id] } }),
  'resources.list_by_asset_folder': async ({ upload, name }) => {
    const folder = name()
    await upload({ asset_folder: folder })
    return { parameters: { asset_folder: folder, fields: 'bytes,url' } }
  },
  'tags.list': async ({ upload, name }) => {
    await upload({ tags: name() })
    return { parameters: scope }
  },
}
