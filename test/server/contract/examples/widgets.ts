import type { Examples, ExampleWorld } from './example.ts'

export const widgetExamples: Examples = {
  'widgets.config': async ({ call, name }) => {
    const preset = name()
    const shares = { widget_metadata: true, widget_tags: true, widget_listed: true }
    await call('upload_presets.create', { parameters: { name: preset, unsigned: true, ...shares } })
    return { parameters: { preset } }
  },
  'widgets.sources': () => ({}),
  'widgets.sign': async (world) => ({
    json: true,
    parameters: { params_to_sign: { public_id: world.name() } },
    headers: await bearer(world),
  }),
  'assets.change_many': async ({ upload }) => ({
    json: true,
    parameters: {
      changes: [{ asset_id: (await upload()).asset_id, set: { add_tags: ['new'], context: { alt: 'A dot' } } }],
    },
  }),
  'widgets.events': async (world) => ({
    parameters: { wait: false },
    headers: await bearer(world),
    answersFile: true,
  }),
  'widgets.collections.list': async (world) => {
    await collection(world)
    return {}
  },
  'widgets.collections.create': async ({ name, upload }) => ({
    json: true,
    parameters: { name: name(), description: 'For the front page', asset_ids: [(await upload()).asset_id] },
  }),
  'widgets.collections.update': async (world) => ({
    json: true,
    parameters: { id: await collection(world), name: world.name() },
  }),
  'widgets.collections.delete': async (world) => ({ parameters: { id: await collection(world) } }),
  'widgets.collections.assets': async (world) => ({ parameters: { id: await collection(world) } }),
  'widgets.collections.add': async (world) => ({
    json: true,
    parameters: { id: await collection(world), asset_ids: [(await world.upload()).asset_id] },
  }),
  'widgets.collections.remove': async (world) => {
    const { asset_id } = await world.upload()
    return { parameters: { id: await collection(world, [asset_id]), asset_ids: [asset_id] } }
  },
  'widgets.sign_in': () => ({ parameters: { origin: 'http://localhost:3000', nonce: 'a-nonce-of-the-page' } }),
  'widgets.session.create': async (world) => ({ json: true, parameters: { access_token: await token(world) } }),
  'widgets.session.get': async (world) => ({ headers: await bearer(world) }),
  'widgets.session.delete': async (world) => ({ headers: await bearer(world) }),
}

async function collection({ call, name, upload }: ExampleWorld, ids?: readonly string[]): Promise<string> {
  const asset_ids = ids ?? [(await upload()).asset_id]
  return (await call('widgets.collections.create', { json: true, parameters: { name: name(), asset_ids } })).id
}

async function bearer(world: ExampleWorld): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await token(world)}` }
}

async function token(world: ExampleWorld): Promise<string> {
  return (await world.call('widgets.session.create', { json: true, parameters: world.signVisitor(world.name()) })).token
}
