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
  'widgets.session.create': async (world) => ({ json: true, parameters: { access_token: await token(world) } }),
  'widgets.session.get': async (world) => ({ headers: await bearer(world) }),
  'widgets.session.delete': async (world) => ({ headers: await bearer(world) }),
}

async function bearer(world: ExampleWorld): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${await token(world)}` }
}

async function token(world: ExampleWorld): Promise<string> {
  return (await world.call('widgets.session.create', { json: true, parameters: world.signVisitor(world.name()) })).token
}
