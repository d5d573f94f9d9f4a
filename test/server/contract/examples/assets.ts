import type { Examples } from './example.ts'
import { picture } from './world.ts'

export const assetExamples: Examples = {
  'assets.upload': ({ name }) => ({ parameters: { resource_type: 'image', public_id: name() }, file: picture }),
  'assets.upload_auto': ({ name }) => ({ parameters: { public_id: name() }, file: picture }),
  'assets.eval': ({ name }) => ({
    parameters: { resource_type: 'image', public_id: name(), eval: 'upload_options.tags = "red"' },
    file: picture,
  }),
  'assets.explicit': async ({ upload }) => ({
    parameters: { resource_type: 'image', type: 'upload', public_id: (await upload()).public_id, tags: 'new' },
  }),
  'assets.destroy': async ({ upload }) => ({
    parameters: { resource_type: 'image', public_id: (await upload()).public_id },
  }),
  'assets.destroy_by_id': async ({ upload }) => ({ parameters: { asset_id: (await upload()).asset_id } }),
  'assets.delete_by_token': async ({ upload }) => ({
    parameters: { token: (await upload({ return_delete_token: true })).delete_token },
  }),
  'assets.rename': async ({ upload, name }) => ({
    parameters: { resource_type: 'image', from_public_id: (await upload()).public_id, to_public_id: name() },
  }),
  'assets.tags': async ({ upload }) => ({
    parameters: { resource_type: 'image', command: 'add', tag: 'red', public_ids: [(await upload()).public_id] },
  }),
  'assets.metadata': async ({ upload, call, name }) => {
    const external_id = name()
    await call('metadata_fields.create', { parameters: { external_id, label: 'Title', type: 'string' }, json: true })
    const public_ids = [(await upload()).public_id]
    return { parameters: { resource_type: 'image', metadata: `${external_id}=new`, public_ids } }
  },
  'assets.context': async ({ upload }) => ({
    parameters: { resource_type: 'image', command: 'add', context: 'a=b', public_ids: [(await upload()).public_id] },
  }),
}
