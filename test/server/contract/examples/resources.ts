import type { Examples } from './example.ts'

export const resourceExamples: Examples = {
  'assets.get': async ({ upload }) => {
    const { resource_type, type, public_id } = await upload()
    return { parameters: { resource_type, type, public_id } }
  },
  'assets.get_by_id': async ({ upload }) => ({ parameters: { asset_id: (await upload()).asset_id } }),
  'assets.get_by_body': async ({ upload }) => ({ parameters: { public_id: (await upload()).public_id } }),
  'assets.update': async ({ upload }) => {
    const { resource_type, type, public_id } = await upload()
    return { parameters: { resource_type, type, public_id, tags: 'new' } }
  },
  'assets.update_by_id': async ({ upload }) => ({ parameters: { asset_id: (await upload()).asset_id, tags: 'new' } }),
  'assets.update_by_body': async ({ upload }) => ({
    parameters: { public_id: (await upload()).public_id, tags: 'new' },
  }),
}
