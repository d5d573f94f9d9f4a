import type { Examples, ExampleWorld } from './example.ts'

const scope = { resource_type: 'image', type: 'upload' }

export const backupExamples: Examples = {
  'backups.restore': async (world) => ({
    parameters: { ...scope, public_ids: [(await deleted(world)).public_id] },
    json: true,
  }),
  'backups.restore_by_asset_ids': async (world) => ({
    parameters: { asset_ids: [(await deleted(world)).asset_id] },
    json: true,
  }),
  'backups.delete': async ({ upload }) => {
    const { asset_id, version_id } = await upload({ backup: true })
    return { parameters: { asset_id, version_ids: [version_id] } }
  },
}

/** An asset of which only the backup is left. */
async function deleted({ upload, call }: ExampleWorld) {
  const asset = await upload({ backup: true })
  await call('assets.destroy_by_id', { parameters: { asset_id: asset.asset_id } })
  return asset
}
