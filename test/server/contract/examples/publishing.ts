import type { Examples, ExampleWorld } from './example.ts'

export const publishingExamples: Examples = {
  'resources.publish': async ({ upload }) => {
    const { public_id } = await upload({ type: 'private' })
    return { parameters: { resource_type: 'image', public_ids: [public_id] } }
  },
  'resources.update_access_mode': async ({ upload }) => {
    const { resource_type, type, public_id } = await upload()
    return { parameters: { resource_type, type, public_ids: [public_id], access_mode: 'authenticated' } }
  },
  'relations.add': async (world) => {
    const [one, two] = await pair(world)
    return { parameters: { ...one, assets_to_relate: [two.reference] }, json: true }
  },
  'relations.delete': async (world) => {
    const [one, two] = await pair(world)
    return { parameters: { ...one, assets_to_unrelate: [two.reference] }, json: true }
  },
  'relations.add_by_asset_id': async ({ upload }) => {
    const [one, two] = [await upload(), await upload()]
    return { parameters: { asset_id: one.asset_id, assets_to_relate: [two.asset_id] }, json: true }
  },
  'relations.delete_by_asset_id': async ({ upload }) => {
    const [one, two] = [await upload(), await upload()]
    return { parameters: { asset_id: one.asset_id, assets_to_unrelate: [two.asset_id] }, json: true }
  },
}

async function pair({ upload }: ExampleWorld) {
  const { resource_type, type, public_id } = await upload()
  const other = await upload()
  return [
    { resource_type, type, public_id },
    { reference: `${other.resource_type}/${other.type}/${other.public_id}` },
  ] as const
}
