import type { Examples } from './example.ts'

const scope = { resource_type: 'image', type: 'upload' }

export const bulkDeletionExamples: Examples = {
  'resources.delete': async ({ upload }) => ({ parameters: { ...scope, public_ids: [(await upload()).public_id] } }),
  'resources.delete_by_tag': async ({ upload, name }) => {
    const tag = name()
    await upload({ tags: tag })
    return { parameters: { resource_type: 'image', tag } }
  },
  'resources.delete_by_asset_ids': async ({ upload }) => ({ parameters: { asset_ids: [(await upload()).asset_id] } }),
  'derived.delete': async ({ upload, call }) => {
    const { asset_id } = await upload({ eager: 'c_scale,w_2' })
    const { derived } = await call('assets.get_by_id', { parameters: { asset_id } })
    return { parameters: { derived_resource_ids: [derived[0].id] } }
  },
  'derived.invalidate_by_urls': async ({ upload }) => ({ parameters: { urls: [(await upload()).url] } }),
}
